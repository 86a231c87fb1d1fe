import fc from 'fast-check';
import { resolveRollout, startsOf, STARTING_SECONDS, stepsOf, UPDATE_TIMEOUT_SECONDS } from '../../settings/rollout';
import { endpoint, problemsOf, settings } from '../support/settings';

type Endpoint = ReturnType<typeof endpoint>;
type Rollout = NonNullable<Endpoint['rollout']>;
const churn = (changes: Partial<Endpoint>) => problemsOf(settings({ endpoints: { churn: endpoint(changes) } }));
const rollout = (input: Rollout) => churn({ rollout: input });
const BECAUSE =
  'and must end in 3300 s, since the AWS provider waits 3600 s for an update and then loses sight of it: ';

test.each<[Rollout, string]>([
  [{ strategy: 'canary', percent: 51 }, 'percent: 51: AWS takes 1 to 50 % for canary: write a number of these'],
  [{ strategy: 'linear', percent: 9 }, 'percent: 9: AWS takes 10 to 50 % for linear: write a number of these'],
  [{ strategy: 'rolling', percent: 4 }, 'percent: 4: AWS takes 5 to 50 % for rolling: write a number of these'],
  [{ strategy: 'all-at-once', percent: 50 }, 'percent: 50: all-at-once has one step, of everything: leave it out'],
  [
    { strategy: 'rolling', terminationWaitSeconds: 0 },
    'terminationWaitSeconds: 0: a rolling update takes the old fleet away batch by batch, and has nothing left to wait with: leave it out',
  ],
])('sizes that AWS does not take: %j', (input, expected) => {
  expect(rollout(input)).toEqual([`endpoints.churn.rollout.${expected}`]);
});

test.each<[Partial<Endpoint>, string]>([
  [
    { rollout: { strategy: 'canary', waitSeconds: 1501 } },
    `canary takes 2 × 1501 s of waiting + 300 s at the least to start instances = 3302 s, ${BECAUSE}write waitSeconds: 1500 or less`,
  ],
  [
    { rollout: { strategy: 'linear', percent: 10 } },
    `linear by 10 % takes 10 × 600 s of waiting + 300 s at the least to start instances = 6300 s, ${BECAUSE}write waitSeconds: 300 or less, or take a larger percent`,
  ],
  [
    { rollout: { strategy: 'linear', percent: 50, waitSeconds: 900, terminationWaitSeconds: 1500 } },
    `linear by 50 % takes 2 × 900 s of waiting + 1500 s before the old fleet goes + 300 s at the least to start instances = 3600 s, ${BECAUSE}write waitSeconds: 750 or less`,
  ],
  [
    { rollout: { strategy: 'rolling', percent: 20, waitSeconds: 400 }, instanceCount: 10 },
    `rolling by 20 % takes 5 × 400 s of waiting + 5 × 300 s at the least to start instances = 3500 s, ${BECAUSE}write waitSeconds: 360 or less, or take a larger percent`,
  ],
  [
    { rollout: { strategy: 'rolling', percent: 50, waitSeconds: 1000 }, instanceCount: 3 }, // one by one: two are 67 %
    `rolling by 50 % takes 3 × 1000 s of waiting + 3 × 300 s at the least to start instances = 3900 s, ${BECAUSE}write waitSeconds: 800 or less`,
  ],
  [
    { rollout: { strategy: 'rolling', percent: 5, waitSeconds: 0 }, instanceCount: 20 },
    `rolling by 5 % takes 20 × 0 s of waiting + 20 × 300 s at the least to start instances = 6000 s, ${BECAUSE}take a larger percent`,
  ],
  [
    { rollout: { strategy: 'all-at-once', waitSeconds: 0, terminationWaitSeconds: 3600 } },
    `all-at-once takes 1 × 0 s of waiting + 3600 s before the old fleet goes + 300 s at the least to start instances = 3900 s, ${BECAUSE}shorten terminationWaitSeconds`,
  ],
])('a rollout that outlasts the provider: %j', (input, expected) => {
  expect(churn(input)).toEqual([`endpoints.churn.rollout: ${expected}`]);
});

test.each<Rollout>([
  { strategy: 'canary' },
  { strategy: 'canary', percent: 10, waitSeconds: 1500 },
  { strategy: 'linear' },
  { strategy: 'linear', percent: 10, waitSeconds: 300 },
  { strategy: 'rolling' },
  { strategy: 'rolling', percent: 5 }, // of two instances: two batches
  { strategy: 'all-at-once', waitSeconds: 3000 },
])('one that does not: %j', (input) => {
  expect(rollout(input)).toEqual([]);
});

test('one with a problem of its own is not counted with', () => {
  expect(churn({ rollout: { strategy: 'linear', percent: 10, waitSeconds: -1 } })).toHaveLength(1);
  expect(churn({ rollout: { strategy: 'linear', percent: 9, waitSeconds: 3600 } })).toHaveLength(1);
});

test('what is let through ends in time, and what is not does not', () => {
  const input = fc.record(
    {
      strategy: fc.constantFrom<Rollout['strategy']>('canary', 'linear', 'rolling'),
      percent: fc.integer({ min: 10, max: 50 }),
      waitSeconds: fc.integer({ min: 0, max: 3600 }),
    },
    { requiredKeys: ['strategy'] },
  );
  fc.assert(
    fc.property(input, fc.integer({ min: 2, max: 40 }), (one, instanceCount) => {
      const resolved = resolveRollout(one);
      const waits = stepsOf(resolved, instanceCount) * resolved.waitSeconds;
      const inTime = waits + startsOf(resolved, instanceCount) * STARTING_SECONDS <= UPDATE_TIMEOUT_SECONDS;
      expect(churn({ rollout: one, instanceCount })).toHaveLength(inTime ? 0 : 1);
    }),
    { numRuns: 100 },
  );
});
