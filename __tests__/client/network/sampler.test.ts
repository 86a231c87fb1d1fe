import type { Address } from '../../../client/network/address';
import { AddressBook } from '../../../client/network/address-book';
import { Sampler } from '../../../client/network/sampler';

const HERE = '10.0.1.1';
const THERE = '10.0.2.1';

async function start() {
  const book = new AddressBook({
    hostname: 'any',
    zones: {},
    resolve: async () => [HERE, THERE],
    onChange: () => undefined,
  });
  await book.refresh();
  const sampler = new Sampler(book);
  const [here, there] = book.addresses as [Address, Address];
  /** Makes calls that take so long, by address; they go here unless the sampler wants them elsewhere. */
  const call = (count: number, ms: Record<string, number>, erring: readonly string[] = []): string[] =>
    Array.from({ length: count }, () => {
      const { target } = sampler;
      if (target !== undefined) sampler.begin(target);
      const address = target ?? here;
      sampler.end(address, ms[address.ip], erring.includes(address.ip));
      return address.ip;
    });
  call(50, { [HERE]: 10 });
  return { call, here, there };
}

const elsewhere = (calls: readonly string[]): number => calls.filter((ip) => ip === THERE).length;

test('slow here alone: a few calls elsewhere show it, and it is left', async () => {
  const { call, here } = await start();
  expect(elsewhere(call(30, { [HERE]: 500, [THERE]: 10 }))).toBe(3);
  expect(here.health.ejection).toBe('slow');
});

test('slow everywhere: it is the model, and nothing is left', async () => {
  const { call, here, there } = await start();
  expect(elsewhere(call(300, { [HERE]: 500, [THERE]: 500 }))).toBe(3);
  expect([here.health.ejection, there.health.ejection]).toEqual([undefined, undefined]);
  // What is usual now is that.
  expect(here.times.usualMs).toBeGreaterThan(400);
});

test('errors of the service here alone: it is left', async () => {
  const { call, here } = await start();
  call(30, { [HERE]: 10, [THERE]: 10 }, [HERE]);
  expect(here.health.ejection).toBe('erring');
});

test('errors of the service everywhere: nothing is left', async () => {
  const { call, here, there } = await start();
  expect(elsewhere(call(300, { [HERE]: 10, [THERE]: 10 }, [HERE, THERE]))).toBe(3);
  expect([here.health.ejection, there.health.ejection]).toEqual([undefined, undefined]);
});

test('single slow calls say nothing', async () => {
  const { call, here } = await start();
  for (let i = 0; i < 20; i++) {
    expect(elsewhere(call(2, { [HERE]: 500 }))).toBe(0);
    call(2, { [HERE]: 10 });
  }
  expect(here.health.ejection).toBeUndefined();
});

test('one that was slow gets single calls once it is reached, and is restored after good ones', async () => {
  const { call, here, there } = await start();
  call(30, { [HERE]: 500, [THERE]: 10 });
  call(5, { [THERE]: 10, [HERE]: 500 });
  here.health.reachable();
  call(1, { [HERE]: 500, [THERE]: 10 }); // it is not well yet
  expect(here.health.takesTrials).toBe(false);
  here.health.reachable();
  call(3, { [HERE]: 10, [THERE]: 10 });
  expect([here.health.ejection, there.health.ejection]).toEqual([undefined, undefined]);
});
