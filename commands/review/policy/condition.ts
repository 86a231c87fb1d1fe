import { operatorOf, type ValueSet } from './operators';

/** A condition as it stands in the policy: one key under one operator. */
export interface ConditionSource {
  /** The operator, with what stands before and behind its name. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
  /** Whether the policy's version has variables. */
  readonly variables: boolean;
}

/** What a condition means. */
export interface Condition {
  /** In lower case: keys are alike in either. */
  readonly key: string;
  readonly quantifier: '' | 'ForAnyValue' | 'ForAllValues';
  /** Whether it holds where the request does not have the key. */
  readonly whenAbsent: boolean;
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
  const [, prefix = '', base = '', ifExists] = OPERATOR.exec(name) ?? [];
  const quantifier = prefix as Condition['quantifier'];
  const operator = operatorOf(base);
  const holdsForNothing = quantifier === 'ForAllValues' || (quantifier === '' && operator?.negated === true);
  return {
    ...named,
    quantifier,
    whenAbsent: ifExists !== undefined || holdsForNothing,
    values: operator?.read(values, operator.negated, variables) ?? { kind: 'opaque' },
  };
}

/** Of `Null`, whose `true` is for a key that is not there. */
function presence(values: readonly string[]): Pick<Condition, 'quantifier' | 'whenAbsent' | 'values'> {
  const wanted = values.map((value) => value.toLowerCase());
  return {
    quantifier: '',
    whenAbsent: wanted.includes('true'),
    values: wanted.every((value) => value === 'true' || value === 'false')
      ? { kind: 'constant', holds: wanted.includes('false') }
      : { kind: 'opaque' },
  };
}

export function negatedCondition(condition: Condition): Condition {
  return { ...condition, whenAbsent: !condition.whenAbsent, values: negatedValues(condition.values) };
}

function negatedValues(values: ValueSet): ValueSet {
  switch (values.kind) {
    case 'opaque':
      return values;
    case 'constant':
      return { kind: 'constant', holds: !values.holds };
    default:
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
