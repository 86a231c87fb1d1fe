import { z } from 'zod';
import { nearest, type Path, type Problem, formatValue } from './problems';
import { environmentSchema, type EnvironmentSettings } from './schema';
import { unwrapOptional, type FieldDocs, docsOf } from './schema/field-docs';

type Issue = z.core.$ZodIssue;

/** Settings reduced to what has the right shape: any field may be missing, even a required one. */
export type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: DeepPartial<T[K]> | undefined }
    : T;

/** What a check against the schema finds, and what it leaves for the invariants. */
export interface SchemaCheck {
  readonly problems: readonly Problem[];
  /** The settings without everything that has a problem, for further checks. */
  readonly valid: DeepPartial<EnvironmentSettings>;
}

/** Checks an environment's file against the schema: unknown fields, missing ones, wrong types and formats. */
export function checkSchema(input: unknown): SchemaCheck {
  const result = environmentSchema.safeParse(input, { reportInput: true });
  if (result.success) return { problems: [], valid: result.data };
  const issues = result.error.issues.flatMap(innermost);
  const valid = plainCopy(input);
  issues.forEach((issue) => makeUnknown(valid, issue.path));
  return {
    problems: issues.flatMap((issue) => problemsOf(issue, input)),
    valid: (isObject(valid) ? valid : {}) as DeepPartial<EnvironmentSettings>,
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
  const docs = docsAt(issue.path);
  const value = valueAt(input, issue.path);
  if (docs === undefined) return [{ path: issue.path, message: `${formatValue(value)}: ${issue.message}` }];
  return [{ path: issue.path, message: complaint(value, docs) }];
}

function complaint(value: unknown, docs: FieldDocs): string {
  const instead = `write ${docs.expected}, such as ${docs.example}`;
  if (value === undefined) return `is missing: ${instead}`;
  return `${docs.secret === true ? 'the value' : formatValue(value)} is not ${docs.expected}: write for example ${docs.example}`;
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

/** The documentation of the deepest schema on the path to a field that has any. */
function docsAt(path: Path): FieldDocs | undefined {
  for (let length = path.length; length >= 0; length--) {
    const docs = schemasAt(path.slice(0, length))
      .map(docsOf)
      .find((w) => w !== undefined);
    if (docs !== undefined) return docs;
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
    : current.flatMap((s) => (docsOf(s) === undefined ? alternatives(s) : [s, ...alternatives(s)]));
}

function alternatives(schema: z.ZodType): z.ZodType[] {
  const inner = unwrapOptional(schema);
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
  const field = list < 0 ? path : path.slice(0, list);
  const parent = valueAt(root, field.slice(0, -1));
  const key = field.at(-1);
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
