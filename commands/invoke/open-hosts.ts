import type { RuntimeClient } from '../../client';
import { EXIT_STATUS, UsageError } from '../shared/cli';
import { type CallContext, explainCallError, formatExplanation } from '../shared/explain-call-error';
import type { Terminal } from '../shared/terminal';
import { clientOptions, type InvokeOptions } from './options';

/** A host of the endpoint, with the client that calls it many times. */
export interface MeasuredHost extends CallContext {
  readonly client: RuntimeClient;
}

/**
 * Makes a client for each host: those of `--host`, or the one that the SDK would call. Says why if that fails, and
 * returns the exit status.
 *
 * @throws UsageError if a host is named twice
 */
export async function openHosts(options: InvokeOptions, terminal: Terminal): Promise<MeasuredHost[] | number> {
  const { endpoint, endpointUrl, host: names } = options;
  const urls =
    names.length === 0 ? [endpointUrl] : names.map((name) => (name.includes('://') ? name : `https://${name}`));
  const duplicate = names.find((name, i) => names.indexOf(name) !== i);
  if (duplicate !== undefined) throw new UsageError(`--host ${duplicate} is given twice: give each name once`);
  // Only here: loading it takes longer than a single call.
  const { createRuntimeClient } = require('../../client') as typeof import('../../client');
  try {
    return await Promise.all(
      urls.map(async (url) => {
        const client = await createRuntimeClient({ ...clientOptions(options), endpointUrl: url });
        // Resolved now, not during the first call.
        await client.client.config.credentials();
        return { client, endpoint, host: client.host, region: await client.client.config.region() };
      }),
    );
  } catch (error) {
    const explanation = explainCallError(error, { endpoint, host: '', region: options.region ?? '' });
    terminal.say(formatExplanation(explanation));
    return explanation.unconfigured ? EXIT_STATUS.noAnswer : EXIT_STATUS.failed;
  }
}
