/** IAM's logic, request by request, written without anything of what it is to check. */

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: readonly string[];
  readonly Principal?: '*' | ByType;
  readonly NotPrincipal?: ByType;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

type ByType = Readonly<Record<string, string | readonly string[]>>;

/** Whoever asks: all the names that mean it. */
export type Caller = Readonly<Partial<Record<string, readonly string[]>>>;

/** The values of each key; a key that is not there is not there. */
export type Context = Readonly<Record<string, readonly string[]>>;

/**
 * Where AWS's documentation contradicts itself or simulators, both are tried: whether `IfExists` counts for
 * `ForAnyValue`, and whether a `Not` with a variable that has no value leaves it out or matches nothing.
 */
export type Reading = 'documented' | 'simulated';

export const READINGS: readonly Reading[] = ['documented', 'simulated'];

export interface Universe {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly callers: readonly Caller[];
  readonly contexts: readonly Context[];
}

const listOf = <Value>(value: Value | readonly Value[]): readonly Value[] =>
  Array.isArray(value) ? (value as readonly Value[]) : [value as Value];

const EXPRESSIONS = new Map<string, RegExp>();

function matchesPattern(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const expression = EXPRESSIONS.get(pattern) ?? new RegExp(`^${source}$`, 's');
  EXPRESSIONS.set(pattern, expression);
  return expression.test(text);
}

const matchesAny = (patterns: string | readonly string[], text: string): boolean =>
  listOf(patterns).some((pattern) => matchesPattern(pattern, text));

function isAboutAction({ Action, NotAction }: Statement, action: string): boolean {
  const lower = (patterns: string | readonly string[]) => listOf(patterns).map((pattern) => pattern.toLowerCase());
  return Action === undefined
    ? !matchesAny(lower(NotAction ?? []), action.toLowerCase())
    : matchesAny(lower(Action), action.toLowerCase());
}

const isAboutResource = ({ Resource, NotResource }: Statement, resource: string): boolean =>
  Resource === undefined ? !matchesAny(NotResource ?? [], resource) : matchesAny(Resource, resource);

const isNamed = (byType: '*' | ByType, caller: Caller): boolean =>
  byType === '*' ||
  Object.entries(byType).some(([type, ids]) => listOf(ids).some((id) => id === '*' || caller[type]?.includes(id)));

const isAboutCaller = ({ Principal, NotPrincipal }: Statement, caller: Caller): boolean =>
  Principal === undefined ? !isNamed(NotPrincipal ?? {}, caller) : isNamed(Principal, caller);

const addressOf = (text: string): number => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

function isInBlock(block: string, address: string): boolean {
  const [base = '', bits = '32'] = block.split('/');
  const size = 2 ** (32 - Number(bits));
  return Math.floor(addressOf(base) / size) === Math.floor(addressOf(address) / size);
}

const OPERATORS: Readonly<Record<string, (wanted: string, given: string) => boolean>> = {
  StringEquals: (wanted, given) => wanted === given,
  StringEqualsIgnoreCase: (wanted, given) => wanted.toLowerCase() === given.toLowerCase(),
  StringLike: matchesPattern,
  Bool: (wanted, given) => wanted === given,
  NumericEquals: (wanted, given) => Number(given) === Number(wanted),
  NumericLessThan: (wanted, given) => Number(given) < Number(wanted),
  NumericLessThanEquals: (wanted, given) => Number(given) <= Number(wanted),
  NumericGreaterThan: (wanted, given) => Number(given) > Number(wanted),
  NumericGreaterThanEquals: (wanted, given) => Number(given) >= Number(wanted),
  IpAddress: isInBlock,
};

/** Of the operators that are others' negation. */
const NEGATED: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  NumericNotEquals: 'NumericEquals',
  NotIpAddress: 'IpAddress',
};

function holds(
  operator: string,
  wanted: readonly string[],
  given: readonly string[] | undefined,
  reading: Reading,
): boolean {
  if (operator === 'Null') return wanted.includes(String(given === undefined));
  const [quantifier, rest] = operator.includes(':') ? (operator.split(':') as [string, string]) : ['', operator];
  const name = rest.replace(/IfExists$/, '');
  const ignoresIfExists = quantifier === 'ForAnyValue' && reading === 'simulated';
  if (rest !== name && given === undefined) return !ignoresIfExists;
  const isNegated = name in NEGATED;
  const compare = OPERATORS[NEGATED[name] ?? name];
  if (compare === undefined) throw new Error(`no operator ${name}`);
  const fits = (value: string) => wanted.some((one) => compare(one, value)) !== isNegated;
  if (quantifier === 'ForAnyValue') return (given ?? []).some(fits);
  if (quantifier === 'ForAllValues') return (given ?? []).every(fits);
  return given === undefined ? isNegated : given.every(fits);
}

const conditionsHold = ({ Condition = {} }: Statement, context: Context, reading: Reading): boolean =>
  Object.entries(Condition).every(([operator, byKey]) =>
    Object.entries(byKey).every(([key, wanted]) =>
      holds(operator, listOf(wanted), context[key.toLowerCase()], reading),
    ),
  );

/** For each request of the universe, in one order, whether one of the statements is about it. */
export function requestsOf(statements: readonly Statement[], universe: Universe, reading: Reading): readonly boolean[] {
  const about = statements.map((statement) => ({
    contexts: universe.contexts.map((context) => conditionsHold(statement, context, reading)),
    callers: universe.callers.map((caller) => isAboutCaller(statement, caller)),
    actions: universe.actions.map((action) => isAboutAction(statement, action)),
    // A variable is text from the request; without it the resource matches nothing.
    resources: universe.contexts.map((context) =>
      universe.resources.map((resource) => isAboutResource(filled(statement, context, reading), resource)),
    ),
  }));
  const { contexts, actions, callers, resources } = universe;
  const requests = Array<boolean>(contexts.length * actions.length * callers.length * resources.length).fill(false);
  for (const one of about) {
    contexts.forEach((_, context) => {
      if (one.contexts[context] !== true) return;
      actions.forEach((_, action) => {
        if (one.actions[action] !== true) return;
        callers.forEach((_, caller) => {
          if (one.callers[caller] !== true) return;
          const first = ((context * actions.length + action) * callers.length + caller) * resources.length;
          one.resources[context]?.forEach((isAbout, resource) => {
            if (isAbout) requests[first + resource] = true;
          });
        });
      });
    });
  }
  return requests;
}

function filled(statement: Statement, context: Context, reading: Reading): Statement {
  const { Resource, NotResource } = statement;
  if (!`${String(Resource)}${String(NotResource)}`.includes('${')) return statement;
  const name = context['aws:username']?.[0];
  if (name === undefined && NotResource !== undefined && reading === 'simulated')
    return { ...statement, NotResource: ['*'] };
  const fill = (patterns: string | readonly string[]) =>
    listOf(patterns).flatMap((pattern) =>
      pattern.includes('${aws:username}') && name === undefined
        ? []
        : [pattern.replaceAll('${aws:username}', name ?? '')],
    );
  return {
    ...statement,
    ...(Resource === undefined ? {} : { Resource: fill(Resource) }),
    ...(NotResource === undefined ? {} : { NotResource: fill(NotResource) }),
  };
}
