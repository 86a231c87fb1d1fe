import { CredentialsCache } from '../../../client/request/credentials';

const MINUTE_MS = 60_000;
let issued = 0;
const credentialsFor = (lifeMs: number) => ({
  accessKeyId: `key ${++issued}`,
  secretAccessKey: 'secret',
  expiration: new Date(Date.now() + lifeMs),
});
const cacheOf = (provider: () => Promise<object>) => {
  const asked = jest.fn(provider);
  return { asked, cache: new CredentialsCache(asked as unknown as ConstructorParameters<typeof CredentialsCache>[0]) };
};
const keyOf = async (cache: CredentialsCache): Promise<string> => (await cache.get()).accessKeyId;

beforeEach(() => {
  issued = 0;
  jest.useFakeTimers();
});
afterEach(() => jest.useRealTimers());

test('calls that come at once ask once, and later ones not at all', async () => {
  const { asked, cache } = cacheOf(async () => credentialsFor(60 * MINUTE_MS));
  expect(await Promise.all([keyOf(cache), keyOf(cache), keyOf(cache)])).toEqual(['key 1', 'key 1', 'key 1']);
  expect(cache.get()).not.toBeInstanceOf(Promise);
  expect(asked).toHaveBeenCalledTimes(1);
});

test('they are renewed ten minutes ahead, and no call waits for that', async () => {
  const { asked, cache } = cacheOf(async () => credentialsFor(60 * MINUTE_MS));
  await cache.get();
  await jest.advanceTimersByTimeAsync(49 * MINUTE_MS);
  expect(cache.get()).toMatchObject({ accessKeyId: 'key 1' });
  expect(asked).toHaveBeenCalledTimes(1);
  await jest.advanceTimersByTimeAsync(2 * MINUTE_MS);
  expect(cache.get()).toMatchObject({ accessKeyId: 'key 1' });
  await jest.advanceTimersByTimeAsync(0);
  expect(cache.get()).toMatchObject({ accessKeyId: 'key 2' });
  // The SDK would give the same again.
  expect(asked.mock.calls).toEqual([[{}], [{ forceRefresh: true }]]);
});

test('ones that live for two seconds are renewed after one', async () => {
  const { asked, cache } = cacheOf(async () => credentialsFor(2_000));
  for (let i = 0; i < 100; i++) {
    await cache.get();
    await jest.advanceTimersByTimeAsync(100);
  }
  expect(asked.mock.calls.length).toBeGreaterThan(8);
  expect(asked.mock.calls.length).toBeLessThan(13);
});

test('a provider that fails ahead of time is asked every five seconds, and fails no call before they have expired', async () => {
  let isDown = false;
  const { asked, cache } = cacheOf(async () => {
    if (isDown) throw new Error('no metadata service');
    return credentialsFor(60 * MINUTE_MS);
  });
  await cache.get();
  isDown = true;
  await jest.advanceTimersByTimeAsync(51 * MINUTE_MS);
  for (let i = 0; i < 60; i++) {
    expect(await keyOf(cache)).toBe('key 1');
    await jest.advanceTimersByTimeAsync(1_000);
  }
  expect(asked).toHaveBeenCalledTimes(1 + 12);
  await jest.advanceTimersByTimeAsync(9 * MINUTE_MS);
  await expect(cache.get()).rejects.toThrow('no metadata service');
  isDown = false;
  expect(await keyOf(cache)).toBe('key 2');
});

test('a first failure is not kept', async () => {
  let isDown = true;
  const { cache } = cacheOf(async () => {
    if (isDown) throw new Error('no metadata service');
    return credentialsFor(60 * MINUTE_MS);
  });
  await expect(cache.get()).rejects.toThrow('no metadata service');
  isDown = false;
  expect(await keyOf(cache)).toBe('key 1');
});

test('ones that never expire are asked for once', async () => {
  const { asked, cache } = cacheOf(async () => ({ accessKeyId: 'key', secretAccessKey: 'secret' }));
  await cache.get();
  await jest.advanceTimersByTimeAsync(10_000 * MINUTE_MS);
  await cache.get();
  expect(asked).toHaveBeenCalledTimes(1);
});
