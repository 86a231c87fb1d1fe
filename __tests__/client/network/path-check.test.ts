import { setImmediate as settled } from 'node:timers/promises';
import type { Address } from '../../../client/network/address';
import type { Connection } from '../../../client/network/connection';
import type { ConnectionPool } from '../../../client/network/connection-pool';
import { PathCheck } from '../../../client/network/path-check';

const destroyed: unknown[] = [];

/** A check whose attempts to connect are decided by the test, in their order. */
function checkOf(quickestConnectMs?: number) {
  const attempts: { stand: () => void; fail: () => void }[] = [];
  const connection = {
    client: { request: async () => ({ body: { dump: async () => undefined } }) },
    destroy: () => void destroyed.push(true),
  } as unknown as Connection;
  const connect = () =>
    new Promise<Connection>((resolve, reject) =>
      attempts.push({ stand: () => resolve(connection), fail: () => reject(new Error('refused')) }),
    );
  const pool = { connector: { connect } } as unknown as ConnectionPool;
  const check = new PathCheck({ quickestConnectMs } as Address, pool, 'host');
  const ticksUntil = (state: string): number => {
    for (let ms = 50; ms <= 20_000; ms += 50) if (check.tick(50) === state) return ms;
    return Infinity;
  };
  return { check, attempts, ticksUntil };
}

beforeEach(() => (destroyed.length = 0));

test('an answer soon: the way is good, and the connection is closed', async () => {
  const { check, attempts } = checkOf();
  attempts[0]?.stand();
  await settled();
  expect(check.tick(50)).toBe('good');
  expect(destroyed).toHaveLength(1);
});

test('no answer: late after 150 ms, with a second attempt, and dead after 400 ms', () => {
  const { attempts, ticksUntil } = checkOf();
  expect(ticksUntil('late')).toBe(150);
  expect(attempts).toHaveLength(2);
  expect(ticksUntil('dead')).toBe(250);
});

test('an address that is far has longer', () => {
  const { ticksUntil } = checkOf(200);
  expect(ticksUntil('late')).toBe(1_000);
  expect(ticksUntil('dead')).toBe(1_500);
});

test('an answer that is late is none of the dead', async () => {
  const { check, attempts, ticksUntil } = checkOf();
  ticksUntil('late');
  attempts[1]?.stand();
  await settled();
  expect(check.tick(1_000)).toBe('answered late');
});

test('a refusal is known at once', async () => {
  const { check, attempts } = checkOf();
  attempts[0]?.fail();
  await settled();
  expect(check.tick(50)).toBe('refused');
});

test('time that this process stands still does not count', () => {
  const { check } = checkOf();
  // However long it was since the last tick, it says 50 ms.
  expect([check.tick(50), check.tick(50)]).toEqual(['checking', 'checking']);
});
