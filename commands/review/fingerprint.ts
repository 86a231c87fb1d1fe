import { createHash } from 'node:crypto';
import type { Change } from './plan/change';
import type { Plan } from './plan/plan';

/** What differs from plan to plan without meaning anything: the next plan of the same change has other times and orders. */
const meaning = ({
  address,
  type,
  deposed,
  kind,
  createsFirst,
  before,
  after,
  afterUnknown,
  replacePaths,
  previousAddress,
}: Change) => ({
  address,
  type,
  // Its key is made up anew; that there is one matters.
  deposed: deposed !== undefined,
  kind,
  createsFirst,
  before,
  after,
  afterUnknown,
  replacePaths,
  previousAddress,
});

/** A SHA-256 of what a plan would do: the same for two plans that would do the same, however they are written. */
export function fingerprint({ changes, outputs, errored, limits }: Plan): string {
  const all = changes
    .filter(({ kind }) => kind !== 'no-op')
    .map((change) => sorted(meaning(change)))
    .map((one) => JSON.stringify(one))
    .toSorted();
  return createHash('sha256')
    .update(JSON.stringify({ all, outputs: outputs.toSorted(), errored, limits }))
    .digest('hex');
}

/** With the keys of every object in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
