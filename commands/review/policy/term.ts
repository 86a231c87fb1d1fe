import { operatorOf, type Values } from './operators';

export interface Given {
  /** The operator, with what stands before and behind its name. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
  /** Whether the policy's version has variables. */
  readonly variables: boolean;
}

/** One key under one operator. */
export interface Term {
  /** In lower case: keys are alike in either. */
  readonly key: string;
  readonly quantifier: '' | 'ForAnyValue' | 'ForAllValues';
  /** Whether it holds where the request does not have the key. */
  readonly whenAbsent: boolean;
  readonly values: Values;
  /** What makes it the same as another, whatever it means. */
  readonly identity: string;
  readonly given: Given;
}

const OPERATOR = /^(?:(ForAnyValue|ForAllValues):)?(.*?)(IfExists)?$/;

/**
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function termOf(given: Given): Term {
  const { operator: name, values, variables } = given;
  // A version that has variables changes only what looks like one.
  const reading = variables || !values.some((value) => value.includes('{'));
  const identity = JSON.stringify([name, reading, [...new Set(values)].sort()]);
  const named = { key: given.key.toLowerCase(), identity, given };
  if (name === 'Null') return { ...named, ...presence(values) };
  const [, prefix = '', base = '', ifExists] = OPERATOR.exec(name) ?? [];
  const quantifier = prefix as Term['quantifier'];
  const operator = operatorOf(base);
  const holdsForNothing = quantifier === 'ForAllValues' || (quantifier === '' && operator?.not === true);
  return {
    ...named,
    quantifier,
    whenAbsent: ifExists !== undefined || holdsForNothing,
    values: operator?.read(values, operator.not, variables) ?? { kind: 'opaque' },
  };
}

/** Of `Null`, whose `true` is for a key that is not there. */
function presence(values: readonly string[]): Pick<Term, 'quantifier' | 'whenAbsent' | 'values'> {
  const wanted = values.map((value) => value.toLowerCase());
  return {
    quantifier: '',
    whenAbsent: wanted.includes('true'),
    values: wanted.every((value) => value === 'true' || value === 'false')
      ? { kind: 'constant', holds: wanted.includes('false') }
      : { kind: 'opaque' },
  };
}

export function negated(term: Term): Term {
  return { ...term, whenAbsent: !term.whenAbsent, values: opposite(term.values) };
}

function opposite(values: Values): Values {
  switch (values.kind) {
    case 'opaque':
      return values;
    case 'constant':
      return { kind: 'constant', holds: !values.holds };
    default:
      return { ...values, not: !values.not };
  }
}

/** Terms of one value each, of which one must hold. */
export function alternatives(term: Term): readonly Term[] {
  const { values, quantifier, given } = term;
  const divides = (values.kind === 'text' || values.kind === 'range') && !values.not && quantifier !== 'ForAllValues';
  return divides ? given.values.map((value) => termOf({ ...given, values: [value] })) : [term];
}
