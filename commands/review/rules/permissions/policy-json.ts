import type { Attributes } from '../../plan/attributes';

/** An action that somebody depends on, in lower case, as IAM takes it in either. */
export type NeededAction = string;

/**
 * A policy cut down to the actions that somebody depends on, each written out: what else a policy allows or denies has
 * nothing to do with them. Undefined where it is no policy.
 */
export function onlyActions(policy: string, actions: readonly NeededAction[]): string | undefined {
  const parsed = parsedPolicy(policy);
  if (parsed?.Statement === undefined) return undefined;
  const Statement = statementsOf(parsed).flatMap((statement) => {
    const { Action, NotAction, ...others } = statement;
    const included = actions.filter((action) =>
      NotAction === undefined ? matchesAny(Action, action) : !matchesAny(NotAction, action),
    );
    return included.length === 0 ? [] : [{ ...others, Action: included }];
  });
  return JSON.stringify({ ...parsed, Statement });
}

/** Several policies of the same identity as one. One that cannot be read makes all of it unreadable. */
export function joinedPolicies(policies: readonly string[]): string {
  const parsed = policies.map(parsedPolicy);
  if (parsed.some((policy) => policy?.Statement === undefined)) return policies.join();
  // A statement's name must be unique, and names nothing here.
  const Statement = parsed.flatMap((policy) => statementsOf(policy ?? {}).map((one) => ({ ...one, Sid: undefined })));
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

function parsedPolicy(text: string): Attributes | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Attributes) : undefined;
  } catch {
    return undefined;
  }
}

const statementsOf = ({ Statement }: Attributes): Attributes[] =>
  [Statement].flat().filter((one): one is Attributes => typeof one === 'object' && one !== null);

const matchesAny = (patterns: unknown, text: string): boolean =>
  [patterns]
    .flat()
    .some((pattern) => typeof pattern === 'string' && matchesPattern(pattern.toLowerCase(), text.toLowerCase()));

/** Whether a text is what a pattern with `*` and `?` stands for. In time that grows with their lengths' product. */
export function matchesPattern(pattern: string, text: string): boolean {
  let [p, t, star, resume] = [0, 0, -1, 0];
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
