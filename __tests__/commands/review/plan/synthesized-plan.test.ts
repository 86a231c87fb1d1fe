import { synthesizedPlan } from '../../../../commands/review/plan/synthesized-plan';
import { reviewPlans } from '../../../../commands/review/review';
import type { StackFile } from '../../../../commands/shared/terraform-files/stack-file';

type Resources = NonNullable<StackFile['resource']>;

const changesOf = (base: Resources, head: Resources, moved?: StackFile['moved']) =>
  synthesizedPlan('test-churn', { resource: base }, { resource: head, ...(moved === undefined ? {} : { moved }) })
    .changes.filter(({ kind }) => kind !== 'no-op')
    .map(({ kind, address }) => `${kind} ${address}`);

test.each<[string, string, object, object, string]>([
  ['a security group of another name', 'aws_security_group', { name: 'a' }, { name: 'b' }, 'replace'],
  ['a security group with other rules', 'aws_security_group', { ingress: [] }, { ingress: [{}] }, 'update'],
  ['a policy of another name', 'aws_iam_policy', { name: 'a' }, { name: 'b' }, 'replace'],
  ['another policy', 'aws_iam_policy', { policy: '{}' }, { policy: '{"a":1}' }, 'update'],
  ['a log of another name', 'aws_cloudwatch_log_group', { name: 'a' }, { name: 'b' }, 'replace'],
])('%s', (_, type, before, after, kind) => {
  expect(changesOf({ [type]: { x: { ...before } } }, { [type]: { x: { ...after } } })).toEqual([`${kind} ${type}.x`]);
});

test('what only moves to another address does not change, and nor does what refers to it', () => {
  const stack = (name: string) => ({
    aws_subnet: { [name]: { cidr_block: '10.0.0.0/24' }, other: {} },
    aws_vpc_endpoint: { x: { subnet_ids: [`\${aws_subnet.${name}.id}`] } },
  });
  expect(changesOf(stack('a'), stack('b'), [{ from: 'aws_subnet.a', to: 'aws_subnet.b' }])).toEqual([]);
  expect(changesOf(stack('a'), stack('b'))).toEqual([
    'delete aws_subnet.a',
    'create aws_subnet.b',
    'update aws_vpc_endpoint.x',
  ]);
});

test('a role whose name AWS makes up gets a policy', () => {
  const role = (more: object) => ({ aws_iam_role: { x: { name_prefix: 'x-', ...more } } });
  const plan = synthesizedPlan(
    'test-churn',
    { resource: role({}) },
    { resource: role({ managed_policy_arns: ['arn:aws:iam::aws:policy/PowerUserAccess'] }) },
  );
  expect(reviewPlans([plan]).stacks.flatMap(({ findings }) => findings.map(({ message }) => message))).toEqual([
    'A role of this plan gets the policy arn:aws:iam::aws:policy/PowerUserAccess.',
  ]);
});

test('a resource for each of a list is one for each', () => {
  const attached = (...roles: string[]) => ({
    aws_iam_role_policy_attachment: {
      x: { for_each: `\${toset(${JSON.stringify(roles)})}`, role: '${each.value}', policy_arn: 'p' },
    },
  });
  expect(changesOf(attached('a', 'b'), attached('b', 'c'))).toEqual([
    'delete aws_iam_role_policy_attachment.x["a"]',
    'create aws_iam_role_policy_attachment.x["c"]',
  ]);
});
