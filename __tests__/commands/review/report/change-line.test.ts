import { parsePlan } from '../../../../commands/review/plan/parse';
import { reviewMarkdown } from '../../../../commands/review/report/markdown';
import { reviewPlans } from '../../../../commands/review/review';
import { fixture } from '../fixtures';

/** The line of a resource of one type that changes so. */
function line(type: string, before: object | null, after: object | null, more: object = {}): string {
  const actions = before === null ? ['create'] : after === null ? ['delete'] : ['update'];
  const resource_changes = [{ address: `${type}.x`, type, change: { actions, before, after, ...more } }];
  const text = reviewMarkdown(
    reviewPlans([parsePlan('p', JSON.stringify({ format_version: '1.2', resource_changes }))]),
  );
  return /^- (?:✏️|➕|🗑️) \w+ `[^`]*`(?:: )?(.*)$/m.exec(text)?.[1] ?? text;
}

const policy = (...actions: readonly string[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: actions, Resource: 'arn:aws:s3:::b/k' }],
  });

test.each([
  ['a value', { a: 1 }, { a: 2 }, '`a` `1` → `2`'],
  ['a value that is new', {}, { a: 'x' }, '`a` none → `x`'],
  ['a value that is removed', { a: 'x' }, { a: null }, '`a` is removed'],
  [
    'an image: from where the two part',
    { primary_container: [{ image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/scoring:1.4.2' }] },
    { primary_container: [{ image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/scoring:1.4.3' }] },
    '`primary_container.image` `…:1.4.2` → `…:1.4.3`',
  ],
  ['a list: what is new and what is gone', { a: ['x', 'y'] }, { a: ['y', 'z'] }, '`a` + `z`, − `x`'],
  ['a list in another order', { a: ['x', 'y'] }, { a: ['y', 'x'] }, '`a` in another order'],
  ['a long list', { a: [] }, { a: ['1', '2', '3', '4', '5'] }, '`a` + `1`, + `2`, + `3`, + 2 more'],
  [
    'blocks by their names',
    {
      variant: [
        { name: 'a', count: 1 },
        { name: 'b', count: 1 },
      ],
    },
    {
      variant: [
        { name: 'a', count: 1 },
        { name: 'b', count: 2 },
      ],
    },
    '`variant[b].count` `1` → `2`',
  ],
  [
    'a policy, by what it allows',
    { policy: policy('s3:GetObject', 's3:PutObject') },
    { policy: policy('s3:GetObject', 's3:ListBucket') },
    '`policy` `+ s3:ListBucket on arn:aws:s3:::b/k`, `− s3:PutObject on arn:aws:s3:::b/k: no longer allowed`',
  ],
  [
    'a policy that is written in another way',
    { policy: policy('s3:a', 's3:b') },
    { policy: policy('s3:b', 's3:a') },
    '`policy` means the same',
  ],
  [
    'a dashboard',
    { dashboard_body: '{"widgets":[1]}' },
    { dashboard_body: '{"widgets":[2]}' },
    '`dashboard_body` changes',
  ],
  ['what is empty in another way', { a: '', b: 1 }, { a: null, b: 2 }, '`b` `1` → `2`'],
])('%s', (_, before, after, expected) => {
  expect(line('aws_x', before, after)).toBe(expected);
});

test('what is sensitive, and what is known only after apply', () => {
  const masks = { before_sensitive: { s: true }, after_sensitive: { s: true }, after_unknown: { u: true } };
  expect(line('aws_x', { s: 'one', u: 'x' }, { s: 'two' }, masks)).toBe(
    '`s` (sensitive) changes, `u` `x` → known after apply',
  );
});

test('attributes that nobody wrote down are left out', () => {
  const text = reviewMarkdown(reviewPlans([fixture('endpoint-swap')]));
  expect(text).toContain('`production_variants.model_name`');
  expect(text).not.toMatch(/volume_size_in_gb|checksum|`arn`|tags_all/);
});

test.each([
  [
    'aws_sagemaker_endpoint_configuration',
    { production_variants: [{ initial_instance_count: 3, instance_type: 'ml.m5.large' }] },
    '3 × ml.m5.large',
  ],
  [
    'aws_sagemaker_model',
    { primary_container: [{ image: 'repo:1' }], vpc_config: [{ subnets: ['a', 'b', 'c'] }] },
    'repo:1 in 3 subnets',
  ],
  [
    'aws_vpc_security_group_ingress_rule',
    { from_port: 443, to_port: 443, ip_protocol: 'tcp', referenced_security_group_id: 'sg-1' },
    '443 from sg-1',
  ],
  ['aws_iam_role_policy', { policy: policy('s3:GetObject') }, 'may s3:GetObject on arn:aws:s3:::b/k'],
  ['aws_s3_bucket', { bucket: 'models' }, 'models'],
])('a new %s: what it is', (type, after, expected) => {
  expect(line(type, null, after)).toBe(expected);
});

test('subnets by their zones', () => {
  expect(reviewMarkdown(reviewPlans([fixture('endpoint-zone-added')]))).toContain(
    '`vpc_config.subnets` + `eu-west-1c`',
  );
});
