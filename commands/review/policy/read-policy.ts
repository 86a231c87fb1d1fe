import { resourcePattern } from './arn-pattern';
import type { Conditions } from './satisfiability';
import { readTokens } from './pattern';
import { principalOf, type Principals } from './principals';
import type { Effect } from './set-domain';
import { conditionOf } from './condition';
import type { StringSet } from './string-set';

/** What a statement of a policy means: a set of requests, and what becomes of them. */
export interface Statement {
  readonly effect: Effect;
  readonly actions: StringSet;
  /** None in a trust policy. */
  readonly resources: StringSet | undefined;
  /** None in an identity's policy. */
  readonly principals: Principals | undefined;
  readonly conditions: Conditions;
  /** What makes it the same as another, whatever it means. */
  readonly identity: string;
}

/** A policy that is not understood; the message says what in it is not. */
export class UnreadablePolicyError extends Error {}

type Fields = Readonly<Record<string, unknown>>;

const POLICY_ELEMENTS = ['Version', 'Id', 'Statement'];
const STATEMENT_ELEMENTS = [
  ...['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Principal', 'NotPrincipal', 'Condition'],
];

/** The version that has variables, and the one without, which is meant where none is given. */
const WITH_VARIABLES = '2012-10-17';
const WITHOUT_VARIABLES = '2008-10-17';

/** More than AWS takes of any kind of policy, white space and all. What is longer only takes time. */
const MAX_POLICY_LENGTH = 50_000;

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export function readPolicy(text: string): readonly Statement[] {
  if (text.length > MAX_POLICY_LENGTH) throw new UnreadablePolicyError('it is longer than AWS takes');
  const policy = fieldsOf(parse(text), 'it');
  refuseOthers(policy, POLICY_ELEMENTS);
  const { Version: version = WITHOUT_VARIABLES, Statement: statements } = policy;
  if (version !== WITH_VARIABLES && version !== WITHOUT_VARIABLES)
    throw new UnreadablePolicyError('its Version is unknown');
  if (statements === undefined) throw new UnreadablePolicyError('it has no Statement');
  return listOf(statements).map((statement) => readStatement(statement, version === WITH_VARIABLES));
}

function parse(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UnreadablePolicyError('it is no JSON');
  }
  // JavaScript takes the last one; what AWS takes, it does not say.
  if (keysIn(value) < keysInText(text)) throw new UnreadablePolicyError('it has an element twice');
  return value;
}

const keysIn = (value: unknown): number =>
  typeof value !== 'object' || value === null
    ? 0
    : (Array.isArray(value) ? 0 : Object.keys(value).length) +
      Object.values(value).reduce<number>((sum, one) => sum + keysIn(one), 0);

/** A text before a colon is a key. */
const keysInText = (text: string): number => text.match(/"(?:[^"\\]|\\.)*"\s*:/g)?.length ?? 0;

function readStatement(value: unknown, variables: boolean): Statement {
  const fields = fieldsOf(value, 'a statement');
  refuseOthers(fields, STATEMENT_ELEMENTS);
  const { Effect: effect } = fields;
  if (effect !== 'Allow' && effect !== 'Deny') throw new UnreadablePolicyError('the Effect of a statement is unknown');
  const actions = textsOf(fields, 'Action', (action) => ({
    // Alike in upper and lower case. `*:*` is every action, as `*` is.
    text: action,
    readings: [
      readTokens(action.toLowerCase().replace(/^\*+:\*+$/, '*'), {
        wildcards: true,
        caseInsensitive: false,
        variables,
      }),
    ],
  }));
  if (actions === undefined) throw new UnreadablePolicyError('a statement has no Action');
  return {
    effect,
    actions,
    resources: textsOf(fields, 'Resource', (resource) => resourcePattern(resource, variables)),
    principals: principalsOf(fields),
    conditions: conditionsOf(fields['Condition'], variables),
    identity: JSON.stringify({ ...fields, Sid: undefined, variables }),
  };
}

/** The value of an element, or of its `Not` form. */
function elementOf(
  fields: Fields,
  element: string,
): { readonly negated: boolean; readonly value: unknown } | undefined {
  const { [element]: value, [`Not${element}`]: others } = fields;
  if (value !== undefined && others !== undefined) {
    throw new UnreadablePolicyError(`a statement has both ${element} and Not${element}`);
  }
  if (value !== undefined) return { negated: false, value };
  return others === undefined ? undefined : { negated: true, value: others };
}

function textsOf(
  fields: Fields,
  element: string,
  patternOf: (text: string) => StringSet['patterns'][number],
): StringSet | undefined {
  const choice = elementOf(fields, element);
  return choice && { negated: choice.negated, patterns: textList(choice.value, element).map(patternOf) };
}

function principalsOf(fields: Fields): Principals | undefined {
  const choice = elementOf(fields, 'Principal');
  if (choice === undefined) return undefined;
  const byType = choice.value === '*' ? { AWS: '*' } : fieldsOf(choice.value, 'a Principal');
  return {
    negated: choice.negated,
    named: Object.entries(byType).flatMap(([type, ids]) =>
      textList(ids, 'Principal').map((id) => {
        const principal = principalOf(type, id);
        if (principal === undefined) throw new UnreadablePolicyError('it has a kind of Principal that is unknown');
        return principal;
      }),
    ),
  };
}

function conditionsOf(value: unknown, variables: boolean): Conditions {
  if (value === undefined) return [];
  return Object.entries(fieldsOf(value, 'a Condition')).flatMap(([operator, byKey]) => {
    const entries = Object.entries(fieldsOf(byKey, 'a Condition'));
    if (new Set(entries.map(([key]) => key.toLowerCase())).size < entries.length) {
      throw new UnreadablePolicyError('a Condition has a key twice, in upper and lower case');
    }
    return entries.map(([key, values]) =>
      conditionOf({ operator, key, values: listOf(values).map(conditionValue), variables }),
    );
  });
}

/** Numbers and booleans may stand without quotes. */
function conditionValue(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new UnreadablePolicyError('a Condition has a value that is no text');
}

function textList(value: unknown, element: string): readonly string[] {
  if (Array.isArray(value) && value.length === 0)
    throw new UnreadablePolicyError(`a statement has no value for ${element}`);
  return listOf(value).map((one) => {
    if (typeof one !== 'string')
      throw new UnreadablePolicyError(`a statement has a value of ${element} that is no text`);
    return one;
  });
}

/** One value means a list of it. */
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UnreadablePolicyError(`${what} is no JSON object`);
  }
  return value as Fields;
}

function refuseOthers(fields: Fields, known: readonly string[]): void {
  if (Object.keys(fields).some((element) => !known.includes(element))) {
    throw new UnreadablePolicyError(`it has an element other than ${known.join(', ')}`);
  }
}
