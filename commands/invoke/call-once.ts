import type { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { type Call, makeCall } from '../shared/call';
import { type Circumstances, explain, explanationText } from '../shared/explain';
import { clientOptions, type InvokeOptions } from './options';
import { formatMilliseconds } from '../shared/report/format';
import { createSingleCallClient } from '../../client/single-call-client';
import type { Terminal } from '../shared/terminal';
import { resolutionLine, resolve } from '../shared/resolution';

/** Makes one call: the answer goes to stdout, what it took to stderr. Answers the exit status. */
export async function callOnce(
  call: Call,
  options: InvokeOptions,
  terminal: Terminal,
  stop: AbortSignal,
): Promise<number> {
  let circumstances: Circumstances = { endpoint: options.endpoint, host: '', region: options.region ?? '' };
  let client: SageMakerRuntimeClient | undefined;
  try {
    const made = await createSingleCallClient(clientOptions(options));
    const { host } = made;
    client = made.client;
    circumstances = { ...circumstances, host, region: await client.config.region() };
    const { latencyMs, variant, attempts } = await Promise.race([
      makeCall(client, call, (bytes) => terminal.out(bytes)),
      interrupted(stop),
    ]);
    const told = [`${formatMilliseconds(latencyMs)} ms from ${host}, a new connection included`];
    if (variant !== undefined) told.push(`variant ${variant}`);
    if (attempts > 1) told.push(`at try ${attempts}`);
    terminal.say(told.join(', '));
    return 0;
  } catch (error) {
    terminal.say(explanationText(explain(error, circumstances)));
    if (circumstances.host !== '') await sayIfPublic(circumstances, terminal);
    return 1;
  } finally {
    client?.destroy(); // else a call that was given up would keep the process
  }
}

/** Fails when the user has enough. */
const interrupted = (stop: AbortSignal): Promise<never> =>
  new Promise((_, fail) => stop.addEventListener('abort', () => fail(new Error('interrupted')), { once: true }));

/** A name that leads out of the VPC is often why a call is denied: the caller policy allows no other way. */
async function sayIfPublic({ host }: Circumstances, terminal: Terminal): Promise<void> {
  const resolution = await resolve(host).catch(() => undefined);
  if (resolution === undefined || resolution.allPrivate) return;
  terminal.say(`note: ${resolutionLine(resolution)}`);
  terminal.say('  do:   from inside the VPC, with private DNS on; or call a name of the PrivateLink endpoint (--host)');
}
