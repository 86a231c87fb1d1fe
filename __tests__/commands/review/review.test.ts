import { parsePlan } from '../../../commands/review/plan/parse';
import { reviewJson } from '../../../commands/review/command-line';
import { reviewMarkdown } from '../../../commands/review/report/markdown';
import { reviewPlans } from '../../../commands/review/review';
import { fixture, fixtureNames, fixtureText } from './fixtures';

test('the healthy swap: quiet, with what forces each replacement', () => {
  const review = reviewPlans([fixture('endpoint-swap')]);
  expect(review.verdict).toBe('changes');
  const text = reviewMarkdown(review);
  expect(text).toMatch(/^## ✅ No danger found in 8 changes of `endpoint-swap`\n/);
  expect(text).not.toContain('What deserves attention');
  expect(text).toContain(
    '- 🔁 `endpoint-swap`: the endpoint moves to a new configuration; the old one is deleted afterwards.',
  );
  expect(text).toContain('4 × ml.m5.large, both fleets during the update.');
  expect(text).toContain('♻️ replace `aws_sagemaker_model.model_model` (the new one first)');
});

test.each(['endpoint-errored', 'endpoint-targeted', 'opentofu-targeted'])(
  '%s is never safe, and never without changes',
  (name) => {
    const review = reviewPlans([fixture(name)]);
    expect(['danger', 'cannot be judged']).toContain(review.verdict);
    expect(reviewMarkdown(review)).not.toMatch(/✅|No changes/);
    expect(reviewMarkdown(review)).toContain('❓');
  },
);

test('OpenTofu tells neither whether a plan is complete nor whether it can be applied: it is judged the same', () => {
  for (const name of fixtureNames()) {
    const text = fixtureText(name).replaceAll('registry.terraform.io/', 'registry.opentofu.org/');
    const plan = { ...(JSON.parse(text) as object), complete: undefined, applyable: undefined };
    const review = reviewPlans([parsePlan(name, JSON.stringify(plan))]);
    expect(reviewJson(review)).toBe(reviewJson(reviewPlans([fixture(name)])));
  }
});

test('the same change, planned by OpenTofu', () => {
  const text = fixtureText('opentofu-swap');
  expect(text).toContain('"provider_name":"registry.opentofu.org/hashicorp/aws"');
  expect(JSON.parse(text)).not.toHaveProperty('complete');
  const stack = (name: string) => reviewPlans([fixture(name, 'test-churn')]).stacks[0];
  expect(stack('opentofu-swap')).toMatchObject({
    verdict: 'changes',
    findings: [],
    counts: stack('endpoint-swap')?.counts,
  });
});

test('moved, forgotten, imported', () => {
  const counts = (name: string) => reviewPlans([fixture(name)]).stacks[0]?.counts;
  expect(counts('endpoint-moved')).toMatchObject({ move: 1, delete: 0, create: 0 });
  expect(counts('endpoint-forgotten')).toMatchObject({ forget: 1, delete: 0 });
  expect(counts('endpoint-imported')).toMatchObject({ import: 1, update: 1 });
});

test('a network that changes makes the plans beside it provisional', () => {
  const named = (network: string) =>
    reviewPlans([fixture(network, 'test-network'), fixture('endpoint-swap', 'test-churn')]);
  expect(named('network-zone-added').stacks.map(({ provisional }) => provisional)).toEqual([false, true]);
  expect(reviewMarkdown(named('network-zone-added'))).toContain('*provisional*: planned again after the network');
  expect(reviewPlans([fixture('endpoint-swap', 'test-churn')]).stacks[0]?.provisional).toBe(false);
});

test('thousands of resources are reviewed in time: no resource has all the others looked at', () => {
  const COUNT = 2_000;
  const text = JSON.parse(fixtureText('endpoint-swap')) as { resource_changes: object[] };
  const [...changes] = text.resource_changes;
  text.resource_changes = Array.from({ length: COUNT }, (_, i) => ({
    ...changes[i % changes.length],
    address: `aws_x.y[${i}]`,
  }));
  const plan = parsePlan('x', JSON.stringify(text));
  let looks = 0;
  const counted = plan.changes.map((change) => ({
    ...change,
    get type() {
      looks++;
      return change.type;
    },
  }));
  reviewMarkdown(reviewPlans([{ ...plan, changes: counted }]));
  expect(looks).toBeLessThan(COUNT ** 2);
});
