import { closeAll } from '../support/runtime';
import { failureOf, invoke, until } from './support/calls';
import { closeNamedRuntimes, FIRST, SECOND, startNamedRuntime } from './support/named-runtime';

afterEach(closeAll);
afterEach(closeNamedRuntimes);

const throwAtOnce = (): never => {
  throw new Error('a mistake');
};
const throwLater = async (): Promise<never> => throwAtOnce();

test.each([
  ['throws', throwAtOnce],
  ['is async and throws', throwLater],
])('a hook that %s is a warning, and fails no call', async (_, onCall) => {
  const emitted = jest.spyOn(process, 'emitWarning').mockImplementation();
  const client = await (await startNamedRuntime()).client({ onCall: onCall as () => void });
  expect((await invoke(client)).Body?.transformToString()).toBe('hello');
  await until(() => emitted.mock.calls.length > 0);
  expect(emitted.mock.calls).toEqual([['a hook of the client threw: Error: a mistake', 'RuntimeClientWarning']]);
  emitted.mockRestore();
});

test('a call is reported with its address, attempts and times', async () => {
  const runtime = await startNamedRuntime();
  const reports: object[] = [];
  const client = await runtime.client({ concurrency: 1, onCall: (report) => reports.push(report) });
  await invoke(client);
  await invoke(client);
  const [cold, warm] = reports as Record<string, number | string | boolean>[];
  expect(cold).toMatchObject({ endpointName: 'dev-diabetes', attempts: 1, cold: true, zone: undefined });
  expect(runtime.addresses).toContain(cold?.['address']);
  expect(warm).toMatchObject({ attempts: 1, cold: false, dnsMs: 0, tcpMs: 0, tlsMs: 0, address: cold?.['address'] });
  for (const field of ['tcpMs', 'tlsMs', 'firstByteMs', 'totalMs']) expect(cold?.[field]).toBeGreaterThan(0);
});

test('a failed call is reported with what it failed with', async () => {
  const refuse = (_: object, response: { writeHead(status: number): { end(text: string): void } }): void =>
    response.writeHead(400).end('{"message":"no"}');
  const onCall = jest.fn();
  const client = await (await startNamedRuntime({ [FIRST]: refuse, [SECOND]: refuse })).client({ onCall });
  const failure = await failureOf(invoke(client));
  expect(onCall).toHaveBeenCalledTimes(1);
  expect(onCall).toHaveBeenCalledWith(expect.objectContaining({ error: failure, attempts: 1 }));
});
