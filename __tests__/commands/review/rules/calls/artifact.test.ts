import type { Attributes } from '../../../../../commands/review/plan/attributes';
import { type Change, valuesAt } from '../../../../../commands/review/plan/change';
import { changeOf, deployed, edited, found } from '../../support/change';

const endpoint = deployed('endpoint-swap', 'test-churn');
const created = (address: string, values: Attributes) => changeOf(address, undefined, values);
const deleted = (address: string, values: Attributes) => changeOf(address, values, undefined);
const changed = (address: string, before: Attributes, after: Attributes) =>
  changeOf(address, before, { ...before, ...after });

const rule = (values: object) => ({ id: 'tidy', status: 'Enabled', filter: [{ prefix: '' }], ...values });
const lifecycle = (...rules: object[]) => ({ bucket: 'models', rule: rules });

test.each<[string, Change, string[]]>([
  [
    'artifacts expire',
    created('aws_s3_bucket_lifecycle_configuration.x', lifecycle(rule({ expiration: [{ days: 30 }] }))),
    ['d artifact-expires'],
  ],
  [
    'artifacts expire on a day',
    created(
      'aws_s3_bucket_lifecycle_configuration.x',
      lifecycle(rule({ expiration: [{ date: '2027-01-01T00:00:00Z' }] })),
    ),
    ['d artifact-expires'],
  ],
  [
    'artifacts are archived',
    created(
      'aws_s3_bucket_lifecycle_configuration.x',
      lifecycle(rule({ transition: [{ days: 1, storage_class: 'GLACIER' }] })),
    ),
    ['d artifact-expires'],
  ],
  [
    'a rule that is off',
    created(
      'aws_s3_bucket_lifecycle_configuration.x',
      lifecycle(rule({ status: 'Disabled', expiration: [{ days: 30 }] })),
    ),
    [],
  ],
  [
    'noncurrent versions expire',
    created(
      'aws_s3_bucket_lifecycle_configuration.x',
      lifecycle(
        rule({
          expiration: [{ expired_object_delete_marker: true, days: 0 }],
          noncurrent_version_expiration: [{ noncurrent_days: 30 }],
        }),
      ),
    ),
    [],
  ],
  ['a key is disabled', changed('aws_kms_key.x', { is_enabled: true }, { is_enabled: false }), ['d key-unusable']],
  ['a key is enabled', changed('aws_kms_key.x', { is_enabled: false }, { is_enabled: true }), []],
  ['a key’s grant is deleted', deleted('aws_kms_grant.x', { key_id: 'k' }), ['d key-unusable']],
  ['a repository is deleted', deleted('aws_ecr_repository.x', { name: 'r' }), ['d source-removed']],
  ['images expire', created('aws_ecr_lifecycle_policy.x', { policy: '{}' }), ['d artifact-expires']],
])('what a new instance starts from: %s', (_, one, expected) => {
  expect(found({ ...endpoint, changes: [...endpoint.changes, one] })).toEqual(expected);
});

test('the artifact that is served is deleted', () => {
  expect(found(edited(endpoint, { 'aws_s3_object.artifact_object': 'deleted' }))).toEqual(['d source-removed']);
});

test('what is forgotten is still there', () => {
  const rule = changeOf('aws_route.x', { id: 'r' }, undefined, { kind: 'forget' });
  expect(valuesAt(rule, 'after')).toEqual({ id: 'r' });
});
