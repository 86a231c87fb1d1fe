import type { Budget } from './budget';
import { type Condition, conditionOf } from './condition';
import type { ConditionChange } from './grant';
import type { Statement } from './read-policy';
import { type Conditions, implies } from './satisfiability';

/** What of the nearest statements' conditions is not demanded by these. */
export function conditionChanges(
  conditions: Conditions,
  nearest: readonly Statement[],
  budget: Budget,
): readonly ConditionChange[] {
  return (nearest[0]?.conditions ?? []).flatMap((wanted): readonly ConditionChange[] => {
    if (implies(conditions, wanted, budget) === 'yes') return [];
    const onKey = conditions.filter(({ key }) => key === wanted.key);
    const left = onKey.find(({ source }) => source.operator === wanted.source.operator) ?? onKey[0];
    if (left === undefined) {
      const { operator, key, values } = wanted.source;
      return [{ kind: 'dropped', operator, key, values }];
    }
    const alike = nearest.flatMap((one) => one.conditions.filter(({ key }) => key === wanted.key));
    const { operator, key } = left.source;
    return [{ kind: 'widened', operator, key, values: valuesLetThrough(left, wanted, alike, budget) }];
  });
}

function valuesLetThrough(left: Condition, wanted: Condition, alike: Conditions, budget: Budget): readonly string[] {
  const isPresent = conditionOf({ operator: 'Null', key: left.key, values: ['false'], variables: false });
  const withValue = ({ source }: Condition, value: string) => conditionOf({ ...source, values: [value] });
  if (!isNegated(left))
    return left.source.values.filter((value) =>
      alike.every((condition) => implies([isPresent, withValue(left, value)], condition, budget) !== 'yes'),
    );
  return isNegated(wanted)
    ? wanted.source.values.filter((value) => implies([left], withValue(wanted, value), budget) !== 'yes')
    : [];
}

const isNegated = ({ values }: Condition): boolean =>
  (values.kind === 'text' || values.kind === 'range') && values.negated;
