/**
 * JSON with the keys of every object in order: equal texts for equal values, in whatever order they were written.
 *
 * @param omittedKey - left out of every object
 */
export const canonicalJson = (value: unknown, omittedKey?: string): string =>
  JSON.stringify(value, (key, inner: unknown) => {
    if (key === omittedKey) return undefined;
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
