import type { Call } from '../shared/call';
import { API_MODEL_LIMIT_BYTES, readInput } from './input';
import { callOnce } from './call-once';
import { withClientConfig } from './client-config-file';
import { invokeEndpointInput, type InvokeOptions, isMeasurement } from './options';
import type { Terminal } from '../shared/terminal';

/**
 * Calls a model: once, with the response on stdout, or many times, with a report on stderr (or as JSON on stdout).
 *
 * @param stop - ends it early; what was measured until then is reported
 * @returns the exit status: 0, 1 if a call failed, or 2 without credentials or region
 * @throws UsageError before anything is sent
 */
export async function invoke(given: InvokeOptions, terminal: Terminal, stop: AbortSignal): Promise<number> {
  const options = withClientConfig(given);
  const body = readInput(options);
  if (body.length > API_MODEL_LIMIT_BYTES) {
    terminal.say(
      `the body has ${body.length} bytes; SageMaker's API model says ${API_MODEL_LIMIT_BYTES} at most, its guides 25 MB: it may be refused`,
    );
  }
  const call: Call = { input: invokeEndpointInput(options, body), stream: options.stream === true };
  if (!isMeasurement(options)) return callOnce(call, options, terminal, stop);
  // Only here: to load it takes longer than a single call.
  const { measureCalls } = require('./measure-calls') as typeof import('./measure-calls');
  return measureCalls(call, options, terminal, stop);
}
