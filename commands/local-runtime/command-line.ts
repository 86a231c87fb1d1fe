import { writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { Command, InvalidArgumentError } from 'commander';
import type { Container } from '../../local-runtime/container';
import { createSelfSignedCertificate } from '../../local-runtime/certificate';
import { INJECTABLE_ERRORS } from '../../local-runtime/fault-injector';
import { ForwardingContainer } from '../../local-runtime/forwarding-container';
import { LocalRuntime } from '../../local-runtime/local-runtime';
import { loadSampleContainer } from '../../local-runtime/sample-container';
import { endpointName, httpUrl, wholeNumber } from '../shared/arguments';
import { type CommandLine, EXIT_STATUS, performCommand } from '../shared/cli';
import type { Terminal } from '../shared/terminal';

interface Options {
  readonly port: number;
  readonly host: string;
  readonly endpoint: readonly string[];
  readonly container?: string;
  readonly tls?: true;
  readonly certificate: string;
  readonly latency: number;
  readonly error: Readonly<Record<string, number>>;
  readonly reset: number;
  readonly stall: number;
}

const program = new Command('local-runtime')
  .description(
    'A SageMaker Runtime on this machine, for the AWS CLI, SDKs and this project’s invoke. Any credentials will do.',
  )
  .option('--port <n>', 'the port; 0 for any that is free', port, 8080)
  .option('--host <address>', 'the address to listen on', '127.0.0.1')
  .option('--endpoint <name>', 'an endpoint there is (repeatable)', addEndpoint, [])
  .option('--container <url>', 'forward to a container that keeps to SageMaker’s contract', httpUrl)
  .option('--tls', 'HTTPS, with a certificate made for it')
  .option('--certificate <file>', 'where the certificate is written, for clients to trust', 'local-runtime.pem')
  .option('--latency <ms>', 'added to every answer', wholeNumber, 0)
  .option(
    '--error <name=share>',
    `answers that are errors: ${Object.keys(INJECTABLE_ERRORS).join(', ')} (repeatable)`,
    errorShare,
    {},
  )
  .option('--reset <share>', 'connections that are reset instead of answered, from 0 to 1', share, 0)
  .option('--stall <share>', 'calls that are never answered, from 0 to 1', share, 0);

/** Serves a SageMaker Runtime until it is stopped. */
export const runLocalRuntime: CommandLine = (args, terminal, stop) =>
  performCommand(program, args, terminal, async () => {
    const options = program.opts<Options>();
    const endpoints = options.endpoint.length === 0 ? ['dev-diabetes'] : options.endpoint;
    const tls = options.tls === undefined ? undefined : await createSelfSignedCertificate(options.host);
    if (tls !== undefined) writeFileSync(options.certificate, tls.cert);
    const runtime = new LocalRuntime({
      container: await containerOf(options, terminal),
      endpoints,
      ...(tls && { tls }),
      faults: { latencyMs: options.latency, errors: options.error, resets: options.reset, stalls: options.stall },
    });
    const address = (await runtime.listen(options.port, options.host)).toString().replace(/\/$/, '');
    terminal.out(`SageMaker Runtime on ${address}, endpoints: ${endpoints.join(', ')}\n`);
    if (tls !== undefined)
      terminal.out(`its certificate is in ${options.certificate} (AWS_CA_BUNDLE, NODE_EXTRA_CA_CERTS)\n`);
    if (!stop.aborted) await once(stop, 'abort');
    await runtime.close();
    return EXIT_STATUS.ok;
  });

async function containerOf({ container }: Options, terminal: Terminal): Promise<Container> {
  if (container === undefined) return loadSampleContainer();
  const forwarding = new ForwardingContainer(new URL(container));
  await forwarding.ping();
  terminal.say(await forwarding.describeMetrics());
  return forwarding;
}

function port(text: string): number {
  const number = wholeNumber(text);
  if (number > 65_535) throw new InvalidArgumentError('it must be 65535 at most.');
  return number;
}

function share(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number >= 0 && number <= 1))
    throw new InvalidArgumentError('it must be a number from 0 to 1.');
  return number;
}

function addEndpoint(text: string, before: readonly string[]): readonly string[] {
  return [...before, endpointName(text)];
}

function errorShare(text: string, before: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const [name = '', rate = ''] = text.split('=');
  if (!Object.hasOwn(INJECTABLE_ERRORS, name))
    throw new InvalidArgumentError(`the name must be one of ${Object.keys(INJECTABLE_ERRORS).join(', ')}.`);
  const all = { ...before, [name]: share(rate) };
  if (Object.values(all).reduce((sum, part) => sum + part, 0) > 1)
    throw new InvalidArgumentError('all shares together are more than 1.');
  return all;
}
