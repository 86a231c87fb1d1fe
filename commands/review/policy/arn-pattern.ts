import { type Pattern, type Reading, readTokens, type Token, type Tokens } from './pattern';

const COLONS_OF_AN_ARN = 5;

const isColon = (token: Token | undefined): boolean => token?.kind === 'letter' && token.letter === ':';

const isWildcard = (token: Token | undefined): boolean => token?.kind === 'one' || token?.kind === 'many';

const withinPart = (token: Token): Token =>
  token.kind === 'one' || token.kind === 'many' ? { kind: token.kind, colon: false } : token;

/**
 * A pattern of a Resource. A `*` at the end of a part matches beyond its colon; AWS does not say whether one in the
 * middle of a part does, so both are asked.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function resourcePattern(text: string, variables: boolean): Pattern {
  const far = readTokens(text, { wildcards: true, eitherCase: false, variables });
  const near = far.map((token, i) => {
    const next = far[i + 1];
    return token.kind === 'many' && (next === undefined || isColon(next)) ? token : withinPart(token);
  });
  return { text, readings: far.some((token, i) => token !== near[i]) ? [far, near] : [far] };
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
