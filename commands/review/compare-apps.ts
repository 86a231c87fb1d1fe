import type { SynthesizedApp } from './synthesized-app';
import { synthesizedPlan } from './plan/synthesized-plan';
import { type Review, reviewPlans } from './review';
import type { ReviewOptions } from './rule-contexts';

/** Compares two synthesized folders, by the same rules as plans. */
export function compareApps(
  base: SynthesizedApp,
  head: SynthesizedApp,
  options: Pick<ReviewOptions, 'accepted' | 'today' | 'ownRules'> = {},
): Review {
  const names = [...new Set([...base.names, ...head.names])].toSorted();
  const plans = names.map((name) => synthesizedPlan(name, base.stack(name), head.stack(name)));
  return reviewPlans(plans, { ...options, base, head });
}
