import { seededRandom } from '../../commands/shared/statistics/random';
import type { EnvironmentSettings } from '../../settings';
import { ArtifactFolder } from '../support/artifacts';
import { endpoint, problemsOf, settings } from '../support/settings';
import { describeWithAccount, type Change, expectSuccess, Sandbox } from './support/sandbox';
import { expectIntact, left, served } from './support/serving';

/** More of them, or others: SEEDS=20,21,22 STEPS=40 npm run test:terraform -- sequences */
const SEEDS = (process.env.SEEDS ?? '1').split(',').map(Number);
const STEPS = Number(process.env.STEPS ?? 8);

const artifacts = new ArtifactFolder();
afterAll(() => artifacts.end());

/** The same choices for the same seed. */
class Dice {
  readonly next: () => number;

  constructor(seed: number) {
    this.next = seededRandom(seed);
  }

  one<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.next() * choices.length)] as T;
  }
}

const OWN_ROLE = 'arn:aws:iam::123456789012:role/own';
const KEY = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd';

/** Every way in which settings of a running endpoint may differ, each with its choices. */
const CHOICES = {
  artifact: ['one', 'two', 's3://models/churn/model.tar.gz', 's3://models/churn/other.tar.gz'],
  role: [undefined, undefined, OWN_ROLE],
  isolation: [true, false],
  variables: [undefined, { A: '1' }, { A: '${x}' }],
  instanceType: ['ml.m5.large', 'ml.c5.xlarge', 'ml.t3.medium', 'ml.g5.xlarge'],
  instanceCount: [3, 4, 6],
  scaling: [undefined, { concurrentRequests: 4 }, { invocationsPerMinute: 600 }],
  max: [6, 8],
  rollout: [undefined, 'linear', 'rolling', 'all-at-once'],
  topics: [undefined, ['arn:aws:sns:eu-west-1:123456789012:on-call']],
  latency: [undefined, 80],
  key: [undefined, KEY],
  zones: ['ab', 'abc', 'bc'],
  path: [undefined, '/inference/'],
} as const;
type Given = { [K in keyof typeof CHOICES]: (typeof CHOICES)[K][number] };

function asSettings(given: Given): EnvironmentSettings {
  const { artifact, role, isolation, variables, instanceType, instanceCount, scaling, max, rollout } = given;
  return settings({
    ...(given.path !== undefined && { iam: { path: given.path } }),
    network: {
      create: { cidrBlock: '10.0.0.0/16', availabilityZones: [...given.zones].map((zone) => `eu-west-1${zone}`) },
    },
    endpoints: {
      churn: endpoint({
        model: {
          ...endpoint().model,
          artifact: artifact.startsWith('s3:') ? artifact : artifacts.file(artifact),
          networkIsolation: isolation,
          executionRoleArn: role,
          environment: variables,
        },
        instanceType,
        instanceCount,
        kmsKeyArn: given.key,
        scaling: scaling && { min: 3, max, target: scaling },
        rollout: rollout && { strategy: rollout },
        alarms: { modelLatencyP99Ms: given.latency, topicArns: given.topics && [...given.topics] },
      }),
    },
  });
}

/** One to three things at a time, until it is something that settings let through. */
function changed(before: Given, dice: Dice): Given {
  for (;;) {
    const given = { ...before };
    for (let i = 0; i <= Math.floor(dice.next() * 3); i++) {
      const field = dice.one(Object.keys(CHOICES) as (keyof Given)[]);
      Object.assign(given, { [field]: dice.one<unknown>(CHOICES[field]) });
    }
    // One zone for another at once is no change of a running environment.
    const keeps = [...before.zones].every((zone) => given.zones.includes(zone));
    const leaves = [...given.zones].every((zone) => before.zones.includes(zone));
    if ((keeps || leaves) && problemsOf(asSettings(given)).length === 0) return given;
  }
}

const FAULTS = [
  { OFFLINE_AWS_ROLLBACK: 'yes' },
  ...[
    'aws_sagemaker_model:create',
    'aws_sagemaker_endpoint_configuration:create',
    'aws_cloudwatch_metric_alarm:update',
    'aws_sagemaker_endpoint:update',
    'aws_sagemaker_endpoint_configuration:delete',
    'aws_sagemaker_model:delete',
    'aws_appautoscaling_target:create',
    'aws_appautoscaling_policy:create',
    'aws_appautoscaling_target:delete',
    'aws_s3_bucket:delete',
    'aws_s3_object:delete',
    'aws_iam_role_policy:delete',
    'aws_iam_role:delete',
    'aws_cloudwatch_dashboard:update',
  ].map((OFFLINE_AWS_FAIL) => ({ OFFLINE_AWS_FAIL })),
];

/** At no step is what serves deleted, nor the endpoint. */
function expectNothingThatServesToGo(changes: readonly Change[], servedBefore: string): void {
  let serving = servedBefore;
  for (const { op, type, id, to } of changes) {
    if (op === 'deploy') serving = to as string;
    if (op !== 'delete') continue;
    expect(type).not.toBe('aws_sagemaker_endpoint');
    if (type === 'aws_sagemaker_endpoint_configuration') expect(id).not.toBe(serving);
  }
}

describeWithAccount('changes of every kind, in any order, with failures and rollbacks between them', () => {
  test.each(SEEDS)('seed %i', async (seed) => {
    const dice = new Dice(seed);
    const sandbox = new Sandbox({
      aws_iam_role: { own: { name: 'own', id: 'own', arn: OWN_ROLE, inline_policy: [{ name: 'x', policy: '{}' }] } },
    });
    let given = Object.fromEntries(Object.entries(CHOICES).map(([field, [first]]) => [field, first])) as Given;
    sandbox.synth(asSettings(given));
    await sandbox.deploy('test-network', 'test-churn');
    try {
      for (let step = 0; step < STEPS; step++) {
        const zonesBefore = given.zones;
        given = changed(given, dice);
        sandbox.synth(asSettings(given));
        // A zone comes with the network first, and goes with the endpoint first.
        if (given.zones.length >= zonesBefore.length) await sandbox.deploy('test-network');
        for (let fault = 0; fault < Math.floor(dice.next() * 3); fault++) {
          sandbox.changes();
          const before = served(sandbox);
          await sandbox.apply('test-churn', dice.one<Record<string, string>>(FAULTS));
          expectIntact(sandbox);
          expectNothingThatServesToGo(sandbox.changes(), before);
        }
        sandbox.changes();
        const before = served(sandbox);
        await sandbox.deploy('test-churn');
        expectIntact(sandbox);
        expectNothingThatServesToGo(sandbox.changes(), before);
        expect(left(sandbox)).toEqual({ models: [expect.any(String)], configurations: [served(sandbox)] });
        await sandbox.deploy('test-network');
      }
      expectSuccess(await sandbox.destroy('test-churn'));
      expectSuccess(await sandbox.destroy('test-network'));
    } catch (error) {
      throw new Error(
        `seed ${seed}, ${JSON.stringify(given)}: ${error instanceof Error ? error.message : String(error)}`,
      );
    } finally {
      sandbox.end();
    }
  });
});
