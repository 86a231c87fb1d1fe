import { lookup, Resolver } from 'node:dns/promises';
import { resolveBothWays } from '../../../client/network/resolve';

jest.mock('node:dns/promises', () => ({ lookup: jest.fn(), Resolver: jest.fn() }));

const never = (): Promise<never> => new Promise(() => undefined);
/** What the system's resolver and a DNS query say. */
function answer(system: () => Promise<string[]>, query: () => Promise<string[]>): void {
  jest
    .mocked(lookup as unknown as () => Promise<object[]>)
    .mockImplementation(async () => (await system()).map((address) => ({ address, family: 4 })));
  jest.mocked(Resolver).mockImplementation(() => ({ resolve4: query }) as unknown as Resolver);
}
const failing = async (): Promise<never> => {
  throw new Error('ENOTFOUND');
};

test('the addresses of both, each once: the system may give only a part', async () => {
  answer(
    async () => ['10.0.1.1'],
    async () => ['10.0.2.1', '10.0.1.1'],
  );
  expect(await resolveBothWays('any.example')).toEqual(['10.0.1.1', '10.0.2.1']);
});

test('what /etc/hosts maps elsewhere stays there', async () => {
  answer(
    async () => ['127.0.0.1'],
    async () => ['10.0.1.1', '10.0.2.1'],
  );
  expect(await resolveBothWays('any.example')).toEqual(['127.0.0.1']);
});

test('one of the two is enough', async () => {
  answer(async () => ['10.0.1.1'], failing);
  expect(await resolveBothWays('any.example')).toEqual(['10.0.1.1']);
  answer(failing, async () => ['10.0.2.1']);
  expect(await resolveBothWays('any.example')).toEqual(['10.0.2.1']);
});

test('where neither has an address, the error is the one of the system', async () => {
  answer(failing, async () => []);
  await expect(resolveBothWays('any.example')).rejects.toThrow('ENOTFOUND');
});

test('one that hangs is not waited for long', async () => {
  answer(async () => ['10.0.1.1'], never);
  expect(await resolveBothWays('any.example')).toEqual(['10.0.1.1']);
  answer(never, async () => ['10.0.2.1']);
  expect(await resolveBothWays('any.example')).toEqual(['10.0.2.1']);
});

test.each(['10.0.1.1', '::1'])('%s is an address already', async (address) => {
  answer(never, never);
  expect(await resolveBothWays(address)).toEqual([address]);
});
