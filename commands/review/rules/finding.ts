import type { Change } from '../plan/change';
import type { Plan } from '../plan/plan';

/** `danger` is what may cost requests, data or security; `caution` deserves a look; a `note` is for information. */
export type Level = 'danger' | 'caution' | 'note';

export interface Finding {
  readonly level: Level;
  /** The rule's name: people script against it. */
  readonly rule: string;
  readonly address: string;
  readonly message: string;
}

/** What a rule examines. */
export interface RuleContext {
  readonly plan: Plan;
  /** All plans of the review: some rules look across stacks. */
  readonly allPlans: readonly Plan[];
}

/** One thing that a reviewer wants to know. A file has the rules that guard the same thing, each with its reason. */
export interface Rule {
  readonly name: string;
  readonly level: Level;
  find(context: RuleContext): readonly { readonly address: string; readonly message: string }[];
}

/** A rule that looks at one change at a time: a message where it finds something. */
export const eachChange = (
  name: string,
  level: Level,
  look: (change: Change, context: RuleContext) => string | undefined,
): Rule => ({
  name,
  level,
  find: (context) =>
    context.plan.changes.flatMap((change) => {
      const message = look(change, context);
      return message === undefined ? [] : [{ address: change.address, message }];
    }),
});
