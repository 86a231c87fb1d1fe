import type { EnvironmentSettings } from '../../settings';
import { endpoint, settings } from '../support/settings';
import { describeWithAccount, expectSuccess, Sandbox } from './support/sandbox';

const OWN_ROLE = 'arn:aws:iam::123456789012:role/own';
const ownRole = (): EnvironmentSettings =>
  settings({ endpoints: { churn: endpoint({ model: { ...endpoint().model, executionRoleArn: OWN_ROLE } }) } });

describeWithAccount('SageMaker deletes network interfaces after the endpoint, with the execution role', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = new Sandbox({
      aws_iam_role: { own: { name: 'own', id: 'own', arn: OWN_ROLE, inline_policy: [{ name: 'x', policy: '{}' }] } },
    });
    sandbox.synth(settings());
    await sandbox.deploy('test-network', 'test-churn');
    sandbox.changes();
  });
  afterEach(() => sandbox.end());

  const deleted = () =>
    sandbox
      .changes()
      .filter(({ op }) => op === 'delete')
      .map(({ type }) => type);

  test('the endpoint, its model, the interfaces’ group, and the role’s policy and log only then', async () => {
    expectSuccess(await sandbox.destroy('test-churn'));
    const order = deleted();
    const places = [
      'aws_sagemaker_endpoint',
      'aws_sagemaker_model',
      'aws_security_group',
      'aws_iam_role_policy',
      'aws_iam_role',
    ].map((type) => order.indexOf(type));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(order.indexOf('aws_cloudwatch_log_group')).toBeGreaterThan(order.indexOf('aws_security_group'));
  });

  test('an endpoint that goes to another role: the old group first, the old role’s policy after it', async () => {
    sandbox.synth(ownRole());
    expectSuccess(await sandbox.apply('test-churn'));
    const order = deleted();
    expect(order).toContain('aws_iam_role_policy');
    expect(order.indexOf('aws_security_group')).toBeGreaterThan(order.indexOf('aws_sagemaker_model'));
    expect(order.indexOf('aws_security_group')).toBeLessThan(order.indexOf('aws_iam_role_policy'));
  });

  // Terraform forgets what a replaced object depended on once an apply has failed or was rolled back.
  test.each<[string, Record<string, string>]>([
    ['the group was stuck', { OFFLINE_AWS_FAIL: 'aws_security_group:delete' }],
    ['the update was rolled back', { OFFLINE_AWS_ROLLBACK: 'yes' }],
  ])('and the same order at the next attempt, after %s', async (_, failure) => {
    sandbox.synth(ownRole());
    expect((await sandbox.apply('test-churn', failure)).status).toBe(1);
    expect(deleted()).not.toContain('aws_iam_role_policy');
    await sandbox.deploy('test-churn');
    expect(deleted().filter((type) => /^aws_(security_group|iam_role)/.test(type))).toEqual([
      'aws_security_group',
      'aws_iam_role_policy',
      'aws_iam_role',
    ]);
  });

  test('nor is the policy deleted while the group of a destroyed endpoint is stuck, however often', async () => {
    const stuck = { OFFLINE_AWS_FAIL: 'aws_security_group:delete' };
    expect((await sandbox.destroy('test-churn', stuck)).status).toBe(1);
    expect((await sandbox.destroy('test-churn', stuck)).status).toBe(1);
    expect(deleted()).not.toContain('aws_iam_role_policy');
    expectSuccess(await sandbox.destroy('test-churn'));
    expect(deleted()).toContain('aws_iam_role_policy');
  });
});
