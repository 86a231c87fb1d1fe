/** One step of a pattern: `?` is any character, `*` any string. A wildcard within a part of an ARN matches no colon. */
export type Token =
  | { readonly kind: 'letter'; readonly letter: string; readonly caseInsensitive: boolean }
  | {
      readonly kind: 'variable';
      readonly name: string;
      /** Whether a request may have no value for it: roles have no `aws:username`. */
      readonly isNullable: boolean;
      readonly caseInsensitive: boolean;
    }
  | { readonly kind: 'anyCharacter' | 'anyString'; readonly matchesColon: boolean };

export type Tokens = readonly Token[];

/** A text of a policy that stands for a set of texts. */
export interface Pattern {
  readonly text: string;
  /** More than one where AWS leaves open what the pattern means: what is said must hold in each. */
  readonly readings: readonly Tokens[];
}

export interface Reading {
  /** Whether `*` and `?` are wildcards. */
  readonly wildcards: boolean;
  /** Whether upper and lower case are the same. */
  readonly caseInsensitive: boolean;
  /** Whether the policy's version has variables. */
  readonly variables: boolean;
}

/** IAM's own, Terraform's expressions, `$${` as Terraform escapes IAM's, `&{` as aws_iam_policy_document does. */
const OPENINGS = ['$${', '${', '&{'];

const LONE_VARIABLES = ['*', '?', '$'];

export function readTokens(text: string, { wildcards, caseInsensitive, variables }: Reading): Tokens {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const variable = variableAt(text, at);
    if (variable !== undefined) {
      const inside = variable.slice(variable.indexOf('{') + 1, -1);
      tokens.push(
        variables && LONE_VARIABLES.includes(inside)
          ? { kind: 'letter', letter: inside, caseInsensitive: false }
          : variableToken(variable, inside, variables, caseInsensitive),
      );
      at += variable.length;
      continue;
    }
    const letter = String.fromCodePoint(text.codePointAt(at) as number);
    if (wildcards && letter === '*') tokens.push({ kind: 'anyString', matchesColon: true });
    else if (wildcards && letter === '?') tokens.push({ kind: 'anyCharacter', matchesColon: true });
    else tokens.push({ kind: 'letter', letter: caseInsensitive ? letter.toLowerCase() : letter, caseInsensitive });
    at += letter.length;
  }
  return tokens;
}

/** IAM's own, which names a key of the request; Terraform's expressions have a value. */
const IAM_VARIABLE = /^[a-z0-9-]+:[^{}']+$/i;

function variableToken(variable: string, inside: string, variables: boolean, caseInsensitive: boolean): Token {
  // The same text is another thing where the version has no variables.
  if (!variables) return { kind: 'variable', name: `2008 ${variable}`, isNullable: false, caseInsensitive };
  const isIam = IAM_VARIABLE.test(inside);
  return { kind: 'variable', name: isIam ? variable.toLowerCase() : variable, isNullable: isIam, caseInsensitive };
}

/** Terraform's expressions may hold braces of their own. */
function variableAt(text: string, start: number): string | undefined {
  const opening = OPENINGS.find((mark) => text.startsWith(mark, start));
  if (opening === undefined) return undefined;
  let depth = 1;
  for (let at = start + opening.length; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return text.slice(start, at + 1);
  }
  return undefined;
}

export const hasVariable = (tokens: Tokens): boolean => tokens.some(({ kind }) => kind === 'variable');

export const hasNullableVariable = (tokens: Tokens): boolean => nullableVariables(tokens).length > 0;

export const nullableVariables = (tokens: Tokens): readonly string[] =>
  tokens.flatMap((token) => (token.kind === 'variable' && token.isNullable ? [token.name] : []));

/** A variable as whatever it may stand for. */
export const withoutVariables = (tokens: Tokens): Tokens =>
  tokens.map((token) => (token.kind === 'variable' ? { kind: 'anyString', matchesColon: true } : token));

/** Whether texts of both may begin alike, as far as they begin with letters. */
export function sharePrefix(a: Tokens, b: Tokens): boolean {
  const [one, other] = [literalPrefix(a), literalPrefix(b)];
  return one.startsWith(other) || other.startsWith(one);
}

const LITERAL_PREFIXES = new WeakMap<Tokens, string>();

function literalPrefix(tokens: Tokens): string {
  const cached = LITERAL_PREFIXES.get(tokens);
  if (cached !== undefined) return cached;
  const letters = tokens.map((token) => (token.kind === 'letter' && !token.caseInsensitive ? token.letter : undefined));
  const end = letters.indexOf(undefined);
  const beginning = letters.slice(0, end < 0 ? letters.length : end).join('');
  LITERAL_PREFIXES.set(tokens, beginning);
  return beginning;
}

/** Whether each step of `part` is within one of `whole`, so that all that `part` matches is matched by `whole`. */
export function coversPattern(whole: Tokens, part: Tokens): boolean {
  const skipStrings = (positions: Set<number>): Set<number> => {
    for (const at of positions) if (whole[at]?.kind === 'anyString') positions.add(at + 1);
    return positions;
  };
  let positions = skipStrings(new Set([0]));
  for (const token of part) {
    const next = new Set<number>();
    for (const at of positions) {
      const step = whole[at];
      if (step !== undefined && isWithin(token, step)) next.add(step.kind === 'anyString' ? at : at + 1);
    }
    positions = skipStrings(next);
    if (positions.size === 0) return false;
  }
  return positions.has(whole.length);
}

function isWithin(token: Token, step: Token): boolean {
  switch (step.kind) {
    case 'letter':
      return (
        token.kind === 'letter' &&
        (step.caseInsensitive ? token.letter.toLowerCase() === step.letter : token.letter === step.letter) &&
        (step.caseInsensitive || !token.caseInsensitive)
      );
    case 'variable':
      return token.kind === 'variable' && token.name === step.name && (step.caseInsensitive || !token.caseInsensitive);
    case 'anyCharacter':
      return (
        (token.kind === 'letter' && (step.matchesColon || token.letter !== ':')) ||
        (token.kind === 'anyCharacter' && (step.matchesColon || !token.matchesColon))
      );
    case 'anyString':
      if (step.matchesColon) return true;
      if (token.kind === 'letter') return token.letter !== ':';
      return token.kind !== 'variable' && !token.matchesColon;
  }
}
