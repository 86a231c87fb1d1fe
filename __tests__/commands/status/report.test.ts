import { healthExitStatus } from '../../../commands/status/judge/verdict';
import { statusText } from '../../../commands/status/text';
import { appliedState, LIVE, OLDER } from './support/account';
import { messages, SCALING, statusBench, TARGET } from './support/bench';

const bench = statusBench();

test('all is well', async () => {
  const report = await bench.report();
  expect(report).toMatchObject({
    verdict: 'healthy',
    status: 'InService',
    configuration: { live: LIVE, given: LIVE, movingTo: null, instanceType: 'ml.m5.large' },
    lastUpdate: { outcome: 'as given', at: '2026-01-01T01:00:00.000Z', reason: null },
    variants: [{ name: 'primary', weight: 1, instances: 3, desiredInstances: 3 }],
    instancesByZone: { 'eu-west-1a': 2, 'eu-west-1b': 1 },
    scaling: null,
    network: {
      privateLink: { id: 'vpce-1', state: 'available', privateDns: true, zones: ['eu-west-1a', 'eu-west-1b'] },
    },
    findings: [],
  });
  expect(healthExitStatus(report.verdict)).toBe(0);
  expect(statusText(report)).toBe(`test-churn  eu-west-1, InService

  serves         ${LIVE}
  Terraform gave ${LIVE}
  last update    as given; last changed 2026-01-01T01:00:00.000Z
  fleet          3 x ml.m5.large (primary, weight 1)
  by zone        eu-west-1a 2, eu-west-1b 1
  alarms         5 of 5 quiet
  PrivateLink    vpce-1, available, private DNS on, in eu-west-1a, eu-west-1b; the model in eu-west-1a, eu-west-1b

healthy: test-churn serves ${LIVE}, which is what Terraform gave last
`);
});

test('there is none', async () => {
  const report = await bench.report({ missing: true }, appliedState(LIVE), {}, '111122223333');
  expect(report.verdict).toBe('not healthy');
  expect(messages(report)).toEqual([
    'bad: there is no endpoint test-churn in eu-west-1, in the account of these credentials',
  ]);
});

test.each([{}, { missing: true as const }, { alarms: { 'test-churn-server-errors': 'ALARM' } }])(
  'another account’s is not judged at all: %j',
  async (account) => {
    const report = await bench.report(
      { ...account, accountId: '999988887777' },
      appliedState(OLDER),
      {},
      '111122223333',
    );
    expect(report.verdict).toBe('could not tell');
    expect(messages(report)).toEqual([
      'unknown: these credentials are of account 999988887777, and the environment of 111122223333',
    ]);
  },
);

test('where Terraform’s state is not here it is judged all the same, and that is said', async () => {
  const report = await bench.report({}, { notHere: 'it is elsewhere' });
  expect(report).toMatchObject({
    verdict: 'healthy',
    configuration: { given: null },
    lastUpdate: { outcome: 'unknown' },
  });
  expect(messages(report)).toEqual(["note: not compared with Terraform's state: it is elsewhere"]);
});

test('where it is here and cannot be read, it cannot be told', async () => {
  const report = await bench.report({}, { unknown: 'terraform show: Backend initialization required' });
  expect(report.verdict).toBe('could not tell');
  expect(messages(report)).toEqual([
    'unknown: what Terraform gave last: terraform show: Backend initialization required',
  ]);
});

test.each([
  ['DescribeEndpoint', 'sagemaker:DescribeEndpoint'],
  ['DescribeEndpointConfig', 'sagemaker:DescribeEndpointConfig'],
  ['DescribeModel', 'sagemaker:DescribeModel'],
  ['DescribeAlarms', 'cloudwatch:DescribeAlarms'],
  ['DescribeSubnets', 'ec2:DescribeSubnets'],
  ['DescribeVpcEndpoints', 'ec2:DescribeVpcEndpoints'],
  ['DescribeVpcAttribute', 'ec2:DescribeVpcAttribute'],
  ['DescribeScalableTargets', 'application-autoscaling:DescribeScalableTargets'],
])('without permission to %s it cannot be told, and that permission is named', async (operation, action) => {
  const report = await bench.report({ denied: [operation], targets: [TARGET] }, appliedState(LIVE), SCALING);
  expect(report.verdict).toBe('could not tell');
  expect(healthExitStatus(report.verdict)).toBe(2);
  expect(messages(report)).toEqual([
    `unknown: ${action}: these credentials may not do that: docs/security.md has the policy that is needed`,
  ]);
});

test.each([
  [{ instanceZones: {} }, 'CloudWatch has no metrics that say so of test-churn'],
  [
    { denied: ['QueryMetrics'] },
    'cloudwatch:GetMetricData: these credentials may not do that: docs/security.md has the policy that is needed',
  ],
])('where instances are may be unknown, and the endpoint is healthy: %j', async (account, why) => {
  const report = await bench.report(account);
  expect(report).toMatchObject({ verdict: 'healthy', instancesByZone: null });
  expect(messages(report)).toEqual([`note: instances by zone are not known: ${why}`]);
});

test('instances by zone are asked for by the endpoint’s name', async () => {
  await bench.report();
  expect(bench.api.calls.find(({ operation }) => operation === 'QueryMetrics')?.input).toEqual({
    query:
      'count by ("@resource.cloud.availability_zone") (count by ("@resource.cloud.availability_zone", "@resource.host.id") ' +
      '(node_cpu_seconds_total{mode="idle", "aws.sagemaker.endpoint.name"="test-churn"}))',
  });
});

test('what is wrong outweighs what is not known', async () => {
  const report = await bench.report({ denied: ['DescribeAlarms'], privateLink: [] });
  expect(report.verdict).toBe('not healthy');
  expect(report.findings.map(({ level }) => level)).toEqual(['bad', 'unknown']);
});
