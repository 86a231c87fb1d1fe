import { reviewJson } from '../../../../commands/review/command-line';
import { parsePlan } from '../../../../commands/review/plan/parse';
import { MAX_COMMENT_LENGTH, reviewMarkdown } from '../../../../commands/review/report/markdown';
import { reviewPlans } from '../../../../commands/review/review';
import { fixture, fixtureText } from '../fixtures';

const comment = (...names: string[]): string => reviewMarkdown(reviewPlans(names.map((name) => fixture(name))));

test('dangers first, then counts, then deletions and replacements before all else; what is unchanged on one line', () => {
  const text = comment('network-zone-removed', 'endpoint-nothing', 'endpoint-instance-type');
  const at = (part: string) => {
    expect(text).toContain(part);
    return text.indexOf(part);
  };
  const order = [
    '## 🛑 2 dangers in `network-zone-removed`; 2 cautions in `network-zone-removed`, `endpoint-instance-type`',
    '🛑 **Zone eu-west-1c is removed.**',
    '`network-zone-removed` `aws_subnet.network_subnet-eu-west-1c`',
    '⚠️ `endpoint-instance-type`',
    '| stack | create | update | *replace* | destroy | |',
    '- 🗑️ destroy `aws_subnet.network_subnet-eu-west-1c`',
    '- ✏️ update `aws_vpc_endpoint.private-link_endpoint`',
    '<details><summary>No changes in 1 stack</summary>',
  ].map(at);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});

test('what is sensitive shows nowhere', () => {
  const text = comment('endpoint-sensitive');
  expect(text).toContain('`alarm_description` (sensitive) changes');
  expect(`${text}${reviewJson(reviewPlans([fixture('endpoint-sensitive')]))}`).not.toContain('hunter2');
});

test('not even where a finding would quote it', () => {
  const plan = JSON.parse(fixtureText('endpoint-instance-type')) as {
    resource_changes: { type: string; change: object }[];
  };
  for (const { type, change } of plan.resource_changes)
    if (type === 'aws_sagemaker_endpoint_configuration')
      Object.assign(change, { after_sensitive: { production_variants: true } });
  const review = reviewPlans([parsePlan('e', JSON.stringify(plan))]);
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
  expect(some.length).toBeLessThan(MAX_COMMENT_LENGTH);
  expect(some).toContain('Shortened to fit a comment');
  expect(some).toContain('and 149 more like it: ');
  const many = reviewMarkdown(reviewPlans([large(5_000)]));
  expect(many.length).toBeLessThan(MAX_COMMENT_LENGTH);
  expect(many).toContain('more: --json has all of them');
});

test.each([
  ['release-next-artifact', '### Worth knowing'],
  ['release-caller-removed', '### What deserves attention'],
])('%s: notes alone ask for no attention', (name, heading) => {
  expect(reviewMarkdown(reviewPlans([fixture(name)])).match(/^### .*/gm)).toEqual([heading]);
});
