import { NoPlanError, parsePlan } from '../../../commands/review/plan/parse';
import { fingerprint } from '../../../commands/review/fingerprint';
import { reviewJson } from '../../../commands/review/command-line';
import { LONGEST_COMMENT, reviewMarkdown } from '../../../commands/review/report/markdown';
import { reviewPlans } from '../../../commands/review/review';
import { fixture, fixtureNames, fixtureText } from './fixtures';

const comment = (...names: string[]): string => reviewMarkdown(reviewPlans(names.map((name) => fixture(name))));

test('the healthy swap: quiet, with what forces each replacement', () => {
  const review = reviewPlans([fixture('endpoint-swap')]);
  expect(review.verdict).toBe('changes');
  const text = reviewMarkdown(review);
  expect(text).toMatch(/^## ✅ Changes, and none of them found dangerous\n/);
  expect(text).not.toContain('What deserves attention');
  expect(text).toContain('♻️ replace `aws_sagemaker_model.model_model` (the new one first)');
});

test('dangers first, then counts, then deletions and replacements before all else; what is unchanged on one line', () => {
  const text = comment('network-zone-removed', 'endpoint-nothing', 'endpoint-instance-type');
  const at = (part: string) => {
    expect(text).toContain(part);
    return text.indexOf(part);
  };
  const order = [
    '## 🛑 2 dangers, 2 cautions',
    '🛑 `network-zone-removed` `aws_subnet.network_subnet-eu-west-1c`',
    '⚠️ `endpoint-instance-type`',
    '| stack | create | update | *replace* | destroy | import | move | forget | |',
    '- 🗑️ destroy `aws_subnet.network_subnet-eu-west-1c`',
    '- ✏️ update `aws_vpc_endpoint.private-link_endpoint`',
    '<details><summary>No changes in 1 stack</summary>',
  ].map(at);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
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

test('a stack of which only a part is there is destroyed as a whole', () => {
  const plan = JSON.parse(fixtureText('endpoint-destroyed')) as { resource_changes: unknown[] };
  const part = { ...plan, resource_changes: plan.resource_changes.slice(1), complete: undefined };
  expect(parsePlan('test-churn', JSON.stringify(part)).limits).toEqual([]);
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

test('what is sensitive shows nowhere', () => {
  const text = comment('endpoint-sensitive');
  expect(text).toContain('→ (sensitive)');
  expect(`${text}${reviewJson(reviewPlans([fixture('endpoint-sensitive')]))}`).not.toContain('hunter2');
});

test('not even where a finding would quote it', () => {
  const plan = fixture('endpoint-instance-type');
  const changes = plan.changes.map((change) =>
    change.type === 'aws_sagemaker_endpoint_configuration'
      ? { ...change, afterSensitive: { production_variants: true } }
      : change,
  );
  const review = reviewPlans([{ ...plan, changes }]);
  expect(review.stacks[0]?.findings[0]?.message).toBe('The instance type changes from ml.m5.large to (sensitive).');
  expect(reviewMarkdown(review)).not.toContain('ml.c5.xlarge');
});

test('untrusted text does not break out', () => {
  const text = comment('endpoint-hostile');
  const plan = fixture('endpoint-alarm-away');
  const alarm =
    '`</details><img src=x> @octocat #1 GH-2 [x](https://evil.example) **bold** | \n# Head \u202e\u200b\ud800';
  const changes = plan.changes.map((change) =>
    change.kind === 'delete'
      ? {
          ...change,
          address: `aws_cloudwatch_metric_alarm.x["${alarm}"]`,
          before: { ...change.before, alarm_name: alarm },
        }
      : change,
  );
  const hostile = reviewMarkdown(reviewPlans([{ ...plan, name: '</summary><b>`x|', changes }]));
  for (const markdown of [text, hostile]) {
    const outside = markdown.replaceAll(/`[^`\n]*`/g, ''); // what is code is shown as it stands
    expect(outside).not.toMatch(/@octocat|#1\b|<img|\]\(https:|\*\*bold|[\u202e\u200b\ud800]/);
    expect(outside).not.toMatch(/^# Head/m);
    expect(markdown.match(/<details/g)).toHaveLength(1);
    expect(outside.match(/<\/details>/g)).toHaveLength(1);
    expect(markdown.split('\n').every((line) => (line.match(/`/g) ?? []).length % 2 === 0)).toBe(true);
  }
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
  expect(() => parsePlan('x', text)).toThrow(NoPlanError);
  expect(() => parsePlan('x', text)).toThrow(expected);
});

/** A plan with so many resources of every kind. */
function large(count: number) {
  const plan = fixture('endpoint-swap');
  const [one] = plan.changes.filter(({ kind }) => kind === 'replace');
  const changes = Array.from({ length: count }, (_, i) => ({
    ...(one as NonNullable<typeof one>),
    address: `aws_cloudwatch_metric_alarm.a-rather-long-name-of-a-resource-${i}`,
    type: 'aws_cloudwatch_metric_alarm',
    kind: i % 2 === 0 ? ('delete' as const) : ('update' as const),
  }));
  return { ...plan, changes };
}

test('a comment fits, whatever the plan: changes are shortened first, findings last, and it is said', () => {
  const some = reviewMarkdown(reviewPlans([large(300)]));
  expect(some.length).toBeLessThan(LONGEST_COMMENT);
  expect(some).toContain('Shortened to fit a comment');
  expect(some.match(/alarm-removed/g)).toHaveLength(150);
  const many = reviewMarkdown(reviewPlans([large(5_000)]));
  expect(many.length).toBeLessThan(LONGEST_COMMENT);
  expect(many).toContain('more: --json has all of them');
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

test('a fingerprint is of the meaning: the same for the same change planned again, another for another', () => {
  const fingerprintOf = (name: string, change: (plan: Record<string, unknown>) => void = () => undefined) => {
    const plan = JSON.parse(fixtureText(name)) as Record<string, unknown>;
    change(plan);
    return fingerprint(parsePlan('x', JSON.stringify(plan)));
  };
  const swap = fingerprintOf('endpoint-swap');
  expect(swap).toMatch(/^[0-9a-f]{64}$/);
  expect(
    fingerprintOf('endpoint-swap', (plan) => {
      plan.timestamp = 'another';
      plan.terraform_version = '1.99.0';
      plan.resource_changes = (plan.resource_changes as object[])
        .toReversed()
        .map((one) => Object.fromEntries(Object.entries(one).toReversed()));
    }),
  ).toBe(swap);
  expect(fingerprintOf('endpoint-instance-type')).not.toBe(swap);
  expect(fingerprintOf('endpoint-again')).not.toBe(swap);
});
