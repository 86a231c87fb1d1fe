import { type Fit, fit } from './fit';
import { readPolicy, UnreadablePolicy } from './read-policy';
import type { Statement } from './statement';

export type Comparison =
  | { readonly answer: 'no wider' }
  /** With each new Allow that does not fit, and each old Deny that is gone or covers less, on one line of JSON. */
  | { readonly answer: 'wider'; readonly statements: readonly string[] }
  | { readonly answer: 'cannot tell'; readonly why: string };

/** What is allowed where there is no policy: by a VPC endpoint everything, by a bucket or an identity nothing. */
export type None = 'nothing' | 'everything';

const EVERYTHING = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
});

/**
 * Whether a policy allows more than the one before it: by what their statements mean, whatever their text.
 *
 * 'no wider' is said only where no request is allowed, or no longer denied, that was not before. 'wider' only where
 * there is such a request for a statement; that another statement still denies it does not count, for what a reviewer
 * looks at is the statement.
 */
export function comparePolicies(
  before: string | undefined,
  after: string | undefined,
  none: None = 'nothing',
): Comparison {
  const old = read(before, none);
  if (typeof old === 'string') return { answer: 'cannot tell', why: `the policy before is not understood: ${old}` };
  const now = read(after, none);
  if (typeof now === 'string') return { answer: 'cannot tell', why: `the policy after is not understood: ${now}` };
  const isAllow = ({ effect }: Statement) => effect === 'Allow';
  const isDeny = ({ effect }: Statement) => effect === 'Deny';
  return verdictOf([
    ...now.filter(isAllow).map((statement) => ({
      text: statement.text,
      ...fit(statement, old.filter(isAllow)),
      question: 'whether this Allow fits into one from before',
    })),
    ...old.filter(isDeny).map((statement) => ({
      text: statement.text,
      ...fit(statement, now.filter(isDeny)),
      question: 'whether this Deny from before is still covered',
    })),
  ]);
}

function read(text: string | undefined, none: None): readonly Statement[] | string {
  if (text === undefined && none === 'nothing') return [];
  try {
    return readPolicy(text ?? EVERYTHING);
  } catch (error) {
    if (error instanceof UnreadablePolicy) return error.message;
    throw error;
  }
}

interface Judged extends Fit {
  readonly text: string;
  readonly question: string;
}

function verdictOf(judged: readonly Judged[]): Comparison {
  const wider = judged.filter(({ verdict }) => verdict === 'no');
  if (wider.length > 0) return { answer: 'wider', statements: [...new Set(wider.map(({ text }) => text))] };
  const unclear = judged.find(({ verdict }) => verdict === 'unknown');
  if (unclear === undefined) return { answer: 'no wider' };
  const { question, doubts, text } = unclear;
  return { answer: 'cannot tell', why: `${question} cannot be told by its ${doubts.join(' and ')}: ${text}` };
}
