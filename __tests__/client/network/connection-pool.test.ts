import { closeAll } from '../../support/runtime';
import { invoke, outcomesOf } from '../support/calls';
import { closeNamedRuntimes, FIRST, SECOND, startNamedRuntime } from '../support/named-runtime';

afterEach(closeAll);
afterEach(closeNamedRuntimes);

test('a server that closes each connection after its answer fails no call', async () => {
  const runtime = await startNamedRuntime({
    [FIRST]: (_, response) => void response.setHeader('connection', 'close').end('ok'),
    [SECOND]: (_, response) => void response.setHeader('connection', 'close').end('ok'),
  });
  const client = await runtime.client({ retries: 0, concurrency: 4, timeoutMs: 600_000 });
  expect(await outcomesOf(Array.from({ length: 40 }, () => invoke(client)))).toEqual({ succeeded: 40 });
  expect(client.pool.connectionsOpened).toBe(40);
});
