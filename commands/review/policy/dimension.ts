import type { Verdict } from './verdict';

export type Effect = 'Allow' | 'Deny';

/** One of the things by which a statement chooses requests. */
export interface Dimension<Chosen> {
  /** The smallest pieces it is made of. */
  readonly parts: (chosen: Chosen) => readonly Chosen[];
  /** Whether all of the part is in one or another of the sets. */
  readonly within: (part: Chosen, sets: readonly Chosen[], effect: Effect) => Verdict;
  /** Whether the part and the set have anything in common. */
  readonly meets: (part: Chosen, set: Chosen) => Verdict;
  readonly isSomething: (part: Chosen) => Verdict;
}

/** Where a kind of policy leaves the element out: the identity, or the role, that the policy is on. */
export const optional = <Chosen>(dimension: Dimension<Chosen>): Dimension<Chosen | undefined> => ({
  parts: (chosen) => (chosen === undefined ? [undefined] : dimension.parts(chosen)),
  within: (part, sets, effect) => {
    if (part === undefined) return sets.every((set) => set === undefined) ? 'yes' : 'unknown';
    const given = sets.flatMap((set) => set ?? []);
    return given.length < sets.length ? 'unknown' : dimension.within(part, given, effect);
  },
  meets: (part, set) => {
    if (part === undefined || set === undefined) return part === set ? 'yes' : 'unknown';
    return dimension.meets(part, set);
  },
  isSomething: (part) => (part === undefined ? 'yes' : dimension.isSomething(part)),
});
