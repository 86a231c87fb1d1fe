import type { EnvironmentSettings } from '../../settings';
import { endpoint, settings } from '../support/settings';
import { KEY, kept, zones } from './support/making-plans';
import { describeWithAccount, Sandbox } from './support/sandbox';

// Makes plans that the tests of review read, with terraform itself: npm run fixtures.

type EndpointSettings = ReturnType<typeof endpoint>;

const IMAGE = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/scoring';
const X = 'arn:aws:sagemaker:eu-west-1:123456789012:endpoint/x';
const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:on-call';
const BOUNDARY = 'arn:aws:iam::123456789012:policy/boundary';

/** What most teams deploy: an artifact and an image of their own, callers, topics and a boundary. */
const release = (
  changes: Partial<EndpointSettings> = {},
  model: Partial<EndpointSettings['model']> = {},
  more: Partial<EnvironmentSettings> = {},
): EnvironmentSettings =>
  settings({
    iam: { permissionsBoundaryArn: BOUNDARY },
    network: { ...zones('abc'), privateLink: { alsoAllow: [X] } },
    endpoints: {
      churn: endpoint({
        instanceCount: 3,
        callers: { roleNames: ['app', 'batch'] },
        alarms: { modelLatencyP99Ms: 80, topicArns: [TOPIC] },
        ...changes,
        model: { image: `${IMAGE}:1.4.2`, artifact: 's3://models/churn/r8/model.tar.gz', ...model },
      }),
    },
    ...more,
  });

const endpoints: [string, () => EnvironmentSettings][] = [
  ['next-artifact', () => release({}, { artifact: 's3://models/churn/r9/model.tar.gz' })],
  ['next-image', () => release({}, { image: `${IMAGE}:1.4.3` })],
  ['other-repository', () => release({}, { image: `${IMAGE}-gpu:1.0.0` })],
  ['key-added', () => release({ kmsKeyArn: KEY })],
  ['artifact-key', () => release({}, { artifactKmsKeyArn: KEY })],
  ['caller-added', () => release({ callers: { roleNames: ['app', 'batch', 'web'] } })],
  ['caller-removed', () => release({ callers: { roleNames: ['app'] } })],
  ['topics-removed', () => release({ alarms: { modelLatencyP99Ms: 80 } })],
  ['threshold-unreachable', () => release({ alarms: { modelLatencyP99Ms: 60_000, topicArns: [TOPIC] } })],
  ['boundary-exchanged', () => release({}, {}, { iam: { permissionsBoundaryArn: `${BOUNDARY}-wide` } })],
  ['everything-at-once', () => release({ rollout: { strategy: 'all-at-once' } }, { image: `${IMAGE}:1.4.3` })],
  ['other-role', () => release({}, { executionRoleArn: 'arn:aws:iam::123456789012:role/wide' })],
  ['tags', () => release({}, {}, { tags: { team: 'scoring' } })],
];

const networks: [string, () => EnvironmentSettings][] = [
  ['no-longer-allowed', () => release({}, {}, { network: zones('abc') })],
  [
    'another-account-allowed',
    () =>
      release(
        {},
        {},
        { network: { ...zones('abc'), privateLink: { alsoAllow: [X, X.replace('123456789012', '999999999999')] } } },
      ),
  ],
  [
    'one-more-allowed',
    () => release({}, {}, { network: { ...zones('abc'), privateLink: { alsoAllow: [X, `${X}-2`] } } }),
  ],
  [
    'clients-elsewhere',
    () =>
      release(
        {},
        {},
        {
          network: {
            ...zones('abc'),
            privateLink: { alsoAllow: [X] },
            clients: { securityGroupIds: ['sg-0123456789abcdef0'] },
          },
        },
      ),
  ],
];

describeWithAccount('plans of what teams do', () => {
  let sandbox: Sandbox;
  let deployed: () => void;
  beforeAll(async () => {
    const role = (name: string) => ({ [name]: { name, id: name, inline_policy: [] } });
    sandbox = new Sandbox({ aws_iam_role: { ...role('app'), ...role('batch'), ...role('web'), ...role('wide') } });
    sandbox.synth(release());
    await sandbox.deploy('test-network', 'test-churn');
    deployed = sandbox.save();
  });
  beforeEach(() => deployed());
  afterAll(() => sandbox.end());

  test.each(endpoints)('release: %s', async (name, change) => {
    sandbox.synth(change());
    kept(`release-${name}`, await sandbox.planJson('test-churn'));
  });

  test.each(networks)('network: %s', async (name, change) => {
    sandbox.synth(change());
    kept(`network-${name}`, await sandbox.planJson('test-network'));
  });

  test('network: one zone for another', async () => {
    const other = new Sandbox();
    other.synth(settings({ network: zones('ab') }));
    await other.deploy('test-network', 'test-churn');
    other.synth(settings({ network: zones('ac') }));
    kept('network-zone-exchanged', await other.planJson('test-network'));
    other.end();
  });
});
