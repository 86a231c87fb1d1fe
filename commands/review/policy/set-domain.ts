import type { Trilean } from './trilean';

export type Effect = 'Allow' | 'Deny';

/** An element by which a statement selects requests (actions, resources, principals): how sets of its values compare. */
export interface SetDomain<Subset> {
  /** The smallest sets that it is the union of. */
  readonly atoms: (subset: Subset) => readonly Subset[];
  /** Whether an atom is a subset of the union of the sets. */
  readonly isSubset: (atom: Subset, sets: readonly Subset[], effect: Effect) => Trilean;
  /** Whether an atom and a set have an element in common. */
  readonly intersects: (atom: Subset, set: Subset) => Trilean;
  readonly isNonEmpty: (atom: Subset) => Trilean;
}

/** For an element that some policies leave out: it is then the identity, or the role, that the policy is attached to. */
export const optionalDomain = <Subset>(domain: SetDomain<Subset>): SetDomain<Subset | undefined> => ({
  atoms: (subset) => (subset === undefined ? [undefined] : domain.atoms(subset)),
  isSubset: (atom, sets, effect) => {
    if (atom === undefined) return sets.every((set) => set === undefined) ? 'yes' : 'unknown';
    const present = sets.flatMap((set) => set ?? []);
    return present.length < sets.length ? 'unknown' : domain.isSubset(atom, present, effect);
  },
  intersects: (atom, set) => {
    if (atom === undefined || set === undefined) return atom === set ? 'yes' : 'unknown';
    return domain.intersects(atom, set);
  },
  isNonEmpty: (atom) => (atom === undefined ? 'yes' : domain.isNonEmpty(atom)),
});
