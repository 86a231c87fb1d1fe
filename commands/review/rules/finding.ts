import type { StackFile } from '../../shared/terraform-files/stack-file';
import type { AccessAnalyzerAnswer } from '../access-analyzer';
import type { Change } from '../plan/change';
import type { Plan } from '../plan/plan';

/** `danger` is what may cost requests, data or security; `caution` deserves a look; a `note` is for information. */
export type Level = 'danger' | 'caution' | 'note';

/** What a rule found. */
export interface Found {
  readonly address: string;
  /** One sentence that says what happens. What is sensitive must not be in it. */
  readonly message: string;
  /** What brings several findings about, as a heading: `Zone eu-west-1c is removed`. They are shown together. */
  readonly cause?: string | undefined;
}

export interface Finding extends Found {
  readonly level: Level;
  /** The rule's name: people script against it. */
  readonly rule: string;
  /** What to do about it. */
  readonly advice: string;
  /** Where the repository's file of accepted findings has it: it does not count as found any more. */
  readonly accepted?: { readonly reason: string; readonly until: string } | undefined;
}

/** What a rule examines. */
export interface RuleContext {
  readonly plan: Plan;
  /** All plans of the review: some rules look across stacks. */
  readonly allPlans: readonly Plan[];
  /** The stack as it was synthesized before and after the change, where that is known. */
  readonly base?: StackFile | undefined;
  readonly head?: StackFile | undefined;
  /** What IAM Access Analyzer says of policies that could not be compared, where it was asked. */
  readonly analyzed?: ReadonlyMap<string, AccessAnalyzerAnswer> | undefined;
}

/** What is known of a rule without running it. */
export interface RuleInfo {
  readonly name: string;
  readonly level: Level;
  /** The types of resources that it knows; `any` where it asks the same of every resource. */
  readonly types: readonly string[] | 'any';
  /** What to do about what it finds: one sentence. */
  readonly advice: string;
}

/** One thing that a reviewer wants to know. A file has the rules that guard the same thing, each with its reason. */
export interface Rule extends RuleInfo {
  find(context: RuleContext): readonly Found[];
}

/** A rule that looks at one change at a time: a message, or more, where it finds something. */
export const eachChange = (
  info: RuleInfo,
  look: (change: Change, context: RuleContext) => string | Omit<Found, 'address'> | undefined,
): Rule => ({
  ...info,
  find: (context) =>
    context.plan.changes.flatMap((change) => {
      if (info.types !== 'any' && !info.types.includes(change.type)) return [];
      const found = look(change, context);
      if (found === undefined) return [];
      return [{ address: change.address, ...(typeof found === 'string' ? { message: found } : found) }];
    }),
});
