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
    // Conditions come last: a condition that is dropped tells more than a resource that had none.
    const byAtoms = others.map((_, number) => ({
      number,
      widened: atoms.map((atom) => atom.isSubset([number]) !== 'yes'),
    }));
    const byAll = least(byAtoms, ({ widened: all }) => all.filter(Boolean).length).map(({ number, widened: all }) => ({
      number,
      widened: [...all, conditionCoverage.isSubset(number) !== 'yes'],
    }));
    const best = least(byAll, ({ widened: all }) => rankOf(all));
    const [{ widened } = { widened: [] }] = best;
    const nearest = best.map(({ number }) => number);
    const isNear = best.length > 0 && atoms.some(({ written }, i) => written !== undefined && !widened[i]);
    const key = isNear ? `${widened.join()} ${nearest.join()}` : 'none';
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

function least<Value>(values: readonly Value[], measure: (value: Value) => number): readonly Value[] {
  const measures = values.map(measure);
  const smallest = Math.min(...measures);
  return values.filter((_, i) => measures[i] === smallest);
}

/** Fewer differences first; among as many, those in conditions, then principals, resources, actions. */
const rankOf = (widened: readonly boolean[]): number =>
  widened.filter(Boolean).length * 16 + widened.reduce((sum, isWidened, i) => sum + (isWidened ? 8 >> i : 0), 0);
