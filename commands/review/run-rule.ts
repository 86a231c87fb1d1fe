import { applyRules } from './rules';
import type { Finding, Rule, RuleContext } from './rules/finding';

/**
 * What a rule finds.
 *
 * @throws Error where the rule fails, with its name and the place in it: what it says of a value may be a secret
 */
export function runRule(rule: Rule, context: RuleContext): Finding[] {
  try {
    return applyRules(context, [rule]);
  } catch (error) {
    const { name, stack = '' } = error instanceof Error ? error : new Error();
    const place = /^\s+at .+:\d+:\d+\)?$/m.exec(stack)?.[0].trim() ?? '';
    throw new Error(
      `The rule '${rule.name}' cannot read the plan of ${context.plan.name} (${`${name} ${place}`.trim()}): the plan is damaged, or the rule is wrong`,
    );
  }
}
