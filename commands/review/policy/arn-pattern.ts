import { type Pattern, type Reading, readTokens, type Token, type Tokens } from './pattern';

const COLONS_OF_AN_ARN = 5;

const isColon = (token: Token | undefined): boolean => token?.kind === 'letter' && token.letter === ':';

const isWildcard = (token: Token | undefined): boolean => token?.kind === 'anyCharacter' || token?.kind === 'anyString';

const withinPart = (token: Token): Token =>
  token.kind === 'anyCharacter' || token.kind === 'anyString' ? { kind: token.kind, matchesColon: false } : token;

/**
 * A pattern of a Resource. AWS's documentation says of a `*` at the end of a part of an ARN that it matches colons, too,
 * and of others not whether they do, and simulators differ: what is said must hold if all of them do, if only those at
 * the end of a part do, and if only those in the last part do and parts that are missing are `*`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function resourcePattern(text: string, variables: boolean): Pattern {
  const crossingParts = readTokens(text, { wildcards: true, caseInsensitive: false, variables });
  const atEndOfParts = crossingParts.map((token, i) => {
    const next = crossingParts[i + 1];
    return token.kind === 'anyString' && (next === undefined || isColon(next)) ? token : withinPart(token);
  });
  const filledUp = withAllParts(crossingParts, text);
  const lastPart = startOfLastPart(filledUp) ?? filledUp.length - 1;
  const inLastPart = filledUp.map((token, i) => (i < lastPart ? withinPart(token) : token));
  const others = [atEndOfParts, inLastPart];
  return {
    text,
    readings: others.some(
      (tokens) => tokens.length > crossingParts.length || tokens.some((token, i) => token !== crossingParts[i]),
    )
      ? [crossingParts, ...others]
      : [crossingParts],
  };
}

/** An ARN that has fewer than six parts, with a `*` for each that is missing. */
function withAllParts(tokens: Tokens, text: string): Tokens {
  const missing = COLONS_OF_AN_ARN - tokens.filter(isColon).length;
  if (!text.startsWith('arn:') || missing <= 0) return tokens;
  const filling = readTokens(':*'.repeat(missing), { wildcards: true, caseInsensitive: false, variables: false });
  return [...tokens, ...filling];
}

/**
 * A value of ArnLike or ArnEquals, which are the same: each of an ARN's six parts is matched by itself. Undefined where
 * there are not six.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function arnPattern(text: string, reading: Reading): Pattern | undefined {
  const tokens = readTokens(text, reading);
  const lastPart = startOfLastPart(tokens);
  if (lastPart === undefined) return undefined;
  return {
    text,
    readings: [tokens.map((token, i) => (i < lastPart && isWildcard(token) ? withinPart(token) : token))],
  };
}

function startOfLastPart(tokens: Tokens): number | undefined {
  const colons = tokens.flatMap((token, i) => (isColon(token) ? [i] : []));
  return colons[COLONS_OF_AN_ARN - 1];
}
