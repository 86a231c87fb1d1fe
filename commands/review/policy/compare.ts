import { Budget } from './budget';
import type { Grant } from './grant';
import { mergeGrants } from './merge-grants';
import { readPolicy, type Statement, UnreadablePolicyError } from './read-policy';
import type { Effect } from './set-domain';
import { type Coverage, coverageOf } from './subset';

export type PolicyComparison =
  | { readonly answer: 'no wider' }
  | {
      readonly answer: 'wider';
      readonly grants: readonly Grant[];
      /** Why more may be allowed than the grants say; none if they say it all. Quotes nothing of the policy. */
      readonly undecided: readonly string[];
    }
  /** Quotes nothing of the policy. */
  | { readonly answer: 'cannot tell'; readonly why: string };

/** What is allowed where there is no policy: by a VPC endpoint everything, by a bucket or an identity nothing. */
export type DefaultAccess = 'nothing' | 'everything';

const EVERYTHING = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
});

/**
 * Whether a policy allows more than the one before it: by what their statements mean, whatever their text.
 *
 * Language inclusion: each Allow must be a subset of the old Allows, and each old Deny of the new Denies, as sets of
 * requests. `subset.ts` decides that and names where to read of it; `nfa.ts` decides it for strings with wildcards.
 *
 * 'no wider' is said only where no request is allowed, or no longer denied, that was not before. 'wider' only where
 * there is such a request for a statement; that another statement still denies it does not count, for what a reviewer
 * looks at is the statement.
 */
export function comparePolicies(
  before: string | undefined,
  after: string | undefined,
  defaultAccess: DefaultAccess = 'nothing',
  budget: Budget = new Budget(),
): PolicyComparison {
  const old = read(before, defaultAccess);
  if (old.kind === 'unreadable')
    return { answer: 'cannot tell', why: `the policy before is not understood: ${old.why}` };
  const current = read(after, defaultAccess);
  if (current.kind === 'unreadable')
    return { answer: 'cannot tell', why: `the policy after is not understood: ${current.why}` };
  return toComparison(
    [
      ...coverages('Allow', current.statements, old.statements, budget),
      ...coverages('Deny', old.statements, current.statements, budget),
    ],
    budget,
  );
}

interface StatementCoverage extends Coverage {
  readonly effect: Effect;
  /** Its place in the policy, from 1. */
  readonly number: number;
}

/** Those of one effect, each as far as the others cover it. */
const coverages = (
  effect: Effect,
  statements: readonly Statement[],
  others: readonly Statement[],
  budget: Budget,
): readonly StatementCoverage[] => {
  const sameEffect = others.filter((other) => other.effect === effect);
  return statements.flatMap((statement, i) =>
    statement.effect === effect ? [{ effect, number: i + 1, ...coverageOf(statement, sameEffect, budget) }] : [],
  );
};

type ReadResult =
  | { readonly kind: 'read'; readonly statements: readonly Statement[] }
  | { readonly kind: 'unreadable'; readonly why: string };

function read(text: string | undefined, defaultAccess: DefaultAccess): ReadResult {
  if (text === undefined && defaultAccess === 'nothing') return { kind: 'read', statements: [] };
  try {
    return { kind: 'read', statements: readPolicy(text ?? EVERYTHING) };
  } catch (error) {
    if (error instanceof UnreadablePolicyError) return { kind: 'unreadable', why: error.message };
    throw error;
  }
}

function toComparison(statements: readonly StatementCoverage[], budget: Budget): PolicyComparison {
  const grants = mergeGrants(statements.flatMap(({ uncovered }) => uncovered));
  const undecided = statements.flatMap(({ effect, number, doubts }) =>
    doubts.length === 0 ? [] : [budget.isSpent ? TOO_MUCH : doubtText(effect, number, doubts)],
  );
  if (grants.length > 0) return { answer: 'wider', grants, undecided: [...new Set(undecided)] };
  const [why] = undecided;
  return why === undefined ? { answer: 'no wider' } : { answer: 'cannot tell', why };
}

const TOO_MUCH = 'the policies of this review take too much work to compare';

const doubtText = (effect: Effect, number: number, doubts: readonly string[]): string => {
  const [own, other] = effect === 'Allow' ? ['after', 'before'] : ['before', 'after'];
  return `the ${doubts.join(' and ')} of its ${effect} (statement ${number} of the policy ${own}) cannot be compared with the policy ${other}`;
};
