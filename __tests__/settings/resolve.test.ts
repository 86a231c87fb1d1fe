import { existingNetwork, ec2Id, endpoint, resolved, settings } from '../support/settings';

const only = (input: Parameters<typeof settings>[0]) => resolved(settings(input)).endpoints[0];

test('what is left out', () => {
  expect(resolved(settings())).toMatchObject({
    backend: { kind: 'local' },
    protect: false,
    probe: false,
    tags: {},
    iam: {},
    network: {
      flowLogRetentionDays: 365,
      privateLink: { alsoAllow: [], fips: false, openAi: false, bidirectionalStreaming: false },
    },
    endpoints: [
      {
        instanceCount: 2,
        routing: 'LEAST_OUTSTANDING_REQUESTS',
        logRetentionDays: 365,
        callers: { roleNames: [], openAi: false, bidirectionalStreaming: false },
        model: { networkIsolation: true },
        scaling: undefined,
        rollout: { strategy: 'canary', percent: undefined, waitSeconds: 600, terminationWaitSeconds: 0 },
        alarms: { errorPercent: 5, topicArns: [] },
      },
    ],
  });
});

test('one instance for each zone', () => {
  const availabilityZones = ['eu-west-1c', 'eu-west-1a', 'eu-west-1b'];
  expect(only({ network: { create: { cidrBlock: '10.0.0.0/16', availabilityZones } } })?.instanceCount).toBe(3);
});

test('the order of zones means nothing', () => {
  const written = (input: Parameters<typeof settings>[0]) => JSON.stringify(resolved(settings(input)));
  const create = { cidrBlock: '10.0.0.0/16', availabilityZones: ['eu-west-1b', 'eu-west-1a'] };
  expect(written({ network: { create } })).toBe(written({}));
  const subnets = { 'eu-west-1b': ec2Id('subnet', 'b'), 'eu-west-1a': ec2Id('subnet', 'a') };
  expect(written({ network: existingNetwork({}, { subnets }) })).toBe(written({ network: existingNetwork() }));
});

test('an existing VPC is logged only where that is asked for', () => {
  expect(resolved(settings({ network: existingNetwork() })).network.flowLogRetentionDays).toBeUndefined();
  expect(
    resolved(settings({ network: existingNetwork({ flowLogs: { retentionDays: 30 } }) })).network.flowLogRetentionDays,
  ).toBe(30);
  expect(
    resolved(settings({ network: { ...settings().network, flowLogs: false } })).network.flowLogRetentionDays,
  ).toBeUndefined();
});

test('an image and an artifact of one’s own', () => {
  const image = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/scoring:1.4.0';
  expect(
    only({ endpoints: { churn: endpoint({ model: { image, artifact: 's3://models/churn/model.tar.gz' } }) } })?.model,
  ).toMatchObject({
    image: { kind: 'own', uri: image, accountId: '111122223333', repository: 'team/scoring' },
    artifact: { kind: 's3', bucket: 'models', key: 'churn/model.tar.gz' },
  });
});

test('the sample, by its content', () => {
  expect(only({})?.model).toMatchObject({
    image: { kind: 'aws', repository: 'sagemaker-xgboost', tag: '1.7-1' },
    artifact: { kind: 'file', sha256: '7d24b2bcd3e48c7790f6e72833d4415df78511f9193b57308f7062d1da819c16' },
  });
});
