import { writeFileSync } from 'node:fs';
import { type Answer, type Call, makeCall } from '../shared/call';
import type { RuntimeClient } from '../../client';
import { type Circumstances, explain, explanationText } from '../shared/explain';
import { measure, type Target } from './measure/measure';
import type { Outcome } from './measure/tally';
import { UsageError } from '../shared/cli';
import { clientOptions, concurrencyOf, type InvokeOptions } from './options';
import { type Figures, hostFigures } from './report/figures';
import { textReport } from './report/text';
import type { Terminal } from '../shared/terminal';
import { resolutionLine, resolve, zoneOfThisMachine } from '../shared/resolution';

/** Calls of a measurement that are not counted, for each connection, unless told otherwise. */
const WARMUP_PER_CONNECTION = 2;
/** How many calls, where neither a count nor a duration is given. */
const CALLS = 1_000;
const PROGRESS_EVERY_MS = 200;

/** A host of the endpoint, with the client that calls it many times. */
interface Host extends Circumstances {
  readonly client: RuntimeClient;
}

/**
 * Makes many calls, and tells what they took: a table to stderr, with the first answer or the figures as JSON on stdout.
 * Answers the exit status.
 */
export async function measureCalls(
  call: Call,
  options: InvokeOptions,
  terminal: Terminal,
  stop: AbortSignal,
): Promise<number> {
  const hosts = await openHosts(options, terminal);
  if (hosts === undefined) return 1;
  try {
    return await measured(hosts, call, options, terminal, stop);
  } finally {
    await Promise.allSettled(hosts.map(({ client }) => client.pool.destroy()));
  }
}

/** Before anything is measured for it: a page that cannot be written later. */
function makeSureOf(report: string): void {
  try {
    writeFileSync(report, '');
  } catch (error) {
    throw new UsageError(`cannot write '${report}': ${(error as Error).message}`);
  }
}

/** A client for each host: those named, or the one the SDK would call. */
async function openHosts(options: InvokeOptions, terminal: Terminal): Promise<Host[] | undefined> {
  const { endpoint, endpointUrl, host: names, report } = options;
  const urls =
    names.length === 0 ? [endpointUrl] : names.map((name) => (name.includes('://') ? name : `https://${name}`));
  if (report !== undefined) makeSureOf(report);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new UsageError(`--host ${twice} is given twice: give each name once`);
  // Only here: loading it takes longer than a single call.
  const { createRuntimeClient } = require('../../client') as typeof import('../../client');
  try {
    return await Promise.all(
      urls.map(async (url) => {
        const client = await createRuntimeClient({ ...clientOptions(options), endpointUrl: url });
        // Now, and not once for each call.
        await client.client.config.credentials();
        return { client, endpoint, host: client.host, region: await client.client.config.region() };
      }),
    );
  } catch (error) {
    terminal.say(explanationText(explain(error, { endpoint, host: '', region: options.region ?? '' })));
    return undefined;
  }
}

async function measured(
  hosts: readonly Host[],
  call: Call,
  options: InvokeOptions,
  terminal: Terminal,
  stop: AbortSignal,
): Promise<number> {
  const clientZone = await sayTheWay(hosts, options, terminal);
  const first = new FirstAnswer();
  const failures = new Map<string, string>();
  const startedAt = new Date().toISOString();
  const { count, duration, rate } = options;
  const concurrency = concurrencyOf(options);
  const ends = count === undefined && duration === undefined ? CALLS : count;
  let shownAt = 0;
  const measurement = await measure(
    hosts.map((host) => targetOf(host, call, first, failures)),
    {
      concurrency,
      count: ends,
      durationMs: duration === undefined ? undefined : duration * 1_000,
      warmup: options.warmup ?? WARMUP_PER_CONNECTION * concurrency * hosts.length,
      rate,
      signal: stop,
      onCall: (answered, failed) => {
        if (performance.now() - shownAt < PROGRESS_EVERY_MS) return;
        shownAt = performance.now();
        terminal.progress(
          `${answered}${ends === undefined ? '' : ` of ${ends}`} answered${failed > 0 ? `, ${failed} failed` : ''}`,
        );
      },
    },
  );
  const figures: Figures = {
    endpoint: options.endpoint,
    loop: measurement.loop,
    concurrency,
    ratePerSecond: rate ?? null,
    elapsedSeconds: measurement.elapsedMs / 1_000,
    interrupted: measurement.interrupted,
    bodyBytes: (call.input.Body as Uint8Array).length,
    clientZone: clientZone ?? null,
    startedAt,
    hosts: [...measurement.tallies].map(([host, tally], i) =>
      hostFigures(host, tally, measurement, (hosts[i] as Host).client.pool.connectionsOpened),
    ),
  };
  tell(figures, options, first.bytes, failures, terminal);
  return figures.hosts.every(({ failed, answered }) => failed === 0 && answered > 0) ? 0 : 1;
}

async function sayTheWay(
  hosts: readonly Host[],
  { zone, endpointUrl }: InvokeOptions,
  terminal: Terminal,
): Promise<string | undefined> {
  for (const { host } of hosts) {
    terminal.say(
      await resolve(host).then(resolutionLine, (error: unknown) => `${host} does not resolve: ${String(error)}`),
    );
  }
  const known = zone ?? (endpointUrl === undefined ? await zoneOfThisMachine() : undefined);
  if (known !== undefined)
    terminal.say(`this machine is in zone ${known}${zone === undefined ? '' : ', as --zone says'}`);
  return known;
}

/** Keeps the bytes of the first call that is answered. */
class FirstAnswer {
  bytes: Uint8Array | undefined;
}

function targetOf(host: Host, call: Call, first: FirstAnswer, failures: Map<string, string>): Target {
  return {
    host: host.host,
    async call(): Promise<Outcome> {
      const pieces: Uint8Array[] = [];
      const start = performance.now();
      try {
        const answer: Answer = await makeCall(host.client.client, call, (bytes) => {
          if (first.bytes === undefined) pieces.push(bytes);
        });
        first.bytes ??= Buffer.concat(pieces);
        return { kind: 'answered', ...answer };
      } catch (error) {
        const explanation = explain(error, host);
        if (!failures.has(explanation.kind)) failures.set(explanation.kind, explanationText(explanation));
        return { kind: 'failed', latencyMs: performance.now() - start, error: explanation.kind };
      }
    },
  };
}

function tell(
  figures: Figures,
  { json, report }: InvokeOptions,
  answer: Uint8Array | undefined,
  failures: ReadonlyMap<string, string>,
  terminal: Terminal,
): void {
  if (json === true) terminal.out(`${JSON.stringify(figures, null, 2)}\n`);
  else if (answer !== undefined) terminal.out(answer);
  terminal.say(`\n${textReport(figures)}`);
  failures.forEach((text) => terminal.say(text));
  if (report === undefined) return;
  const { htmlReport } = require('./report/html') as typeof import('./report/html');
  writeFileSync(report, htmlReport(figures));
  terminal.say(`the page is in ${report}`);
}
