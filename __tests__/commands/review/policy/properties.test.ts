import fc from 'fast-check';
import { comparePolicies } from '../../../../commands/review/policy/compare';
import { requestsOf, type Statement } from './brute-force';
import { statementsOf } from './grants-as-statements';
import { conditional } from './small-conditions';
import { broad, pairOf } from './small-policies';

const policy = (statements: readonly Statement[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });

const compare = (before: readonly Statement[], after: readonly Statement[]) =>
  comparePolicies(policy(before), policy(after));

const NO_WIDER = { answer: 'no wider' };

const ofEffect = (statements: readonly Statement[], effect: Statement['Effect']) =>
  statements.filter(({ Effect }) => Effect === effect);

describe.each([
  { name: 'actions, resources and principals', ...broad, numRuns: 100 },
  { name: 'conditions on a text, a number and a boolean', ...conditional(['one', 'number', 'secure']), numRuns: 60 },
  { name: 'conditions on a text and a list', ...conditional(['one', 'many']), numRuns: 150 },
  { name: 'conditions on an address', ...conditional(['from']), numRuns: 60 },
])('$name', ({ universe, statement, numRuns }) => {
  const about = (statements: readonly Statement[], effect: Statement['Effect']) =>
    requestsOf(ofEffect(statements, effect), universe);

  /** Denied, or not spoken of, or allowed. */
  const answers = (statements: readonly Statement[]): readonly number[] => {
    const denied = about(statements, 'Deny');
    return about(statements, 'Allow').map((isAllowed, i) => (denied[i] ? 0 : isAllowed ? 2 : 1));
  };

  test('no wider: no request gets a better answer; wider: each piece of a grant has a request that proves it', () => {
    const seen = { 'no wider': 0, wider: 0, 'cannot tell': 0 };
    fc.assert(
      fc.property(pairOf(statement), ({ before, after }) => {
        const comparison = compare(before, after);
        seen[comparison.answer]++;
        if (comparison.answer === 'no wider') {
          const old = answers(before);
          expect(answers(after).findIndex((answer, i) => answer > (old[i] ?? 0))).toBe(-1);
        }
        if (comparison.answer === 'wider') {
          for (const shown of comparison.grants.flatMap(statementsOf)) {
            const covered = about(shown.Effect === 'Allow' ? before : after, shown.Effect);
            expect(about([shown], shown.Effect).some((isAbout, i) => isAbout && !covered[i])).toBe(true);
          }
        }
      }),
      { numRuns },
    );
    // Else nothing was tested.
    expect(Math.min(seen['no wider'], seen.wider) / numRuns).toBeGreaterThan(0.1);
    expect(seen['cannot tell'] / numRuns).toBeLessThan(0.2);
  });

  test('a policy is no wider than itself, however it is arranged', () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 4 }), fc.infiniteStream(fc.nat()), (statements, numbers) => {
        const next = () => numbers.next().value as number;
        const rearranged = statements.flatMap((one) => regrouped(one, next)).toSorted(() => (next() % 2) - 0.5);
        expect(compare(statements, statements)).toEqual(NO_WIDER);
        expect(compare(statements, rearranged)).toEqual(NO_WIDER);
        expect(compare(rearranged, statements)).toEqual(NO_WIDER);
      }),
      { numRuns: 30 },
    );
  });

  test('an Allow of something new is never no wider, nor is a Deny less', () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 3 }), statement, (statements, one) => {
        const covered = about(statements, one.Effect);
        const isMore = about([one], one.Effect).some((isAbout, i) => isAbout && !covered[i]);
        const both = [...statements, one];
        const { answer } = one.Effect === 'Allow' ? compare(statements, both) : compare(both, statements);
        if (isMore) expect(answer).not.toBe('no wider');
      }),
      { numRuns: 30 },
    );
  });

  test('a Deny more or an Allow less is no wider', () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 3 }), statement, (statements, one) => {
        const both = [one, ...statements];
        expect(one.Effect === 'Deny' ? compare(statements, both) : compare(both, statements)).toEqual(NO_WIDER);
      }),
      { numRuns: 30 },
    );
  });
});

/** The same grants: a statement for each action or resource, or one twice, and other letters where they do not count. */
function regrouped(statement: Statement, next: () => number): readonly Statement[] {
  const { Action, Resource } = statement;
  const named = { Sid: `S${next()}`, ...statement };
  if (next() % 4 === 0) return [named, statement];
  if (Array.isArray(Action) && next() % 2 === 0) {
    return Action.map((action: string) => ({ ...named, Action: next() % 2 === 0 ? action.toUpperCase() : [action] }));
  }
  if (Array.isArray(Resource)) return Resource.map((resource: string) => ({ ...named, Resource: resource }));
  return [named];
}
