import type { ConditionSource } from './condition';
import type { Effect } from './set-domain';

/** Something that one policy allows and the other does not. */
export interface Grant {
  /** `Allow`: an Allow that the other policy lacks. `Deny`: a Deny that the other policy has, and this one lacks. */
  readonly effect: Effect;
  /** As written in the policy, without those that the other policy has as well. */
  readonly actions: Elements;
  /** None in a trust policy. */
  readonly resources: Elements | undefined;
  /** None in an identity's policy. */
  readonly principals: Elements | undefined;
  /** What goes beyond the nearest statement of the other policy; all of them if none is near. */
  readonly widened: readonly ElementName[];
  /** Conditions of the nearest statement that this one does not have, or has in a looser form. */
  readonly conditions: readonly ConditionChange[];
  /** Everything the statement itself demands: a grant without any is worse. */
  readonly statementConditions: readonly ConditionText[];
}

/** The values of an element, or, negated, of its `Not…` form. */
export interface Elements {
  readonly negated: boolean;
  readonly values: readonly string[];
}

export type ElementName = 'actions' | 'resources' | 'principals' | 'conditions';

export const ELEMENT_NAMES: readonly ElementName[] = ['actions', 'resources', 'principals', 'conditions'];

/** A condition as written. */
export type ConditionText = Pick<ConditionSource, 'operator' | 'key' | 'values'>;

export interface ConditionChange {
  /** `dropped`: nothing is demanded of the key. `widened`: less is. */
  readonly kind: 'dropped' | 'widened';
  /** Of the condition that is dropped, or of the one that is left. */
  readonly operator: string;
  readonly key: string;
  /** Those of the condition that is dropped, or those that only the looser one lets through, if it can be said. */
  readonly values: readonly string[];
}
