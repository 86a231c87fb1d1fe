import { PendingCall } from '../../../client/call/pending-call';
import { Address } from '../../../client/network/address';
import type { Connection } from '../../../client/network/connection';
import { StuckCalls } from '../../../client/network/stuck-calls';

const calls: PendingCall[] = [];
afterEach(() => {
  for (const call of calls.splice(0)) call.finish();
});

/** An address whose answers take 10 ms, and calls to it that were sent at 0 and have not been answered. */
function start(count: number) {
  const address = new Address('10.0.1.1', () => undefined);
  address.times.add(10, false);
  const drop = jest.fn();
  const busy = Array.from({ length: count }, () => {
    const call = new PendingCall({ timeoutMs: 600_000 });
    calls.push(call);
    return { address, call, sentAt: 0, heardAt: -1, isStreaming: false, destroy: jest.fn() };
  });
  const stuckCalls = new StuckCalls(drop);
  const underWay = () => busy.filter(({ destroy }) => destroy.mock.calls.length === 0);
  const look = (now: number): void => stuckCalls.look(underWay() as unknown as Connection[], now);
  const freed = (): number => busy.length - underWay().length;
  /** The one that was freed gets its answer from another address. */
  const answerElsewhere = (): void => {
    const [first] = calls;
    if (first === undefined) throw new Error('no call');
    first.firstByteMs = 10;
    first.connection = { address: '10.0.2.1' } as PendingCall['connection'];
  };
  return { busy, look, freed, drop, answerElsewhere };
}

test('a call is not stuck before twenty times the usual time, and half a second', () => {
  const { look, freed } = start(3);
  look(400);
  expect(freed()).toBe(0);
});

test('one is sent again, elsewhere; the others only once that has helped', () => {
  const { busy, look, freed, drop, answerElsewhere } = start(3);
  look(600);
  look(650);
  expect(freed()).toBe(1);
  expect(busy[0]?.call.avoid).toBe('10.0.1.1');
  expect(busy[0]?.destroy.mock.calls[0]).toMatchObject([{ name: 'ConnectionLostError', sent: true, loss: 'stuck' }]);
  answerElsewhere();
  look(700);
  expect(freed()).toBe(3);
  expect(drop).toHaveBeenCalledTimes(1);
});

test('where it does not help, it is the model: no other is sent again for ten seconds', () => {
  const { look, freed } = start(3);
  look(600);
  for (let now = 650; now < 10_000; now += 50) look(now);
  expect(freed()).toBe(1);
});

test('streams are left alone', () => {
  const { busy, look, freed } = start(1);
  for (const connection of busy) connection.isStreaming = true;
  look(5_000);
  expect(freed()).toBe(0);
});
