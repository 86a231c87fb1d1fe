import { parsePlan } from '../../../../commands/review/plan/parse';
import { reviewMarkdown } from '../../../../commands/review/report/markdown';
import { reviewPlans } from '../../../../commands/review/review';
import { InvalidPlanError } from '../../../../commands/shared/terraform-files/read-plan-json';
import { fixtureText } from '../fixtures';

test('a stack of which only a part is there is destroyed as a whole', () => {
  const plan = JSON.parse(fixtureText('endpoint-destroyed')) as { resource_changes: unknown[] };
  const part = { ...plan, resource_changes: plan.resource_changes.slice(1), complete: undefined };
  expect(parsePlan('test-churn', JSON.stringify(part)).limits).toEqual([]);
});

test('a redacted plan of HCP Terraform is taken, and what it lacks is said', () => {
  const { resource_changes, output_changes } = JSON.parse(fixtureText('network-zone-removed')) as Record<
    string,
    unknown
  >;
  const plan = parsePlan('n', JSON.stringify({ plan_format_version: '1.2', resource_changes, output_changes }));
  const review = reviewPlans([plan]);
  expect(review.verdict).toBe('danger');
  expect(reviewMarkdown(review)).toContain('it is redacted');
  const quiet = JSON.parse(fixtureText('endpoint-swap')) as Record<string, unknown>;
  const swap = parsePlan('n', JSON.stringify({ plan_format_version: '1.2', resource_changes: quiet.resource_changes }));
  expect(reviewPlans([swap]).verdict).toBe('cannot be judged');
});

test.each([
  ['not JSON', 'it is no JSON'],
  ['[]', 'it is JSON, but no plan'],
  ['{"format_version":"1.0"}', 'it is JSON, but no plan'],
  ['{"format_version":"2.0","resource_changes":[]}', 'it is a plan of format 2.0, and 1 is what can be read'],
  ['{"format_version":"1.0","resource_changes":[{"address":"a.b","type":"a"}]}', 'lacks its address, type or actions'],
])('%s is no plan', (text, expected) => {
  expect(() => parsePlan('x', text)).toThrow(InvalidPlanError);
  expect(() => parsePlan('x', text)).toThrow(expected);
});
