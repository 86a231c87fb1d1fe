import { operatorOf, type ValueSet } from './operators';
import { hasNullableVariable } from './pattern';
import { complement } from './string-set';

/** A condition as it stands in the policy: one key under one operator. */
export interface ConditionSource {
  /** The operator, with what stands before and behind its name. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
  /** Whether the policy's version has variables. */
  readonly variables: boolean;
}

/**
 * Where AWS's documentation contradicts itself, or a policy variable may have no value, there is more than one answer,
 * and what is said must hold for each: as documented, if `IfExists` does nothing for `ForAnyValue`, and if a condition
 * with a variable that has no value does not hold.
 */
type Readings = readonly [boolean, boolean, boolean];

/** What a condition means. */
export interface Condition {
  /** In lower case: keys are alike in either. */
  readonly key: string;
  readonly quantifier: '' | 'ForAnyValue' | 'ForAllValues';
  /** Whether it holds where the request does not have the key. */
  readonly whenAbsent: Readings;
  /** Whether it holds for a key that is there, without any value; undefined if it is unknown. */
  readonly whenEmpty: boolean | undefined;
  readonly values: ValueSet;
  /** What makes it the same as another, whatever it means. */
  readonly identity: string;
  readonly source: ConditionSource;
}

const OPERATOR = /^(?:(ForAnyValue|ForAllValues):)?(.*?)(IfExists)?$/;

/**
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function conditionOf(source: ConditionSource): Condition {
  const { operator: name, values, variables } = source;
  // A version that has variables changes only what looks like one.
  const reading = variables || !values.some((value) => value.includes('{'));
  const identity = JSON.stringify([name, reading, [...new Set(values)].sort()]);
  const named = { key: source.key.toLowerCase(), identity, source };
  if (name === 'Null') return { ...named, ...presence(values) };
  const [, prefix = '', base = '', suffix] = OPERATOR.exec(name) ?? [];
  const quantifier = prefix as Condition['quantifier'];
  const ifExists = suffix !== undefined;
  const operator = operatorOf(base);
  // What AWS makes of a list without values, it does not say.
  const valueSet = values.length === 0 ? undefined : operator?.read(values, operator.negated, variables);
  return {
    ...named,
    quantifier,
    whenAbsent: absence(quantifier, ifExists, valueSet),
    whenEmpty: quantifier === '' ? undefined : quantifier === 'ForAllValues',
    values: valueSet ?? { kind: 'opaque' },
  };
}

function absence(quantifier: Condition['quantifier'], ifExists: boolean, values: ValueSet | undefined): Readings {
  if (quantifier === 'ForAllValues') return [true, true, true];
  if (quantifier === 'ForAnyValue') return [ifExists, false, ifExists];
  if (ifExists) return [true, true, true];
  const isNegated = (values?.kind === 'text' || values?.kind === 'range') && values.negated;
  const isWithoutValue =
    values?.kind === 'text' && values.patterns.some(({ readings }) => readings.some(hasNullableVariable));
  return [isNegated, isNegated, isNegated && !isWithoutValue];
}

/** Of `Null`, whose `true` is for a key that is not there. */
function presence(values: readonly string[]): Pick<Condition, 'quantifier' | 'whenAbsent' | 'whenEmpty' | 'values'> {
  const wanted = values.map((value) => value.toLowerCase());
  const [whenAbsent, holds] = [wanted.includes('true'), wanted.includes('false')];
  const isClear = wanted.length > 0 && wanted.every((value) => value === 'true' || value === 'false');
  return {
    quantifier: '',
    whenAbsent: [whenAbsent, whenAbsent, whenAbsent],
    whenEmpty: isClear ? holds : undefined,
    values: isClear ? { kind: 'constant', holds } : { kind: 'opaque' },
  };
}

export function negatedCondition(condition: Condition): Condition {
  const { whenAbsent, whenEmpty, values } = condition;
  return {
    ...condition,
    whenAbsent: [!whenAbsent[0], !whenAbsent[1], !whenAbsent[2]],
    whenEmpty: whenEmpty === undefined ? undefined : !whenEmpty,
    values: negatedValues(values),
  };
}

function negatedValues(values: ValueSet): ValueSet {
  switch (values.kind) {
    case 'opaque':
      return values;
    case 'constant':
      return { kind: 'constant', holds: !values.holds };
    case 'text':
      return { ...values, ...complement(values) };
    case 'range':
      return { ...values, negated: !values.negated };
  }
}

/** The same as conditions of one value each, of which one must hold. */
export function disjuncts(condition: Condition): readonly Condition[] {
  const { values, quantifier, source } = condition;
  const divides =
    (values.kind === 'text' || values.kind === 'range') && !values.negated && quantifier !== 'ForAllValues';
  return divides ? source.values.map((value) => conditionOf({ ...source, values: [value] })) : [condition];
}
