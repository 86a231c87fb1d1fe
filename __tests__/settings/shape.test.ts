import { existingNetwork, endpoint, problemsOf, settings } from '../support/settings';

const churn = (changes: object) => settings({ endpoints: { churn: { ...endpoint(), ...changes } as never } });
const model = (changes: object) => churn({ model: { ...endpoint().model, ...changes } });

test('valid settings have no problems', () => {
  expect(problemsOf(settings())).toEqual([]);
  expect(problemsOf(settings({ network: existingNetwork() }))).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['nothing', undefined, ': is missing: write an object of settings'],
  ['a text', 'dev', ": 'dev' is not an object of settings"],
  ['a list', [], ': [] is not an object of settings'],
  ['a missing field', { network: settings().network }, "region: is missing: write an AWS region, such as 'eu-west-1'"],
  ['a wrong type', settings({ region: 1 as never }), "region: 1 is not an AWS region: write for example 'eu-west-1'"],
  [
    'a wrong form',
    settings({ region: 'eu-west' }),
    "region: 'eu-west' is not an AWS region: write for example 'eu-west-1'",
  ],
  ['null', settings({ accountId: null as never }), 'accountId: null is not an account id of 12 digits, as a text'],
  [
    'a number for an account',
    settings({ accountId: 111122223333 as never }),
    'accountId: 111122223333 is not an account id',
  ],
  ['a typing error', { ...settings(), regoin: 1 }, 'regoin: is an unknown field: did you mean region?'],
  [
    'scaling of nothing',
    churn({ scaling: {}, instanceCount: 2 }),
    'endpoints.churn.scaling.min: is missing: write a whole number from 1 to 10000, such as 2',
  ],
  [
    'scaling by another metric',
    churn({ scaling: { min: 2, max: 4, target: { cpu: 50 } }, instanceCount: 2 }),
    'endpoints.churn.scaling.target.cpu: is an unknown field: the fields here are concurrentRequests, invocationsPerMinute',
  ],
  [
    'a target of nothing',
    churn({ scaling: { min: 2, max: 4, target: { concurrentRequests: 0 } }, instanceCount: 2 }),
    'endpoints.churn.scaling.target.concurrentRequests: 0 is not a number from 0.1 to 1000: write for example 4',
  ],
  [
    'a rollout without a strategy',
    churn({ rollout: {} }),
    "endpoints.churn.rollout.strategy: is missing: write canary, linear, rolling or all-at-once, such as 'linear'",
  ],
  [
    'another strategy',
    churn({ rollout: { strategy: 'blue-green' } }),
    "endpoints.churn.rollout.strategy: 'blue-green' is not canary, linear, rolling or all-at-once",
  ],
  [
    'half a percent',
    churn({ rollout: { strategy: 'canary', percent: 0.5 } }),
    'endpoints.churn.rollout.percent: 0.5 is not a whole number from 1 to 100: write for example 25',
  ],
  [
    'a topic by name',
    churn({ alarms: { topicArns: ['on-call'] } }),
    "endpoints.churn.alarms.topicArns.0: 'on-call' is not the ARN of a standard SNS topic",
  ],
  [
    'no percent at all',
    churn({ alarms: { errorPercent: 0 } }),
    'endpoints.churn.alarms.errorPercent: 0 is not a number from 0.01 to 100: write for example 1',
  ],
  [
    'a latency in microseconds',
    churn({ alarms: { modelLatencyP99Ms: 500_000 } }),
    'endpoints.churn.alarms.modelLatencyP99Ms: 500000 is not a number of milliseconds up to 480000: write for example 80',
  ],
  [
    'a probe that is no flag',
    settings({ probe: 'yes' as never }),
    "probe: 'yes' is not true or false: write for example true",
  ],
  [
    'a field of nothing',
    { ...settings(), foo: 1 },
    'foo: is an unknown field: the fields here are region, accountId, tags,',
  ],
  [
    'a kind of backend',
    settings({ backend: { kind: 'gcs' } as never }),
    "backend.kind: 'gcs' is not 'local', 'cloud' or 's3': write for example 'cloud'",
  ],
  [
    'a backend by name',
    settings({ backend: 's3' as never }),
    "backend: 's3' is not an object with kind 'local', 'cloud' or 's3'",
  ],
  [
    'half a backend',
    settings({ backend: { kind: 'cloud' } as never }),
    'backend.organization: is missing: write the name of an organization',
  ],
  [
    'another backend’s field',
    settings({ backend: { kind: 'local', bucket: 'b' } as never }),
    'backend.bucket: is an unknown field',
  ],
  [
    'a key prefix',
    settings({ backend: { kind: 's3', bucket: 'state', region: 'eu-west-1', keyPrefix: '/a' } }),
    "backend.keyPrefix: '/a' is not the beginning of an S3 key",
  ],
  ['a tag', settings({ tags: { cost: 7 as never } }), 'tags.cost: 7 is not a text: write for example'],
  [
    'a boundary',
    settings({ iam: { permissionsBoundaryArn: 'boundary' } }),
    "iam.permissionsBoundaryArn: 'boundary' is not the ARN of an IAM policy",
  ],
  [
    'a path',
    settings({ iam: { path: 'inference' } }),
    "iam.path: 'inference' is not an IAM path, with a slash at both ends",
  ],
  ['protect', settings({ protect: 'yes' as never }), "protect: 'yes' is not true or false"],
  [
    'a block',
    settings({ network: { create: { cidrBlock: '10.0.0.0', availabilityZones: [] } } }),
    "network.create.cidrBlock: '10.0.0.0' is not an IPv4 block",
  ],
  [
    'a block of impossible numbers',
    settings({ network: { create: { cidrBlock: '10.0.0.256/16', availabilityZones: [] } } }),
    'network.create.cidrBlock: ',
  ],
  [
    'a zone',
    settings({ network: { create: { cidrBlock: '10.0.0.0/16', availabilityZones: ['a'] } } }),
    "network.create.availabilityZones.0: 'a' is not the name of an Availability Zone",
  ],
  [
    'a VPC',
    settings({ network: existingNetwork({}, { vpcId: 'my-vpc' }) }),
    "network.existing.vpcId: 'my-vpc' is not an id of the form vpc-…",
  ],
  [
    'a subnet',
    settings({ network: existingNetwork({}, { subnets: { 'eu-west-1a': 'vpc-0a1b2c3d' } }) }),
    "network.existing.subnets.eu-west-1a: 'vpc-0a1b2c3d' is not an id of the form subnet-…",
  ],
  [
    'a flow log',
    settings({ network: { ...settings().network, flowLogs: true as never } }),
    'network.flowLogs: true is not false, or an object of retentionDays',
  ],
  [
    'the days of a flow log',
    settings({ network: { ...settings().network, flowLogs: { retentionDays: 2 as never } } }),
    'network.flowLogs.retentionDays: 2 is not a number of days that CloudWatch Logs knows (1, 3, 5,',
  ],
  [
    'an image',
    model({ image: 7 }),
    'endpoints.churn.model.image: 7 is not the URI of an image in Amazon ECR, or an object',
  ],
  [
    'an image without a tag',
    model({ image: { repository: 'sagemaker-xgboost' } }),
    "endpoints.churn.model.image.tag: is missing: write the tag of an image, such as '1.7-1'",
  ],
  [
    'an artifact',
    model({ artifact: 'model.zip' }),
    "endpoints.churn.model.artifact: 'model.zip' is not the path of a .tar.gz file, or s3://BUCKET/KEY.tar.gz",
  ],
  [
    'an artifact elsewhere',
    model({ artifact: 'https://example.com/model.tar.gz' }),
    'endpoints.churn.model.artifact: ',
  ],
  ['an artifact without a key', model({ artifact: 's3://.tar.gz' }), 'endpoints.churn.model.artifact: '],
  [
    'a role',
    model({ executionRoleArn: 'role' }),
    "endpoints.churn.model.executionRoleArn: 'role' is not the ARN of an IAM role",
  ],
  [
    'a type',
    churn({ instanceType: 'm5.large' }),
    "endpoints.churn.instanceType: 'm5.large' is not a SageMaker instance type: write for example 'ml.m5.large'",
  ],
  [
    'a count',
    churn({ instanceCount: 2.5 }),
    'endpoints.churn.instanceCount: 2.5 is not a whole number from 1 to 10000',
  ],
  [
    'not a number',
    churn({ instanceCount: NaN }),
    'endpoints.churn.instanceCount: NaN is not a whole number from 1 to 10000',
  ],
  [
    'a routing',
    churn({ routing: 'ROUND_ROBIN' }),
    "endpoints.churn.routing: 'ROUND_ROBIN' is not LEAST_OUTSTANDING_REQUESTS or RANDOM",
  ],
  ['a volume', churn({ volumeSizeGb: 513 }), 'endpoints.churn.volumeSizeGb: 513 is not a whole number from 1 to 512'],
  [
    'a timeout',
    churn({ timeouts: { startupSeconds: 30 } }),
    'endpoints.churn.timeouts.startupSeconds: 30 is not a whole number from 60 to 3600',
  ],
  ['a key', churn({ kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:alias/mine' }), 'endpoints.churn.kmsKeyArn: '],
  ['a retention', churn({ logRetentionDays: 42 }), 'endpoints.churn.logRetentionDays: 42 is not a number of days'],
  [
    'a caller',
    churn({ callers: { roleNames: ['arn:aws:iam::111122223333:role/x'] } }),
    "endpoints.churn.callers.roleNames.0: 'arn:aws:iam::111122223333:role/x' is not the name of an IAM role",
  ],
  [
    'no callers',
    churn({ callers: { roleNames: [] } }),
    'endpoints.churn.callers.roleNames: [] is not a list of the names of IAM roles',
  ],
  ['endpoints as a list', settings({ endpoints: [endpoint()] as never }), 'endpoints: [ { model: {'],
  [
    'an endpoint in a wrong case',
    settings({ endpoints: { Churn: { instanceType: 1 } as never } }),
    'endpoints.Churn.model: is missing',
  ],
])('%s', (_, input, expected) => {
  expect(problemsOf(input).map((problem) => problem.slice(0, expected.length))).toContain(expected);
});

test('everything is said at once, invariants as well, once for each fault', () => {
  const input = { ...churn({ instanceType: 'x', instanceCount: 1 }), regoin: 'eu-west-1', accountId: 'x' };
  expect(problemsOf(input).map((problem) => problem.split(':')[0])).toEqual([
    'accountId',
    'endpoints.churn.instanceType',
    'regoin',
    'endpoints.churn.instanceCount',
  ]);
});

test('values of environment variables are not repeated: someone may have put a secret there', () => {
  const [problem = ''] = problemsOf(model({ environment: { TOKEN: 12345 } }));
  expect(problem).toBe("endpoints.churn.model.environment.TOKEN: the value is not a text: write for example '2'");
  expect(problemsOf(model({ environment: 'hunter2' })).join()).not.toContain('hunter2');
});

test('a long value is cut', () => {
  expect(problemsOf(settings({ region: 'x'.repeat(500) }))[0]?.length).toBeLessThan(250);
});

test('what looks like a field of every object is none', () => {
  expect(problemsOf({ ...settings(), constructor: 1 }).join()).toContain('constructor: is an unknown field');
  expect(problemsOf(JSON.parse('{"__proto__": {}, "region": "eu-west-1"}'))).toEqual([
    ": cannot be read: '__proto__' cannot be the name of anything",
  ]);
});

test('what is undefined says nothing', () => {
  const input = settings({
    protect: undefined,
    network: { ...settings().network, existing: undefined, privateLink: { alsoAllow: undefined } },
  });
  expect(problemsOf(input)).toEqual([]);
  expect(problemsOf(settings({ network: { create: undefined } }))).toEqual([
    expect.stringContaining('network: has neither create nor existing'),
  ]);
  expect(
    problemsOf(settings({ network: { ...settings().network, clients: { securityGroupIds: undefined } } })),
  ).toEqual([expect.stringContaining('network.clients: is empty')]);
});

test('what cannot be read is a problem, not a crash', () => {
  const circular: Record<string, unknown> = { ...settings() };
  circular.network = circular;
  expect(problemsOf(circular)).toEqual([': cannot be read: the settings refer to themselves']);
  const throwing = {
    get region() {
      throw new Error('no region today');
    },
  };
  expect(problemsOf(throwing)).toEqual([': cannot be read: no region today']);
});

test('one fault is one line', () => {
  const subnets = { 'eu-west-1a': 'x', 'eu-west-1b': 'y' };
  expect(
    problemsOf(settings({ network: existingNetwork({ clients: { securityGroupIds: ['z'] } }, { subnets }) })).map(
      (line) => line.split(':')[0],
    ),
  ).toEqual([
    'network.existing.subnets.eu-west-1a',
    'network.existing.subnets.eu-west-1b',
    'network.clients.securityGroupIds.0',
  ]);
  expect(problemsOf(settings({ network: { create: 5 as never } }))).toHaveLength(1);
  expect(problemsOf(churn({ instanceCount: 1e21 }))).toHaveLength(1);
  expect(problemsOf(model({ image: '' }))).toHaveLength(1);
});
