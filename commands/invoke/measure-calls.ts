import { writeFileSync } from 'node:fs';
import { detectZone } from '../../client/zone/detect-zone';
import { EXIT_STATUS } from '../shared/cli';
import { type Call, makeCall } from '../shared/call';
import { UsageError } from '../shared/cli';
import type { CallFailure } from '../../client';
import { explainCallError, formatExplanation } from '../shared/explain-call-error';
import { formatResolution, resolveHost } from '../shared/dns';
import type { Terminal } from '../shared/terminal';
import type { CallOutcome } from './measure/host-stats';
import { measure, type Target } from './measure/measure';
import { type MeasuredHost, openHosts } from './open-hosts';
import { concurrencyOf, type InvokeOptions } from './options';
import { hostFigures, type InvokeReport } from './report/report';
import { ownWorkUpToMs } from './report/own-work';
import { invokeText } from './report/text';

/** How many calls are made without `--count` and `--duration`. */
const DEFAULT_CALLS = 1_000;
const PROGRESS_EVERY_MS = 200;

/**
 * Makes many calls and reports their latency: a table on stderr, and on stdout the first response, or the report as JSON.
 *
 * @returns the exit status
 */
export async function measureCalls(
  call: Call,
  options: InvokeOptions,
  terminal: Terminal,
  stop: AbortSignal,
): Promise<number> {
  if (options.report !== undefined) ensureWritable(options.report);
  const hosts = await openHosts(options, terminal);
  if (typeof hosts === 'number') return hosts;
  try {
    return await measureHosts(hosts, call, options, terminal, stop);
  } finally {
    await Promise.allSettled(hosts.map(({ client }) => client.pool.destroy()));
  }
}

/** Before the measurement, which would be lost if the page could not be written after it. */
function ensureWritable(file: string): void {
  try {
    writeFileSync(file, '');
  } catch (error) {
    throw new UsageError(`cannot write '${file}': ${(error as Error).message}`);
  }
}

async function measureHosts(
  hosts: readonly MeasuredHost[],
  call: Call,
  options: InvokeOptions,
  terminal: Terminal,
  stop: AbortSignal,
): Promise<number> {
  const clientZone = await reportResolution(hosts, options, terminal);
  const first = new FirstResponse();
  const failures = new Map<string, string>();
  const startedAt = new Date().toISOString();
  const { duration, rate } = options;
  const concurrency = concurrencyOf(options);
  const count = options.count === undefined && duration === undefined ? DEFAULT_CALLS : options.count;
  let shownAt = 0;
  terminal.progress('warming up');
  const measurement = await measure(
    hosts.map((host) => targetOf(host, call, first, failures)),
    {
      concurrency,
      count,
      durationMs: duration === undefined ? undefined : duration * 1_000,
      warmup: options.warmup,
      rate,
      signal: stop,
      onCall: (answered, failed) => {
        if (performance.now() - shownAt < PROGRESS_EVERY_MS) return;
        shownAt = performance.now();
        terminal.progress(
          `${answered}${count === undefined ? '' : ` of ${count}`} answered${failed > 0 ? `, ${failed} failed` : ''}`,
        );
      },
    },
  );
  const report: InvokeReport = {
    endpoint: options.endpoint,
    loop: measurement.loop,
    concurrency,
    ratePerSecond: rate ?? null,
    schedule: measurement.schedule ?? null,
    eventLoopUtilization: measurement.eventLoopUtilization,
    ownWorkUpToMs: ownWorkUpToMs(measurement),
    elapsedSeconds: measurement.elapsedMs / 1_000,
    interrupted: measurement.interrupted,
    bodyBytes: (call.input.Body as Uint8Array).length,
    clientZone: clientZone ?? null,
    startedAt,
    hosts: [...measurement.statsByHost].map(([host, stats], i) =>
      hostFigures(host, stats, measurement, (hosts[i] as MeasuredHost).client.pool.connectionsOpened),
    ),
  };
  writeReport(report, options, first.bytes, failures, terminal);
  return report.hosts.every(({ failed, answered }) => failed === 0 && answered > 0)
    ? EXIT_STATUS.ok
    : EXIT_STATUS.failed;
}

/** Says what each host resolves to, and in which zone this machine is. Returns the zone, if it is known. */
async function reportResolution(
  hosts: readonly MeasuredHost[],
  { zone, endpointUrl }: InvokeOptions,
  terminal: Terminal,
): Promise<string | undefined> {
  for (const { host } of hosts) {
    terminal.say(
      await resolveHost(host).then(formatResolution, (error: unknown) => `${host} does not resolve: ${String(error)}`),
    );
  }
  const clientZone = zone ?? (endpointUrl === undefined ? await detectedZone() : undefined);
  if (clientZone !== undefined)
    terminal.say(`this machine is in zone ${clientZone}${zone === undefined ? '' : ', as --zone says'}`);
  return clientZone;
}

/** By its id, which is the same place in every account, if that is known. */
async function detectedZone(): Promise<string | undefined> {
  const zone = await detectZone();
  return zone?.id ?? zone?.name;
}

/** Keeps the bytes of the first call that succeeds. */
class FirstResponse {
  bytes: Uint8Array | undefined;
}

function targetOf(host: MeasuredHost, call: Call, first: FirstResponse, failures: Map<string, string>): Target {
  return {
    host: host.host,
    async call(): Promise<CallOutcome> {
      const chunks: Uint8Array[] = [];
      const start = performance.now();
      try {
        const result = await makeCall(host.client.client, call, (bytes) => {
          if (first.bytes === undefined) chunks.push(bytes);
        });
        first.bytes ??= Buffer.concat(chunks);
        return { kind: 'answered', ...result };
      } catch (error) {
        const explanation = explainCallError(error, host);
        if (!failures.has(explanation.kind)) failures.set(explanation.kind, formatExplanation(explanation));
        const { attempts = 1 } = error as Partial<CallFailure>;
        return { kind: 'failed', latencyMs: performance.now() - start, error: explanation.kind, attempts };
      }
    },
  };
}

function writeReport(
  report: InvokeReport,
  { json, report: page }: InvokeOptions,
  response: Uint8Array | undefined,
  failures: ReadonlyMap<string, string>,
  terminal: Terminal,
): void {
  if (json === true) terminal.out(`${JSON.stringify(report, null, 2)}\n`);
  else if (response !== undefined) terminal.out(response);
  terminal.say(`\n${invokeText(report)}`);
  failures.forEach((text) => terminal.say(text));
  if (page === undefined) return;
  // Only here: loading the charts takes longer than a single call.
  const { invokePage } = require('./report/html') as typeof import('./report/html');
  writeFileSync(page, invokePage(report));
  terminal.say(`the page is in ${page}`);
}
