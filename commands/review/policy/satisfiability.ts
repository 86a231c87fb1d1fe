import type { Budget } from './budget';
import { rangeSetsIntersect, type Range } from './range-set';
import { negatedCondition, type Condition } from './condition';
import { readTokens } from './pattern';
import { type StringSet, stringSetsIntersect } from './string-set';
import { allOf, anyOf, type Trilean } from './trilean';

/** All of a statement's conditions, each of which must hold. */
export type Conditions = readonly Condition[];

const keysOf = (conditions: Conditions): readonly string[] => [...new Set(conditions.map(({ key }) => key))];

const withKey = (conditions: Conditions, key: string): Conditions =>
  conditions.filter((condition) => condition.key === key);

/** Whether some request fulfils them all. Keys are taken to have nothing to do with each other. */
export const isSatisfiable = (conditions: Conditions, budget: Budget): Trilean =>
  allOf(
    keysOf(conditions).map((key) => {
      const conditionsOnKey = withKey(conditions, key);
      const answer = isSatisfiableByOneValue(conditionsOnKey, budget);
      // Of several values, one may be what the one condition asks for, and one what the other does.
      const ofSome = conditionsOnKey.filter(
        ({ values, quantifier }) => values.kind !== 'constant' && quantifier !== 'ForAllValues',
      );
      const ofSeveral = ofSome.length > 1 && ofSome.some(({ quantifier }) => quantifier === 'ForAnyValue');
      return answer === 'no' && ofSeveral ? 'unknown' : answer;
    }),
  );

/** Conditions on one key, of a request that does not have it, or has one value for it. */
function isSatisfiableByOneValue(conditionsOnKey: Conditions, budget: Budget): Trilean {
  const clear = conditionsOnKey.filter(({ values }) => values.kind !== 'opaque');
  const whenAbsent = ([0, 1, 2] as const).map((reading) => clear.every((condition) => condition.whenAbsent[reading]));
  const answer = whenAbsent.every(Boolean)
    ? 'yes'
    : anyOf([whenAbsent.some(Boolean) ? 'unknown' : 'no', isSatisfiableWhenPresent(clear, budget)]);
  if (answer === 'no') return mayBeEmpty(clear) ? 'unknown' : 'no';
  return clear.length === conditionsOnKey.length ? answer : 'unknown';
}

/** Whether a key that is there without any value, which AWS may take for one that is not, fulfils them. */
const mayBeEmpty = (conditionsOnKey: Conditions): boolean =>
  conditionsOnKey.some(({ quantifier }) => quantifier !== '') &&
  conditionsOnKey.every(({ whenEmpty }) => whenEmpty !== false);

function isSatisfiableWhenPresent(conditionsOnKey: Conditions, budget: Budget): Trilean {
  const values = conditionsOnKey.map((condition) => condition.values);
  if (values.some((value) => value.kind === 'constant' && !value.holds)) return 'no';
  const texts = values.flatMap((value) => (value.kind === 'text' ? [value] : []));
  const ranges = values.flatMap((value) => (value.kind === 'range' ? [value] : []));
  const domains = [...new Set<Range>(ranges.map(({ domain }) => domain))];
  const answers = [
    ...(texts.length === 0 ? [] : [textsIntersect(conditionsOnKey[0]?.key, texts, budget)]),
    ...domains.map((domain) =>
      rangeSetsIntersect(
        ranges.filter((range) => range.domain === domain),
        domain,
        budget,
      ),
    ),
  ];
  // A value is one text, and may be a number as well: whether both can be is not asked.
  return answers.length > 1 && !answers.includes('no') ? 'unknown' : allOf(answers);
}

/** Keys that AWS gives no other values than `true` and `false`; of others, nothing is known. */
const BOOLEAN_KEYS = [
  'aws:multifactorauthpresent',
  'aws:principalisawsservice',
  'aws:securetransport',
  'aws:viaawsservice',
];

const BOOLEANS: StringSet = {
  negated: false,
  patterns: ['true', 'false'].map((text) => ({
    text,
    readings: [readTokens(text, { wildcards: false, caseInsensitive: true, variables: false })],
  })),
};

function textsIntersect(
  key: string | undefined,
  texts: readonly (StringSet & { readonly type?: string })[],
  budget: Budget,
): Trilean {
  const isOfBooleans = texts.map(({ type }) => type === 'boolean');
  if (!isOfBooleans.includes(true)) return stringSetsIntersect(texts, budget);
  const asBoolean = stringSetsIntersect([...texts, BOOLEANS], budget);
  if (isOfBooleans.every(Boolean) && BOOLEAN_KEYS.includes(key ?? '')) return asBoolean;
  const answer = stringSetsIntersect(texts, budget);
  return answer === asBoolean ? answer : 'unknown';
}

/** Whether a request that fulfils `conditions` fulfils `condition`. */
export function implies(conditions: Conditions, condition: Condition, budget: Budget): Trilean {
  const conditionsOnKey = withKey(conditions, condition.key);
  if (conditionsOnKey.some(({ identity }) => identity === condition.identity)) return 'yes';
  const answer = impliesByValue(conditionsOnKey, condition, budget);
  // AWS does not say whether what is no ARN is unlike one.
  const { values } = condition;
  const isUnlikeArn = values.kind === 'text' && values.type === 'arn' && values.negated;
  const isArn = conditionsOnKey.some((one) => one.values.kind === 'text' && one.values.type === 'arn');
  return answer === 'yes' && isUnlikeArn && !isArn ? 'unknown' : answer;
}

function impliesByValue(conditionsOnKey: Conditions, condition: Condition, budget: Budget): Trilean {
  const opposite = negatedCondition(condition);
  const presence = conditionsOnKey.filter(({ values }) => values.kind === 'constant');
  const others = conditionsOnKey.filter(({ values }) => values.kind !== 'constant');
  const alike = others.filter(
    ({ quantifier }) => quantifier === condition.quantifier || condition.values.kind === 'constant',
  );
  // One that is narrower is enough, of however many values.
  if (
    [[], ...alike.map((one) => [one])].some(
      (one) => isSatisfiableByOneValue([...presence, ...one, opposite], budget) === 'no',
    )
  ) {
    return 'yes';
  }
  switch (isSatisfiableByOneValue([...conditionsOnKey, opposite], budget)) {
    case 'yes':
      return 'no';
    case 'no':
      return combineByValue([...others, condition]) ? 'yes' : 'unknown';
    case 'unknown':
      return 'unknown';
  }
}

/** Whether conditions that one value can satisfy together can be judged for several values, one by one. */
function combineByValue(conditionsOnKey: Conditions): boolean {
  const quantifiers = conditionsOnKey.flatMap(({ values, quantifier }) =>
    values.kind === 'constant' ? [] : [quantifier],
  );
  return new Set(quantifiers).size <= 1 && !quantifiers.includes('ForAnyValue');
}
