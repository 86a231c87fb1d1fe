import { z } from 'zod';
import { nearest, type Path, type Problem, shown } from './problems';
import { environmentSchema, type EnvironmentSettings } from './schema';
import { bare, type Words, wordsOf } from './schema/words';

type Issue = z.core.$ZodIssue;

/** Settings of which only what has the right shape is left: any field may be missing, however required. */
export type Partly<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Partly<T[K]> | undefined }
    : T;

export interface Shape {
  readonly problems: readonly Problem[];
  /** What is left once everything with a problem is taken out, so that further checks can go on with it. */
  readonly sound: Partly<EnvironmentSettings>;
}

/** Holds what an environment's file gave against the schema: unknown fields, missing ones, wrong types and forms. */
export function checkShape(input: unknown): Shape {
  const result = environmentSchema.safeParse(input, { reportInput: true });
  if (result.success) return { problems: [], sound: result.data };
  const issues = result.error.issues.flatMap(innermost);
  const sound = plainCopy(input);
  issues.forEach((issue) => makeUnknown(sound, issue.path));
  return {
    problems: issues.flatMap((issue) => problemsOf(issue, input)),
    sound: (isObject(sound) ? sound : {}) as Partly<EnvironmentSettings>,
  };
}

/** A failed union says what is wrong with the alternative that was meant: the one of the value's own type. */
function innermost(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.find((alternative) => !alternative.some((i) => i.path.length === 0 && isWrongType(i)));
  if (meant === undefined) return [issue];
  return meant.flatMap((i) => innermost({ ...i, path: [...issue.path, ...i.path] } as Issue));
}

const isWrongType = (issue: Issue): boolean => issue.code === 'invalid_type' || issue.code === 'invalid_value';

function problemsOf(issue: Issue, input: unknown): Problem[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(issue.path, key));
  const words = wordsAt(issue.path);
  const value = valueAt(input, issue.path);
  if (words === undefined) return [{ path: issue.path, message: `${shown(value)}: ${issue.message}` }];
  return [{ path: issue.path, message: complaint(value, words) }];
}

function complaint(value: unknown, words: Words): string {
  const instead = `write ${words.is}, such as ${words.example}`;
  if (value === undefined) return `is missing: ${instead}`;
  return `${words.secret === true ? 'the value' : shown(value)} is not ${words.is}: write for example ${words.example}`;
}

function unknownField(parent: Path, key: string): Problem {
  const all = schemasAt(parent)
    .flatMap(alternatives)
    .flatMap((s) => (s instanceof z.ZodObject ? Object.keys(s.shape) : []));
  const fields = [...new Set(all)];
  const meant = nearest(key, fields);
  const known = `the fields here are ${fields.join(', ')}`;
  return {
    path: [...parent, key],
    message: `is an unknown field: ${meant === undefined ? known : `did you mean ${meant}? (${known})`}`,
  };
}

/** The words of the deepest schema on the way to a field that has any. */
function wordsAt(path: Path): Words | undefined {
  for (let length = path.length; length >= 0; length--) {
    const words = schemasAt(path.slice(0, length))
      .map(wordsOf)
      .find((w) => w !== undefined);
    if (words !== undefined) return words;
  }
  return undefined;
}

/** The schemas that may hold at a path: more than one where alternatives are allowed on the way. */
function schemasAt(path: Path): z.ZodType[] {
  let current: z.ZodType[] = [environmentSchema];
  for (const part of path) {
    current = current.flatMap(alternatives).flatMap((schema) => {
      if (schema instanceof z.ZodObject) return (schema.shape[part as string] as z.ZodType | undefined) ?? [];
      if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
      if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
      return [];
    });
  }
  return path.length === 0
    ? current
    : current.flatMap((s) => (wordsOf(s) === undefined ? alternatives(s) : [s, ...alternatives(s)]));
}

function alternatives(schema: z.ZodType): z.ZodType[] {
  const inner = bare(schema);
  return inner instanceof z.ZodUnion ? (inner.options as z.ZodType[]) : [inner];
}

const isObject = (value: unknown): value is Record<PropertyKey, unknown> => typeof value === 'object' && value !== null;

const valueAt = (input: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, part) => (isObject(value) ? value[part] : undefined), input);

/**
 * Makes a field unknown; a list with a bad entry as a whole, since its positions mean something to a reader. Its name
 * stays: that it is there is known, and what it holds is a problem already.
 */
function makeUnknown(root: unknown, path: Path): void {
  const list = path.findIndex((part) => typeof part === 'number');
  const whole = list < 0 ? path : path.slice(0, list);
  const parent = valueAt(root, whole.slice(0, -1));
  const key = whole.at(-1);
  if (isObject(parent) && key !== undefined) parent[key] = undefined;
}

/**
 * Settings as plain data: a copy without what is undefined, which says nothing.
 *
 * @throws Error where they are none: they refer to themselves, or a getter throws
 */
export function plainCopy(value: unknown, within: readonly unknown[] = []): unknown {
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  if (within.includes(value)) throw new Error('the settings refer to themselves');
  const inside = [...within, value];
  if (Array.isArray(value)) return value.map((entry) => plainCopy(entry, inside));
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  if (entries.some(([key]) => key === '__proto__')) throw new Error("'__proto__' cannot be the name of anything");
  return Object.fromEntries(entries.map(([key, inner]) => [key, plainCopy(inner, inside)]));
}

/** Anything else, a date or a map, is left as it is, for the schema to refuse. */
const isPlain = (value: object): boolean =>
  Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
