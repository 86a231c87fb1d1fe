import { z } from 'zod';
import { nearest, type Path, type Problem, shown } from './problems';
import { environmentSchema, type EnvironmentSettings } from './schema';
import { bare, type Words, wordsOf } from './schema/words';

type Issue = z.core.$ZodIssue;

/** Settings reduced to what has the right shape: any field may be missing, even a required one. */
export type Partly<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Partly<T[K]> | undefined }
    : T;

export interface Shape {
  readonly problems: readonly Problem[];
  /** The settings without everything that has a problem, for further checks. */
  readonly sound: Partly<EnvironmentSettings>;
}

/** Checks an environment's file against the schema: unknown fields, missing ones, wrong types and formats. */
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

/** For a failed union, the issues of the alternative that was meant: the one of the value's own type. */
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

/** The words of the deepest schema on the path to a field that has any. */
function wordsAt(path: Path): Words | undefined {
  for (let length = path.length; length >= 0; length--) {
    const words = schemasAt(path.slice(0, length))
      .map(wordsOf)
      .find((w) => w !== undefined);
    if (words !== undefined) return words;
  }
  return undefined;
}

/** The schemas that apply at a path: more than one if there are alternatives along it. */
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
 * Sets a field to undefined; a list with a bad entry as a whole, because problems name positions in it. The key stays:
 * the field is present, and its value is reported already.
 */
function makeUnknown(root: unknown, path: Path): void {
  const list = path.findIndex((part) => typeof part === 'number');
  const whole = list < 0 ? path : path.slice(0, list);
  const parent = valueAt(root, whole.slice(0, -1));
  const key = whole.at(-1);
  if (isObject(parent) && key !== undefined) parent[key] = undefined;
}

/**
 * Copies settings as plain data, without fields that are undefined.
 *
 * @throws Error if they refer to themselves, or a getter throws
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

/** Anything else, such as a date or a map, is kept as it is for the schema to refuse. */
const isPlain = (value: object): boolean =>
  Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
