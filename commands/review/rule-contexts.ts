import type { AcceptedFinding } from './accepted-findings';
import type { Plan } from './plan/plan';
import { synthesizedPlan } from './plan/synthesized-plan';
import type { Rule, RuleContext } from './rules/finding';
import type { SynthesizedApp } from './synthesized-app';

export interface ReviewOptions {
  /**
   * The synthesized folder with the change in it: construct paths, zones, what is protected.
   *
   * @default - none of it is shown
   */
  readonly head?: SynthesizedApp | undefined;
  /**
   * The synthesized folder without the change. Needs `head`. Adds what plans do not have: a backend, a provider or a
   * protection that changes, a state that is lost, and the stacks that have no plan.
   *
   * @default - plans are judged alone
   */
  readonly base?: SynthesizedApp | undefined;
  /**
   * Findings that the repository accepts.
   *
   * @default - none
   */
  readonly accepted?: readonly AcceptedFinding[] | undefined;
  /**
   * The day it is, for what is accepted until a day.
   *
   * @default - today, in UTC
   */
  readonly today?: string | undefined;
  /**
   * A team's own rules, after the rules here.
   *
   * @default - none
   */
  readonly ownRules?: readonly Rule[] | undefined;
  /**
   * What IAM Access Analyzer says of policies that cannot be compared.
   *
   * @default - it is not asked
   */
  readonly analyzed?: RuleContext['analyzed'];
}

/** What the rules examine: each plan, and the stacks without one that change. */
export function ruleContexts(plans: readonly Plan[], options: ReviewOptions): RuleContext[] {
  const { base, head, analyzed } = options;
  const allPlans = [...plans, ...plansOfOthers(plans, options)];
  return allPlans.map((plan) => ({
    plan,
    allPlans,
    base: base?.stack(plan.name),
    head: head?.stack(plan.name),
    analyzed,
  }));
}

/** The stacks that change and have no plan: as far as the synthesized Terraform shows. */
function plansOfOthers(plans: readonly Plan[], { base, head }: ReviewOptions): Plan[] {
  if (base === undefined || head === undefined) return [];
  const planned = new Set(plans.map(({ name }) => name));
  return [...new Set([...base.names, ...head.names])]
    .filter((name) => !planned.has(name) && head.differs(base, name))
    .toSorted()
    .map((name) => synthesizedPlan(name, base.stack(name), head.stack(name)));
}
