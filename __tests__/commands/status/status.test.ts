import { healthExitStatus } from '../../../commands/status/judge/verdict';
import { statusText } from '../../../commands/status/text';
import { appliedState, LIVE, OLDER, privateLink, StatusBench, VARIANT } from './support/account';

let bench: StatusBench;
beforeAll(async () => {
  bench = await StatusBench.start();
});
afterAll(() => bench.end());

const SCALING = { instanceCount: 3, scaling: { min: 2, max: 8, target: { concurrentRequests: 4 } } };
const TARGET = {
  MinCapacity: 2,
  MaxCapacity: 8,
  ServiceNamespace: 'sagemaker',
  ResourceId: 'x',
  ScalableDimension: 'x',
};
const messages = ({ findings }: Awaited<ReturnType<StatusBench['report']>>) =>
  findings.map(({ level, message }) => `${level}: ${message}`);

test('all is well', async () => {
  const report = await bench.report();
  expect(report).toMatchObject({
    verdict: 'healthy',
    status: 'InService',
    configuration: { live: LIVE, given: LIVE, movingTo: null, instanceType: 'ml.m5.large' },
    lastUpdate: { outcome: 'as given', at: '2026-01-01T01:00:00.000Z', reason: null },
    variants: [{ name: 'primary', weight: 1, instances: 3, desiredInstances: 3 }],
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
  alarms         5 of 5 quiet
  PrivateLink    vpce-1, available, private DNS on, in eu-west-1a, eu-west-1b; the model in eu-west-1a, eu-west-1b

healthy: test-churn serves ${LIVE}, which is what Terraform gave last
`);
});

test.each<[string, object, string, number, string | undefined]>([
  [
    'Creating',
    { EndpointConfigName: undefined },
    'changing',
    1,
    'changing: it is being created, and serves nobody yet',
  ],
  [
    'Updating',
    { PendingDeploymentSummary: { EndpointConfigName: 'next' } },
    'changing',
    1,
    `changing: an update to next is under way; ${LIVE} serves until it is through`,
  ],
  ['Updating', {}, 'healthy', 0, 'note: its instances or weights are being changed; it serves meanwhile'],
  ['SystemUpdating', {}, 'healthy', 0, 'note: AWS maintains it; it serves meanwhile, and cannot be changed'],
  ['RollingBack', {}, 'not healthy', 1, 'bad: a change of its instances failed and is being taken back'],
  [
    'UpdateRollbackFailed',
    { FailureReason: 'no capacity' },
    'not healthy',
    1,
    'bad: an update failed, and taking it back failed as well: old and new configuration both answer: no capacity',
  ],
  ['OutOfService', {}, 'not healthy', 1, 'bad: it takes no calls'],
  [
    'Failed',
    { FailureReason: 'The primary container did not pass the ping health check' },
    'not healthy',
    1,
    'bad: it could not be made, changed or scaled: The primary container did not pass the ping health check',
  ],
  ['Deleting', {}, 'not healthy', 1, 'bad: it is being deleted'],
  ['Sleeping', {}, 'could not tell', 2, 'unknown: AWS says it is Sleeping, which status knows nothing of'],
])('%s %j', async (EndpointStatus, changes, verdict, status, message) => {
  const report = await bench.report({ endpoint: { EndpointStatus, ...changes } });
  expect(report.verdict).toBe(verdict);
  expect(healthExitStatus(report.verdict)).toBe(status);
  expect(messages(report)).toEqual([message]);
  expect(statusText(report).trim().split('\n').at(-1)).toContain('test-churn');
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

const ROLLED_BACK = appliedState('test-churn-new', [LIVE]);
const alarmEvent = (to: string, at: string) => ({
  AlarmName: 'test-churn-rollback',
  Timestamp: Date.parse(at) / 1000,
  HistoryData: JSON.stringify({ newState: { stateValue: to, stateReason: `3 datapoints were above 5.0 (${to})` } }),
});

test('rolled back, with the reason that the alarm’s history gives', async () => {
  const history = [alarmEvent('OK', '2026-01-01T00:50:00Z'), alarmEvent('ALARM', '2026-01-01T00:40:00Z')];
  const report = await bench.report({ history }, ROLLED_BACK);
  expect(report).toMatchObject({
    verdict: 'not healthy',
    lastUpdate: { outcome: 'rolled back', reason: '3 datapoints were above 5.0 (ALARM)' },
  });
  expect(messages(report)).toEqual([
    `bad: it serves ${LIVE}, and Terraform gave test-churn-new last: that update was rolled back, for test-churn-rollback went off at 2026-01-01T00:40:00.000Z: 3 datapoints were above 5.0 (ALARM)`,
  ]);
  const asked = bench.api.calls.find(({ operation }) => operation === 'DescribeAlarmHistory');
  expect(asked?.input).toMatchObject({ AlarmName: 'test-churn-rollback', HistoryItemType: 'StateUpdate' });
});

test('rolled back without the alarm', async () => {
  const [message] = messages(await bench.report({}, ROLLED_BACK));
  expect(message).toContain(
    'that update was rolled back (test-churn-rollback did not go off: new instances did not start',
  );
});

test('rolled back without the alarm, of a fleet that scales: it may never have begun, for scaling looks the same', async () => {
  const [message] = messages(await bench.report({ targets: [TARGET] }, ROLLED_BACK));
  expect(message).toContain('that update was rolled back, or never began (test-churn-rollback did not go off');
});

test('why it was rolled back is not made up of what happened long before', async () => {
  const account = { denied: ['DescribeEndpointConfig'], history: [alarmEvent('ALARM', '2023-11-14T00:00:00Z')] };
  const report = await bench.report(account, ROLLED_BACK);
  expect(messages(report)[0]).toContain('was rolled back (why cannot be seen: sagemaker:DescribeEndpointConfig: these');
  expect(bench.api.calls.map(({ operation }) => operation)).not.toContain('DescribeAlarmHistory');
});

test('a rollback that failed is not called one that went well', async () => {
  const report = await bench.report({ endpoint: { EndpointStatus: 'UpdateRollbackFailed' } }, ROLLED_BACK);
  expect(report.lastUpdate.outcome).toBe('rollback failed');
  expect(messages(report)).toEqual([
    'bad: an update failed, and taking it back failed as well: old and new configuration both answer',
  ]);
});

test('a deployment that never came to the endpoint', async () => {
  const report = await bench.report({ endpoint: { LastModifiedTime: 1_767_226_000 } }, ROLLED_BACK);
  expect(report.lastUpdate.outcome).toBe('not begun');
  expect(messages(report)[0]).toContain('that deployment failed before it came to the endpoint');
});

test('moved by other means', async () => {
  const report = await bench.report({}, appliedState(OLDER));
  expect(report.lastUpdate.outcome).toBe('changed outside of Terraform');
  expect(report.verdict).toBe('not healthy');
});

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

test('alarms that went off, went away, or were not made yet', async () => {
  const alarms = {
    'test-churn-server-errors': 'ALARM',
    'test-churn-rollback': undefined,
    'test-churn-model-latency': undefined,
    'test-privatelink-packets-dropped-eu-west-1b': undefined,
    'test-churn-model-errors': 'INSUFFICIENT_DATA',
  };
  const state = appliedState(LIVE, [], ['test-churn-model-latency']);
  const report = await bench.report({ alarms }, state, { alarms: { modelLatencyP99Ms: 80, overheadLatencyMs: 20 } });
  expect(report.verdict).toBe('not healthy');
  expect(report.findings).toEqual([
    {
      level: 'bad',
      message: 'the alarm test-churn-rollback is not there any more',
      advice: 'deploy: npx cdktf deploy test-churn',
    },
    {
      level: 'bad',
      message: 'test-churn-server-errors has gone off, since 2026-01-01T01:00:00.000Z: Threshold Crossed',
    },
    {
      level: 'bad',
      message: 'the alarm test-churn-model-latency is not there any more',
      advice: 'deploy: npx cdktf deploy test-churn',
    },
    {
      level: 'note',
      message: 'the settings ask for the alarm test-privatelink-packets-dropped-eu-west-1b, and it was not made yet',
      advice: 'deploy: npx cdktf deploy test-network',
    },
  ]);
  expect(report.alarms).toHaveLength(7);
});

test('instances', async () => {
  const report = await bench.report({
    endpoint: {
      ProductionVariants: [
        {
          ...VARIANT,
          CurrentInstanceCount: 1,
          CurrentWeight: 0.5,
          VariantStatus: [{ Status: 'Baking', StatusMessage: 'canary' }],
        },
      ],
    },
  });
  expect(messages(report)).toEqual([
    'bad: primary has 1 instance for 2 zones: a zone without one is answered from another',
    'note: primary has 1 instances and is to have 3',
    'note: primary has weight 0.5 and is to have 1',
    'note: primary: Baking: canary',
  ]);
});

test.each<[string, object, string[]]>([
  ['as asked', { targets: [TARGET] }, []],
  [
    'not at all',
    { targets: [] },
    [
      'bad: the settings ask for scaling, and it is not scaled: not deployed yet, or taken away by an update of the instance type that did not go well',
    ],
  ],
  [
    'suspended',
    { targets: [{ ...TARGET, SuspendedState: { DynamicScalingOutSuspended: true } }] },
    ['bad: scaling out is suspended'],
  ],
  [
    'within other bounds',
    { targets: [{ ...TARGET, MaxCapacity: 4 }] },
    ['note: it is scaled from 2 to 4 instances, and the settings say 2 to 8'],
  ],
  [
    'further than an update would leave it',
    {
      targets: [TARGET],
      endpoint: { ProductionVariants: [{ ...VARIANT, CurrentInstanceCount: 7, DesiredInstanceCount: 7 }] },
    },
    ['note: an update now would take it from 7 instances to 3, whatever the load'],
  ],
])('scaled %s', async (_, account, expected) => {
  const report = await bench.report(account, appliedState(LIVE), SCALING);
  expect(messages(report)).toEqual(expected);
});

test('scaled, though nobody asked', async () => {
  expect(messages(await bench.report({ targets: [TARGET] }))).toEqual([
    'note: it is scaled from 2 to 8 instances, which the settings do not say',
  ]);
});

test.each<[string, object, string, string]>([
  [
    'is pending',
    { privateLink: privateLink({ state: 'pending' }) },
    'changing',
    'changing: the PrivateLink endpoint vpce-1 is pending',
  ],
  [
    'is rejected',
    { privateLink: privateLink({ state: 'rejected' }) },
    'not healthy',
    'bad: the PrivateLink endpoint vpce-1 is rejected',
  ],
  [
    'has private DNS off',
    { privateLink: privateLink({ privateDnsEnabled: false }) },
    'not healthy',
    "bad: the PrivateLink endpoint vpce-1 has private DNS off: calls to the Runtime's own name leave the VPC",
  ],
  [
    'lacks a zone',
    { privateLink: privateLink({ subnetIdSet: ['subnet-a'] }) },
    'not healthy',
    'bad: the PrivateLink endpoint vpce-1 has no network interface in eu-west-1b, where the model is',
  ],
  [
    'is not there',
    { privateLink: [] },
    'not healthy',
    'bad: vpc-1 has no PrivateLink endpoint for SageMaker Runtime: calls leave the VPC, or fail',
  ],
  [
    'is in a VPC without DNS hostnames',
    { attributes: { enableDnsHostnames: false } },
    'not healthy',
    "bad: vpc-1 has enableDnsHostnames off: the Runtime's name does not resolve to the PrivateLink endpoint",
  ],
  [
    'has a model outside of any VPC',
    { model: { VpcConfig: undefined } },
    'not healthy',
    'bad: the model that serves is in no VPC',
  ],
])('the PrivateLink endpoint %s', async (_, account, verdict, message) => {
  const report = await bench.report(account);
  expect(report.verdict).toBe(verdict);
  expect(messages(report)).toEqual([message]);
});

test('a zone that is in the settings and not there yet', async () => {
  expect(messages(await bench.report({ model: { VpcConfig: { Subnets: ['subnet-a'] } } }))).toEqual([
    'note: the settings have eu-west-1b, and the model that serves is not there yet',
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

test('what is wrong outweighs what is not known', async () => {
  const report = await bench.report({ denied: ['DescribeAlarms'], privateLink: [] });
  expect(report.verdict).toBe('not healthy');
  expect(report.findings.map(({ level }) => level)).toEqual(['bad', 'unknown']);
});
