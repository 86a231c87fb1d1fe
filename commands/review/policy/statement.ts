import type { Conditions } from './conditions';
import type { Effect } from './dimension';
import type { Principals } from './principals';
import type { Texts } from './texts';

export interface Statement {
  readonly effect: Effect;
  readonly actions: Texts;
  /** None in a trust policy. */
  readonly resources: Texts | undefined;
  /** None in an identity's policy. */
  readonly principals: Principals | undefined;
  readonly conditions: Conditions;
  /** As it was written, on one line. */
  readonly text: string;
}
