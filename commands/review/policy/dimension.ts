import type { Trilean } from './trilean';

export type Effect = 'Allow' | 'Deny';

/** One of the elements by which a statement selects requests: a kind of set, and how such sets compare. */
export interface Dimension<Chosen> {
  /** The smallest sets it is the union of. */
  readonly atoms: (chosen: Chosen) => readonly Chosen[];
  /** Whether an atom is a subset of the union of the sets. */
  readonly isSubset: (atom: Chosen, sets: readonly Chosen[], effect: Effect) => Trilean;
  /** Whether an atom and a set have an element in common. */
  readonly intersects: (atom: Chosen, set: Chosen) => Trilean;
  readonly isNonEmpty: (atom: Chosen) => Trilean;
}

/** Where a kind of policy leaves the element out: the identity, or the role, that the policy is on. */
export const optional = <Chosen>(dimension: Dimension<Chosen>): Dimension<Chosen | undefined> => ({
  atoms: (chosen) => (chosen === undefined ? [undefined] : dimension.atoms(chosen)),
  isSubset: (atom, sets, effect) => {
    if (atom === undefined) return sets.every((set) => set === undefined) ? 'yes' : 'unknown';
    const present = sets.flatMap((set) => set ?? []);
    return present.length < sets.length ? 'unknown' : dimension.isSubset(atom, present, effect);
  },
  intersects: (atom, set) => {
    if (atom === undefined || set === undefined) return atom === set ? 'yes' : 'unknown';
    return dimension.intersects(atom, set);
  },
  isNonEmpty: (atom) => (atom === undefined ? 'yes' : dimension.isNonEmpty(atom)),
});
