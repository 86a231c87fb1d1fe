import type { Call } from '../shared/call';
import { MODEL_LIMIT, readInput } from './input';
import { measureCalls } from './measure-calls';
import { callOnce } from './call-once';
import { callInput, type InvokeOptions, isMeasurement } from './options';
import type { Terminal } from '../shared/terminal';

/**
 * Calls a model: once, with the answer on stdout; or often, with the figures on stderr (or as JSON on stdout).
 *
 * @param stop - ends a measurement early; what was measured is reported
 * @returns the exit status: 0, or 1 where a call failed
 * @throws UsageError before anything is sent
 */
export async function invoke(options: InvokeOptions, terminal: Terminal, stop: AbortSignal): Promise<number> {
  const body = readInput(options);
  if (body.length > MODEL_LIMIT) {
    terminal.say(
      `the body has ${body.length} bytes; SageMaker's API model says ${MODEL_LIMIT} at most, its guides 25 MB: it may be refused`,
    );
  }
  const call: Call = { input: callInput(options, body), stream: options.stream === true };
  return isMeasurement(options) ? measureCalls(call, options, terminal, stop) : callOnce(call, options, terminal, stop);
}
