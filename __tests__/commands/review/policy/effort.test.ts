import { Budget } from '../../../../commands/review/policy/budget';
import { comparePolicies } from '../../../../commands/review/policy/compare';
import { hasIntersectionWitness } from '../../../../commands/review/policy/nfa';

jest.mock('../../../../commands/review/policy/nfa', () => {
  const actual = jest.requireActual<{ hasIntersectionWitness: typeof hasIntersectionWitness }>(
    '../../../../commands/review/policy/nfa',
  );
  return { hasIntersectionWitness: jest.fn(actual.hasIntersectionWitness) };
});

const [STATEMENTS, ACTIONS, RESOURCES] = [40, 6, 4];

const policy = (Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

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
  const rearranged = statements.map((one) => ({ ...one, Resource: one.Resource.toReversed() })).toReversed();
  expect(comparePolicies(policy(statements), policy(rearranged))).toEqual({ answer: 'no wider' });
  expect(jest.mocked(hasIntersectionWitness).mock.calls.length).toBeLessThanOrEqual(STATEMENTS * (ACTIONS + RESOURCES));
});

describe('a budget that several comparisons share', () => {
  const reading = (...Resource: string[]) => policy([{ Effect: 'Allow', Action: 's3:GetObject', Resource }]);
  const [before, after] = [reading('a*b', 'c*d'), reading('?a*b', 'c*dd', 'c*d*')];

  test('when it is used up, nothing more is decided', () => {
    const budget = new Budget(2_000);
    expect(comparePolicies(before, after, 'nothing', budget).answer).toBe('wider');
    const answers = Array.from({ length: 5 }, () => comparePolicies(before, after, 'nothing', budget));
    expect(answers.at(-1)).toEqual({
      answer: 'cannot tell',
      why: 'the policies of this review take too much work to compare',
    });
    expect(comparePolicies(before, before, 'nothing', budget)).toEqual({ answer: 'no wider' });
  });

  test('what is hard to compare is undecided beside what is known', () => {
    const hard = (letter: string) => Array.from({ length: 8 }, (_, i) => `arn:aws:s3:::*${letter}${i}*b*c*?d*`);
    const budget = new Budget(30_000);
    expect(comparePolicies(reading(...hard('a')), reading('q', ...hard('e')), 'nothing', budget)).toEqual({
      answer: 'wider',
      grants: [expect.objectContaining({ resources: { negated: false, values: expect.arrayContaining(['q']) } })],
      undecided: ['the policies of this review take too much work to compare'],
    });
  });
});
