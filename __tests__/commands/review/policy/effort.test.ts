import { comparePolicies } from '../../../../commands/review/policy/compare';
import { hasIntersectionWitness } from '../../../../commands/review/policy/nfa';

jest.mock('../../../../commands/review/policy/nfa', () => {
  const actual = jest.requireActual<{ hasIntersectionWitness: typeof hasIntersectionWitness }>(
    '../../../../commands/review/policy/nfa',
  );
  return { hasIntersectionWitness: jest.fn(actual.hasIntersectionWitness) };
});

const [STATEMENTS, ACTIONS, RESOURCES] = [40, 6, 4];

test('a policy as long as AWS takes is compared in a moment: no action or resource is looked for in every statement', () => {
  const statements = Array.from({ length: STATEMENTS }, (_, i) => ({
    Effect: 'Allow',
    Principal: '*',
    Action: Array.from({ length: ACTIONS }, (__, j) => `service${i}:Action${j}*`),
    Resource: Array.from(
      { length: RESOURCES },
      (__, j) => `arn:aws:service:us-east-1:111122223333:kind${i % 7}/name-${j}-*`,
    ),
  }));
  const policy = (Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
  expect(comparePolicies(policy(statements), policy(statements.toReversed()))).toEqual({ answer: 'no wider' });
  // A question asked is bounded by itself: MOST_STATES.
  expect(jest.mocked(hasIntersectionWitness).mock.calls.length).toBeLessThanOrEqual(STATEMENTS * (ACTIONS + RESOURCES));
});
