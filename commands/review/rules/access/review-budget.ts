import type { Plan } from '../../plan/plan';
import { Budget } from '../../policy/budget';
import { remembered } from '../../plan/remembered';

const BUDGETS = new WeakMap<readonly Plan[], Budget>();

/** What a review may spend on comparing policies, all of its plans together. */
export function reviewBudget(allPlans: readonly Plan[]): Budget {
  return remembered(BUDGETS, allPlans, () => new Budget());
}
