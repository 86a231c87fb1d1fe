import fc from 'fast-check';
import { comparePolicies } from '../../../../commands/review/policy/compare';
import { type Reading, READINGS, requestsOf, type Statement } from './brute-force';
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
  const about = (statements: readonly Statement[], effect: Statement['Effect'], reading: Reading) =>
    requestsOf(ofEffect(statements, effect), universe, reading);

  /** Denied, or not spoken of, or allowed. */
  const answers = (statements: readonly Statement[], reading: Reading): readonly number[] => {
    const denied = about(statements, 'Deny', reading);
    return about(statements, 'Allow', reading).map((isAllowed, i) => (denied[i] ? 0 : isAllowed ? 2 : 1));
  };

  test('no wider: no request gets a better answer; wider: each piece of a grant has a request that proves it, and the grants are all', () => {
    const seen = { 'no wider': 0, wider: 0, 'cannot tell': 0 };
    fc.assert(
      fc.property(pairOf(statement), ({ before, after }) => {
        const comparison = compare(before, after);
        seen[comparison.answer]++;
        for (const reading of READINGS) {
          if (comparison.answer === 'no wider') {
            const old = answers(before, reading);
            expect(answers(after, reading).findIndex((answer, i) => answer > (old[i] ?? 0))).toBe(-1);
          }
          if (comparison.answer !== 'wider') continue;
          const shown = comparison.grants.flatMap(statementsOf);
          for (const one of shown) {
            const covered = about(one.Effect === 'Allow' ? before : after, one.Effect, reading);
            expect(about([one], one.Effect, reading).some((isAbout, i) => isAbout && !covered[i])).toBe(true);
          }
          if (comparison.undecided.length > 0) continue;
          for (const [effect, own, others] of [['Allow', after, before] as const, ['Deny', before, after] as const]) {
            const [covered, inGrants] = [about(others, effect, reading), about(shown, effect, reading)];
            expect(about(own, effect, reading).findIndex((isAbout, i) => isAbout && !covered[i] && !inGrants[i])).toBe(
              -1,
            );
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
        const isMore = READINGS.some((reading) => {
          const covered = about(statements, one.Effect, reading);
          return about([one], one.Effect, reading).some((isAbout, i) => isAbout && !covered[i]);
        });
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
