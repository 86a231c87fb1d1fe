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
