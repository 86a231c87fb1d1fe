import type { Plan } from '../../plan/plan';
import { Budget } from '../../policy/budget';

const BUDGETS = new WeakMap<readonly Plan[], Budget>();

/** What a review may spend on comparing policies, all of its plans together. */
export function reviewBudget(allPlans: readonly Plan[]): Budget {
  const budget = BUDGETS.get(allPlans) ?? new Budget();
  BUDGETS.set(allPlans, budget);
  return budget;
}
