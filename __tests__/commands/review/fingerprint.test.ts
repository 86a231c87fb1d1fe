import { parsePlan } from '../../../commands/review/plan/parse';
import { fingerprint } from '../../../commands/review/fingerprint';
import { fixtureText } from './fixtures';

test('a fingerprint is of the meaning: the same for the same change planned again, another for another', () => {
  const fingerprintOf = (name: string, change: (plan: Record<string, unknown>) => void = () => undefined) => {
    const plan = JSON.parse(fixtureText(name)) as Record<string, unknown>;
    change(plan);
    return fingerprint(parsePlan('x', JSON.stringify(plan)));
  };
  const swap = fingerprintOf('endpoint-swap');
  expect(swap).toMatch(/^[0-9a-f]{64}$/);
  expect(
    fingerprintOf('endpoint-swap', (plan) => {
      plan.timestamp = 'another';
      plan.terraform_version = '1.99.0';
      plan.resource_changes = (plan.resource_changes as object[])
        .toReversed()
        .map((one) => Object.fromEntries(Object.entries(one).toReversed()));
    }),
  ).toBe(swap);
  expect(fingerprintOf('endpoint-instance-type')).not.toBe(swap);
  expect(fingerprintOf('endpoint-again')).not.toBe(swap);
});
