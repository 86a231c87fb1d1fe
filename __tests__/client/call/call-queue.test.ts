import { CallQueue } from '../../../client/call/call-queue';
import { PendingCall } from '../../../client/call/pending-call';

const calls: PendingCall[] = [];
const callOf = (timeoutMs = 600_000): PendingCall => {
  const call = new PendingCall({ timeoutMs });
  calls.push(call);
  return call;
};
afterEach(() => {
  for (const call of calls.splice(0)) call.finish();
  jest.restoreAllMocks();
  jest.useRealTimers();
});
beforeEach(() => void jest.spyOn(process, 'emitWarning').mockImplementation());

test('first come, first served', async () => {
  const queue = new CallQueue(10, 1);
  const served: number[] = [];
  const waiting = [1, 2, 3].map(async (i) => {
    await queue.wait(callOf());
    served.push(i);
  });
  while (queue.next(0));
  await Promise.all(waiting);
  expect(served).toEqual([1, 2, 3]);
});

test('it is bounded, and says what to do', () => {
  const queue = new CallQueue(2, 16);
  void queue.wait(callOf());
  void queue.wait(callOf());
  expect(() => queue.wait(callOf())).toThrow(
    '2 calls wait for a connection already: send fewer at a time, or raise concurrency or maxQueue',
  );
  expect(queue.length).toBe(2);
});

test('a call that ends leaves it', async () => {
  const queue = new CallQueue(10, 1);
  const call = callOf();
  const waiting = queue.wait(call);
  call.end(new Error('the user has gone'));
  await expect(waiting).rejects.toThrow('the user has gone');
  expect(queue.length).toBe(0);
  expect(queue.next(0)).toBe(false);
});

test('one that cannot be answered in time any more is not served, the next one is', async () => {
  const queue = new CallQueue(10, 1);
  const doomed = queue.wait(callOf(5_000));
  const next = queue.wait(callOf(600_000));
  expect(queue.next(10_000)).toBe(true);
  await expect(doomed).rejects.toMatchObject({
    name: 'DeadlineError',
    message: 'waited for a connection until too little time was left for an answer (10000 ms)',
  });
  await next;
});

test('all are ended at once', async () => {
  const queue = new CallQueue(10, 1);
  const waiting = [queue.wait(callOf()), queue.wait(callOf())];
  queue.clear(new Error('closed'));
  for (const one of waiting) await expect(one).rejects.toThrow('closed');
  expect(queue.length).toBe(0);
});

/**
 * A server that answers one call in 10 ms, and clients that send three in that time for so long, and then one in 20 ms.
 *
 * @returns of each second, how many calls were answered in time
 */
async function overload(overloadedMs: number, totalMs: number): Promise<number[]> {
  jest.useFakeTimers();
  const queue = new CallQueue(1_000, 1);
  const answeredAt: number[] = [];
  let isBusy = false;
  const serve = (call: PendingCall): void => {
    isBusy = true;
    setTimeout(() => {
      isBusy = false;
      if (call.reason === undefined) answeredAt.push(performance.now() - start);
      call.finish();
      queue.next(10);
    }, 10);
  };
  const start = performance.now();
  for (let now = 0; now < totalMs;) {
    const call = new PendingCall({ timeoutMs: 200 });
    if (isBusy)
      queue.wait(call).then(
        () => serve(call),
        () => call.finish(),
      );
    else serve(call);
    const pause = now < overloadedMs ? 10 / 3 : 20;
    await jest.advanceTimersByTimeAsync(pause);
    now += pause;
  }
  return Array.from(
    { length: totalMs / 1_000 },
    (_, i) => answeredAt.filter((at) => Math.floor(at / 1_000) === i).length,
  );
}

test('three times as many calls as can be answered: the server is kept busy with those that can be, and it heals', async () => {
  const answered = await overload(5_000, 8_000);
  // Of 100 that it can answer in a second, nearly all are in time: none is sent that has to come late.
  for (const count of answered.slice(1, 5)) expect(count).toBeGreaterThan(90);
  // All of the 50 that are sent in a second, as soon as the overload has gone.
  for (const count of answered.slice(6)) expect(count).toBeGreaterThanOrEqual(49);
});
