import type { Piece } from './atoms';
import type { Budget } from './budget';
import { conditionChanges } from './condition-changes';
import type { ConditionCoverage } from './condition-coverage';
import { ELEMENT_NAMES, type Grant } from './grant';
import type { Statement } from './read-policy';

/** How something that is not covered goes beyond the nearest of the other statements. */
export type GrantDifference = Pick<Grant, 'effect' | 'widened' | 'conditions' | 'statementConditions'>;

/** How pieces of a statement go beyond the others. The same object stands for the same difference. */
export function differencesOf(
  { effect, conditions }: Statement,
  others: readonly Statement[],
  conditionCoverage: ConditionCoverage,
  budget: Budget,
): (piece: Piece) => GrantDifference {
  const statementConditions = conditions.map(({ source: { operator, key, values } }) => ({ operator, key, values }));
  const known = new Map<string, GrantDifference>();
  return ({ action, resource, principal }) => {
    const atoms = [action, resource, principal];
    // What is widened, from the best: what is missing is more telling of a condition than of a resource.
    const widenedFrom = others.map((_, number) => [
      ...atoms.map((atom) => atom.isSubset([number]) !== 'yes'),
      conditionCoverage.isSubset[number] !== 'yes',
    ]);
    const ranks = widenedFrom.map((widened) => rankOf(widened));
    const best = Math.min(...ranks);
    const nearest = ranks.flatMap((rank, number) => (rank === best ? [number] : []));
    const widened = widenedFrom[nearest[0] ?? -1];
    const isNear = widened && atoms.some(({ written }, i) => written !== undefined && !widened[i]);
    const key = isNear ? `${best} ${nearest.join()}` : 'none';
    const difference = known.get(key) ?? {
      effect,
      widened: isNear ? ELEMENT_NAMES.filter((_, i) => widened[i]) : ELEMENT_NAMES,
      conditions: isNear
        ? conditionChanges(
            conditions,
            nearest.flatMap((number) => others[number] ?? []),
            budget,
          )
        : [],
      statementConditions,
    };
    known.set(key, difference);
    return difference;
  };
}

/** Fewer differences first; among as many, those in conditions, then principals, resources, actions. */
const rankOf = (widened: readonly boolean[]): number =>
  widened.filter(Boolean).length * 16 + widened.reduce((sum, isWidened, i) => sum + (isWidened ? 8 >> i : 0), 0);
