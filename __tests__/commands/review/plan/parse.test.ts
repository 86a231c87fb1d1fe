import { parsePlan } from '../../../../commands/review/plan/parse';
import { reviewMarkdown } from '../../../../commands/review/report/markdown';
import { reviewPlans } from '../../../../commands/review/review';
import { InvalidPlanError } from '../../../../commands/shared/terraform-files/read-plan-json';
import { fixtureText } from '../fixtures';

interface DestroyPlan {
  readonly resource_changes: readonly { readonly address: string }[];
  readonly prior_state: {
    readonly values: { readonly root_module: { readonly resources: readonly { readonly address: string }[] } };
  };
}

test('a stack of which only a part is there is destroyed as a whole', () => {
  const plan = JSON.parse(fixtureText('endpoint-destroyed')) as DestroyPlan;
  const [gone, ...resource_changes] = plan.resource_changes;
  const resources = plan.prior_state.values.root_module.resources.filter(({ address }) => address !== gone?.address);
  const part = {
    ...plan,
    resource_changes,
    prior_state: { values: { root_module: { resources } } },
    complete: undefined,
  };
  expect(parsePlan('test-churn', JSON.stringify(part)).limits).toEqual([]);
  const targeted = { ...plan, resource_changes, complete: undefined };
  expect(parsePlan('test-churn', JSON.stringify(targeted)).limits).toMatchObject([{ rule: 'plan-incomplete' }]);
});

test('a redacted plan of HCP Terraform is taken, and what it lacks is said', () => {
  const { resource_changes, output_changes } = JSON.parse(fixtureText('network-zone-removed')) as Record<
    string,
    unknown
  >;
  const plan = parsePlan('n', JSON.stringify({ plan_format_version: '1.2', resource_changes, output_changes }));
  const review = reviewPlans([plan]);
  expect(review.verdict).toBe('danger');
  expect(reviewMarkdown(review)).toContain('HCP Terraform gives a redacted plan');
  const quiet = JSON.parse(fixtureText('endpoint-swap')) as Record<string, unknown>;
  const swap = parsePlan('n', JSON.stringify({ plan_format_version: '1.2', resource_changes: quiet.resource_changes }));
  expect(reviewPlans([swap]).verdict).toBe('changes');
});

test.each([
  ['not JSON', 'it is no JSON'],
  ['[]', 'it is JSON, but no plan'],
  ['{"format_version":"1.0"}', 'it is JSON, but no plan'],
  ['{"format_version":"2.0","resource_changes":[]}', 'it is a plan of format 2.0, and 1 is what can be read'],
  [
    '{"format_version":"1.0","resource_changes":[{"address":"a.b","type":"a"}]}',
    'it is damaged: resource_changes.0.change (a.b) is not what a plan has there',
  ],
])('%s is no plan', (text, expected) => {
  expect(() => parsePlan('x', text)).toThrow(InvalidPlanError);
  expect(() => parsePlan('x', text)).toThrow(expected);
});
