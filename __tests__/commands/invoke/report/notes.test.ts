import { readFileSync } from 'node:fs';
import { HostStats } from '../../../../commands/invoke/measure/host-stats';
import { hostNotes, reportNotes } from '../../../../commands/invoke/report/notes';
import { hostFigures, type InvokeReport } from '../../../../commands/invoke/report/report';
import { FaultInjector } from '../../../../local-runtime/fault-injector';
import { echo, startRuntime } from '../../../support/runtime';
import { invokeFixtures, run } from '../support/invoking';

const { pathOf } = invokeFixtures();

/** A report as JSON, as text and as a page. */
async function reported(...args: Parameters<typeof run>) {
  const page = pathOf('notes.html');
  const { stdout, stderr } = await run(args[0], { ...args[1], json: true, report: page, warmup: 0 });
  return { json: JSON.parse(stdout) as InvokeReport, texts: [stderr, readFileSync(page, 'utf8')] };
}

const working = (utilization: number) =>
  jest.spyOn(performance, 'eventLoopUtilization').mockReturnValue({ utilization, idle: 0, active: 0 });

test('tries show: how many calls needed them', async () => {
  const draws = [1, 0, 1, 0, 0, 1]; // the second call fails once, the third twice
  const faults = new FaultInjector({ errors: { ServiceUnavailable: 0.5 } }, () => draws.shift() ?? 1);
  const { url } = await startRuntime({ container: echo, faults });
  const { json, texts } = await reported(url, { count: 5, retries: 2 });
  expect(json.hosts[0]).toMatchObject({ answered: 5, failed: 0, attempts: 8, callsRetried: 2 });
  texts.forEach((text) => expect(text).toContain('2 calls needed more than one attempt: 8 attempts for 5 calls'));
});

test('without tries there is nothing to say of them', async () => {
  const { url } = await startRuntime({ container: echo });
  const { json, texts } = await reported(url, { count: 5 });
  expect(json.hosts[0]).toMatchObject({ attempts: 5, callsRetried: 0 });
  texts.forEach((text) => expect(text).not.toContain('attempt'));
});

test('a busy process says how much of the figures may be its own', async () => {
  working(0.9);
  const { url } = await startRuntime({ container: echo });
  const { json, texts } = await reported(url, { count: 5 });
  expect(json.eventLoopUtilization).toBe(0.9);
  expect(json.ownWorkUpToMs).toBeCloseTo(0.9 * (json.hosts[0]?.latency.meanMs ?? NaN), 6);
  texts.forEach((text) =>
    expect(text).toMatch(/this machine was busy, its event loop 90 % of the time: the figures include up to [\d.]+ ms/),
  );
});

test('a process that mostly waits does not', async () => {
  working(0.7);
  const { url } = await startRuntime({ container: echo });
  const { json, texts } = await reported(url, { count: 5 });
  expect(json).toMatchObject({ eventLoopUtilization: 0.7, ownWorkUpToMs: null });
  texts.forEach((text) => expect(text).not.toContain('this machine was busy'));
});

test('the open loop says what was sent late, and what could not be sent', () => {
  const notes = (schedule: InvokeReport['schedule']) =>
    reportNotes({ schedule, eventLoopUtilization: 0, ownWorkUpToMs: null } as InvokeReport);
  expect(notes({ sent: 200, late: 7, maxLateMs: 31.4, unsent: 29 })).toEqual([
    '7 of 200 calls were sent more than 2 ms late, at most 31.4 ms; their latency counts from when they were due',
    '29 calls that were due could not be sent before the end, and are in no latency: lower --rate, or raise --concurrency if the endpoint can take more',
  ]);
  expect(notes({ sent: 200, late: 0, maxLateMs: 1.9, unsent: 0 })).toEqual([]);
  expect(notes(null)).toEqual([]);
});

test('how the schedule was kept is in the report', async () => {
  const { url } = await startRuntime({ container: echo });
  expect((await reported(url, { rate: 100, count: 3 })).json.schedule).toMatchObject({ sent: 3, unsent: 0 });
  expect((await reported(url, { count: 3 })).json.schedule).toBeNull();
});

test('calls by zone, where the client knows it: by id rather than by name', () => {
  const stats = new HostStats();
  const connection = { number: 1, hostname: 'h', addresses: [], dnsMs: 0, connectMs: 0, tcpMs: 0, cold: false };
  const record = (address: string, zone?: { id?: string; name?: string }) =>
    stats.record(1, { kind: 'answered', latencyMs: 1, attempts: 1, connection: { ...connection, address, zone } });
  record('10.0.0.1', { id: 'use1-az1', name: 'us-east-1a' });
  record('10.0.0.2', { id: 'use1-az2' });
  record('10.0.0.2', { id: 'use1-az2' });
  record('10.0.0.3', { name: 'us-east-1c' });
  record('10.0.0.4');
  const measurement = {
    loop: 'closed' as const,
    statsByHost: new Map(),
    schedule: undefined,
    elapsedMs: 1_000,
    eventLoopUtilization: 0,
    interrupted: false,
  };
  const figures = hostFigures('h', stats, measurement, 1);
  expect(figures.callsByZone).toEqual({ 'use1-az2': 2, 'use1-az1': 1, 'us-east-1c': 1 });
  expect(figures.callsByAddress).toEqual({ '10.0.0.2': 2, '10.0.0.1': 1, '10.0.0.3': 1, '10.0.0.4': 1 });
  expect(hostNotes(figures)).toEqual([
    '5 answers per second; connections opened: 1; to 10.0.0.2 (2), 10.0.0.1 (1), 10.0.0.3 (1), 10.0.0.4 (1)',
    'calls by zone: use1-az2 (2), use1-az1 (1), us-east-1c (1)',
  ]);
});
