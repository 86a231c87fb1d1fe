import type { Call } from '../shared/call';
import { EXIT_STATUS } from '../shared/cli';
import { type CallContext, explainCallError, formatExplanation } from '../shared/explain-call-error';
import { formatMilliseconds } from '../shared/report/format';
import { formatResolution, resolveHost } from '../shared/dns';
import type { Terminal } from '../shared/terminal';
import { type OnceClient, openOnce } from './once';
import type { InvokeOptions } from './options';

/**
 * Makes one call: the response goes to stdout, how long it took to stderr.
 *
 * @returns the exit status
 */
export async function callOnce(
  call: Call,
  options: InvokeOptions,
  terminal: Terminal,
  stop: AbortSignal,
): Promise<number> {
  let context: CallContext = { endpoint: options.endpoint, host: '', region: options.region ?? '' };
  let opened: OnceClient | undefined;
  try {
    opened = await openOnce(call, options);
    const { host, region } = opened;
    context = { ...context, host, region };
    const { latencyMs, variant, attempts } = await Promise.race([
      opened.make((bytes) => terminal.out(bytes)),
      interruption(stop),
    ]);
    const summary = [`${formatMilliseconds(latencyMs)} ms from ${host}, a new connection included`];
    if (variant !== undefined) summary.push(`variant ${variant}`);
    if (attempts > 1) summary.push(`at try ${attempts}`);
    terminal.say(summary.join(', '));
    return EXIT_STATUS.ok;
  } catch (error) {
    const explanation = explainCallError(error, context);
    terminal.say(formatExplanation(explanation));
    if (explanation.unconfigured) return EXIT_STATUS.noAnswer;
    if (context.host !== '') await warnIfPublic(context, terminal);
    return EXIT_STATUS.failed;
  } finally {
    await opened?.destroy(); // else a call that is still in flight would keep the process alive
  }
}

/** Rejects when the user interrupts. */
const interruption = (stop: AbortSignal): Promise<never> =>
  new Promise((_, reject) => stop.addEventListener('abort', () => reject(new Error('interrupted')), { once: true }));

/** A call is often denied because its host resolves to a public address: the caller policy allows PrivateLink only. */
async function warnIfPublic({ host }: CallContext, terminal: Terminal): Promise<void> {
  const resolution = await resolveHost(host).catch(() => undefined);
  if (resolution === undefined || resolution.allPrivate) return;
  terminal.say(`note: ${formatResolution(resolution)}`);
  terminal.say('  do:   from inside the VPC, with private DNS on; or call a name of the PrivateLink endpoint (--host)');
}
