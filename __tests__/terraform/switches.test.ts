import { ArtifactFolder } from '../support/artifacts';
import { endpoint, settings } from '../support/settings';
import { describeWithAccount, Sandbox } from './support/sandbox';
import { expectIntact, left, served } from './support/serving';

const artifacts = new ArtifactFolder();
afterAll(() => artifacts.end());

const OWN_ROLE = 'arn:aws:iam::123456789012:role/own';
const model = (changes: object) =>
  settings({
    endpoints: { churn: endpoint({ model: { ...endpoint().model, artifact: artifacts.file('one'), ...changes } }) },
  });

const made = () => model({});
const inS3 = () => model({ artifact: 's3://models/churn/model.tar.gz' });
const ownRole = () => model({ executionRoleArn: OWN_ROLE });
const both = () => model({ artifact: 's3://models/churn/model.tar.gz', executionRoleArn: OWN_ROLE });

/** What happens to a deployment, before one goes well. */
const AFTERMATHS: [string, Record<string, string>[]][] = [
  ['two rollbacks', [{ OFFLINE_AWS_ROLLBACK: 'yes' }, { OFFLINE_AWS_ROLLBACK: 'yes' }]],
  [
    'a rollback and a failure',
    [{ OFFLINE_AWS_ROLLBACK: 'yes' }, { OFFLINE_AWS_FAIL: 'aws_sagemaker_endpoint:update' }],
  ],
  [
    'two failures',
    [{ OFFLINE_AWS_FAIL: 'aws_sagemaker_endpoint:update' }, { OFFLINE_AWS_FAIL: 'aws_sagemaker_endpoint:update' }],
  ],
  [
    'failures before the endpoint',
    [
      { OFFLINE_AWS_FAIL: 'aws_sagemaker_model:create' },
      { OFFLINE_AWS_FAIL: 'aws_sagemaker_endpoint_configuration:create' },
      { OFFLINE_AWS_ROLLBACK: 'yes' },
    ],
  ],
];

describeWithAccount('something that served is taken out of the settings', () => {
  let sandbox: Sandbox;
  const deployed = new Map<string, () => void>();
  const START = { made, both };
  beforeAll(async () => {
    sandbox = new Sandbox({
      aws_iam_role: { own: { name: 'own', id: 'own', arn: OWN_ROLE, inline_policy: [{ name: 'x', policy: '{}' }] } },
    });
    const empty = sandbox.save();
    for (const [name, given] of Object.entries(START)) {
      empty();
      sandbox.synth(given());
      await sandbox.deploy('test-network', 'test-churn');
      deployed.set(name, sandbox.save());
    }
  });
  afterAll(() => sandbox.end());

  const switches: [string, keyof typeof START, () => ReturnType<typeof settings>][] = [
    ['an uploaded artifact', 'made', inS3],
    ['the role', 'made', ownRole],
    ['both', 'made', both],
    ['neither: both come in', 'both', made],
  ];
  test.each(
    switches.flatMap(([what, start, to]) =>
      AFTERMATHS.map(([after, steps]) => [what, after, start, to, steps] as const),
    ),
  )('%s, with %s: it stays until what serves has let go of it', async (_, __, start, to, steps) => {
    deployed.get(start)?.();
    sandbox.synth(to());
    for (const step of steps) {
      expect((await sandbox.apply('test-churn', step)).status).toBe(1);
      expectIntact(sandbox);
    }
    await sandbox.deploy('test-churn');
    expectIntact(sandbox);
    expect(left(sandbox)).toEqual({ models: [expect.any(String)], configurations: [served(sandbox)] });
    expect(sandbox.world()).toHaveProperty('aws_sagemaker_endpoint');
    if (to === inS3 || to === both) expect(sandbox.world()).not.toHaveProperty('aws_s3_bucket');
  });
});
