import type { GrantDifference } from './difference';
import type { Elements, Grant } from './grant';

/** One action on one resource by one principal that is not covered, and how. */
export interface UncoveredPiece {
  readonly actions: Elements;
  readonly resources: Elements | undefined;
  readonly principals: Elements | undefined;
  readonly difference: GrantDifference;
}

const SIDES = ['actions', 'resources', 'principals'] as const;

/** As few grants as the pieces make: those that differ in one element only are one. */
export function mergeGrants(pieces: readonly UncoveredPiece[]): readonly Grant[] {
  const keys = new Map<unknown, string>();
  const keyOf = (value: unknown): string => {
    const key = keys.get(value) ?? JSON.stringify(value) ?? '';
    keys.set(value, key);
    return key;
  };
  const merged = SIDES.reduce<readonly UncoveredPiece[]>((all, side) => {
    const groups = new Map<string, UncoveredPiece[]>();
    for (const piece of all) {
      const key = [
        keyOf(piece.difference),
        ...SIDES.map((one) => (one === side && piece[one]?.negated === false ? '' : keyOf(piece[one]))),
      ].join('\n');
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [piece]);
      else group.push(piece);
    }
    return [...groups.values()].flatMap((group) => joined(group, side));
  }, pieces);
  return merged.map(({ difference, ...elements }) => ({ ...elements, ...difference }));
}

function joined(group: readonly UncoveredPiece[], side: (typeof SIDES)[number]): readonly UncoveredPiece[] {
  const [first] = group;
  if (first === undefined || group.length === 1 || first[side] === undefined) return group.slice(0, 1);
  const values = [...new Set(group.flatMap((piece) => piece[side]?.values ?? []))];
  return [{ ...first, [side]: { negated: first[side].negated, values } }];
}
