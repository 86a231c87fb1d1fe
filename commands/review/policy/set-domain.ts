import type { Budget } from './budget';
import type { Elements } from './grant';
import type { Trilean } from './trilean';

export type Effect = 'Allow' | 'Deny';

/** An element by which a statement selects requests (actions, resources, principals): how sets of its values compare. */
export interface SetDomain<Subset> {
  /** The smallest sets that it is the union of. */
  readonly atoms: (subset: Subset) => readonly Subset[];
  /** As it stands in the policy. */
  readonly written: (subset: Subset) => Elements | undefined;
  /** Whether an atom is a subset of the union of the sets. */
  readonly isSubset: (atom: Subset, sets: readonly Subset[], effect: Effect, budget: Budget) => Trilean;
  /** Whether an atom and a set have an element in common. */
  readonly intersects: (atom: Subset, set: Subset, budget: Budget) => Trilean;
  readonly isNonEmpty: (atom: Subset, budget: Budget) => Trilean;
}

/** For an element that some policies leave out: it is then the identity, or the role, that the policy is attached to. */
export const optionalDomain = <Subset>(domain: SetDomain<Subset>): SetDomain<Subset | undefined> => ({
  atoms: (subset) => (subset === undefined ? [undefined] : domain.atoms(subset)),
  written: (subset) => subset && domain.written(subset),
  isSubset: (atom, sets, effect, budget) => {
    if (atom === undefined) return sets.every((set) => set === undefined) ? 'yes' : 'unknown';
    const present = sets.flatMap((set) => set ?? []);
    return present.length < sets.length ? 'unknown' : domain.isSubset(atom, present, effect, budget);
  },
  intersects: (atom, set, budget) => {
    if (atom === undefined || set === undefined) return atom === set ? 'yes' : 'unknown';
    return domain.intersects(atom, set, budget);
  },
  isNonEmpty: (atom, budget) => (atom === undefined ? 'yes' : domain.isNonEmpty(atom, budget)),
});
