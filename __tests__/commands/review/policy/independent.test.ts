import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { comparePolicies } from '../../../../commands/review/policy/compare';
import type { Statement } from './brute-force';
import { statementsOf } from './grants-as-statements';
import { policy } from './policy-text';
import { identityStatement, type IamRequest, REQUESTS } from './real-keys';
import { pairOf } from './small-policies';

/** More pairs, and others, where the environment asks for them. */
const numRuns = Number(process.env['POLICY_PAIRS'] ?? 120);
const seed = Number(process.env['POLICY_SEED'] ?? 14);

const SIMULATOR = join(__dirname, 'support', 'iam-simulate.cjs');

/** For each statement, by its JSON, which of the requests it is about: as an IAM simulator says that others wrote. */
function simulate(statements: readonly Statement[], requests: readonly IamRequest[]): ReadonlyMap<string, string> {
  const texts = [...new Set(statements.map(keyOf))];
  const input = `{"statements":[${texts.join()}],"requests":${JSON.stringify(requests)}}`;
  const { stdout, stderr, status } = spawnSync(process.execPath, [SIMULATOR], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(stderr);
  const answers = JSON.parse(stdout) as readonly string[];
  return new Map(texts.map((text, i) => [text, answers[i] ?? '']));
}

const keyOf = (statement: Statement): string => JSON.stringify({ ...statement, Effect: undefined });

describe.each(Object.entries(REQUESTS))('%s', (name, requests) => {
  // A request for each action on each resource takes the simulator a while.
  const runs = requests.length > 100 ? Math.ceil(numRuns / 4) : numRuns;
  const pairs = fc.sample(pairOf(identityStatement(name)), { numRuns: runs, seed });
  const compared = pairs.map(({ before, after }) => {
    const comparison = comparePolicies(policy(...before), policy(...after));
    return {
      before,
      after,
      comparison,
      grants: comparison.answer === 'wider' ? comparison.grants.flatMap(statementsOf) : [],
    };
  });
  const about = simulate(
    compared.flatMap(({ before, after, grants }) => [...before, ...after, ...grants]),
    requests,
  );

  const isAboutAny = (statements: readonly Statement[], effect: Statement['Effect'], request: number): boolean =>
    statements.some((one) => one.Effect === effect && about.get(keyOf(one))?.[request] === '1');

  /** Denied, or not spoken of, or allowed. */
  const answerOf = (statements: readonly Statement[], request: number): number =>
    isAboutAny(statements, 'Deny', request) ? 0 : isAboutAny(statements, 'Allow', request) ? 2 : 1;

  test('no wider: the simulator allows no request that it did not before', () => {
    const unsound = compared
      .filter(({ comparison }) => comparison.answer === 'no wider')
      .flatMap(({ before, after }) =>
        requests
          .filter((_, i) => answerOf(after, i) > answerOf(before, i))
          .slice(0, 1)
          .map((request) => ({ before, after, request })),
      );
    expect(unsound.slice(0, 1)).toEqual([]);
  });

  test('wider: for each grant the simulator has a request that proves it', () => {
    const unproved = compared.flatMap(({ before, after, grants }) =>
      grants
        .filter((grant) => {
          const others = grant.Effect === 'Allow' ? before : after;
          return !requests.some((_, i) => isAboutAny([grant], grant.Effect, i) && !isAboutAny(others, grant.Effect, i));
        })
        .map((grant) => ({ before, after, grant })),
    );
    expect(unproved.slice(0, 1).map((x) => JSON.stringify(x))).toEqual([]);
  });

  test('each answer is given often enough to be tested', () => {
    const shareOf = (answer: string) =>
      compared.filter(({ comparison }) => comparison.answer === answer).length / compared.length;
    expect(Math.min(shareOf('no wider'), shareOf('wider'))).toBeGreaterThan(0.1);
    expect(shareOf('cannot tell')).toBeLessThan(0.35);
  });
});
