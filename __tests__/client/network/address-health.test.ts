import { AddressHealth, type EjectionReason } from '../../../client/network/address-health';

const MINUTE_MS = 60_000;

/** Numbers that pass for random ones, the same every time. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

function start(): { health: AddressHealth; changes: (EjectionReason | 'restored')[] } {
  const changes: (EjectionReason | 'restored')[] = [];
  return { health: new AddressHealth((reason) => changes.push(reason ?? 'restored')), changes };
}

describe.each([10, 100, 2_000])('%i calls a second', (rate) => {
  /** How often a minute of calls ejects the address, where this share of them breaks. */
  const ejectionsAt = (share: number): number => {
    const random = randomOf(rate + 1);
    const { health, changes } = start();
    for (let now = 0; now < MINUTE_MS; now += 1_000 / rate) {
      if (random() < share) health.broke(now);
      else health.answered(now);
    }
    return changes.length;
  };

  test('a minute of 5 % resets ejects nothing', () => expect(ejectionsAt(0.05)).toBe(0));
  test('half of them does', () => expect(ejectionsAt(0.5)).toBe(1));
});

test('a few failures are too few to judge by', () => {
  const { health, changes } = start();
  for (let i = 0; i < 3; i++) health.broke(i);
  expect(changes).toEqual([]);
});

test('failures of long ago do not count', () => {
  const { health, changes } = start();
  for (let i = 0; i < 5; i++) health.broke(0);
  health.broke(20_000);
  expect(changes).toEqual([]);
});

test('four connections in a row that do not come about eject it; three and one that does, not', () => {
  const { health, changes } = start();
  for (let i = 0; i < 3; i++) health.connectFailed(i);
  health.connected();
  health.connectFailed(4);
  expect(changes).toEqual([]);
  for (let i = 0; i < 3; i++) health.connectFailed(5 + i);
  expect(changes).toEqual(['failing']);
});

test('an ejected address is tried later and later, with jitter, and the ejection forgotten after a minute', () => {
  const waitsFrom = (now: number): number[] => [
    health.nextTrialAt - now,
    (health.postpone(now), health.nextTrialAt - now),
  ];
  const { health } = start();
  health.eject('unreachable', 0);
  const [first = 0, second = 0] = waitsFrom(0);
  health.postpone(0);
  health.postpone(0);
  const longest = health.nextTrialAt;
  expect(first).toBeGreaterThanOrEqual(375);
  expect(first).toBeLessThanOrEqual(625);
  expect(second).toBeGreaterThanOrEqual(750);
  expect(second).toBeLessThanOrEqual(1_250);
  expect(longest).toBeLessThanOrEqual(2_500 * 1.25);
  health.reachable();
  health.eject('unreachable', 2 * MINUTE_MS);
  expect(health.nextTrialAt - 2 * MINUTE_MS).toBeLessThanOrEqual(625);
});

test('one that was unreachable is restored once it is reached', () => {
  const { health, changes } = start();
  health.eject('unreachable', 0);
  health.reachable();
  expect(changes).toEqual(['unreachable', 'restored']);
});

test.each(['slow', 'erring'] as const)('one that was %s is restored after three good calls in a row', (reason) => {
  const { health, changes } = start();
  health.eject(reason, 0);
  expect(health.takesTrials).toBe(false);
  health.reachable();
  expect(health.takesTrials).toBe(true);
  health.trialSucceeded();
  health.trialSucceeded();
  health.postpone(1); // the third was not
  expect(health.takesTrials).toBe(false);
  health.reachable();
  for (let i = 0; i < 3; i++) {
    expect(changes).toEqual([reason]);
    health.trialSucceeded();
  }
  expect(changes).toEqual([reason, 'restored']);
});

test('what failed before an ejection does not eject it again', () => {
  const { health, changes } = start();
  for (let i = 0; i < 6; i++) health.broke(i);
  health.reachable();
  health.broke(10);
  expect(changes).toEqual(['failing', 'restored']);
});
