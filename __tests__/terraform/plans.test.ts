import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { EnvironmentSettings } from '../../settings';
import { ArtifactFolder } from '../support/artifacts';
import { adopted, ec2Id, endpoint, ROOT, settings } from '../support/settings';
import { describeWithAccount, Sandbox } from './support/sandbox';

// Makes the plans that the tests of review read, with terraform itself: npm run fixtures. Else there is nothing to do.
const describeMaking = process.env.UPDATE_FIXTURES ? describeWithAccount : describe.skip;
const FOLDER = join(ROOT, '__tests__', 'review', 'fixtures');

type Block = Record<string, unknown>;
type Stack = { resource: Record<string, Record<string, Block>> } & Record<string, unknown>;
type EndpointSettings = ReturnType<typeof endpoint>;

const artifacts = new ArtifactFolder();
afterAll(() => artifacts.end());

const KEY = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd';
const zones = (letters: string) => ({
  create: { cidrBlock: '10.0.0.0/16', availabilityZones: [...letters].map((letter) => `eu-west-1${letter}`) },
});
const churn = (
  changes: Partial<EndpointSettings> = {},
  model: Partial<EndpointSettings['model']> = {},
): EnvironmentSettings =>
  settings({
    network: zones('abc'),
    endpoints: {
      churn: endpoint({
        instanceCount: 4,
        scaling: { min: 3, max: 8, target: { concurrentRequests: 4 } },
        alarms: { modelLatencyP99Ms: 80 },
        kmsKeyArn: KEY,
        ...changes,
        model: { ...endpoint().model, artifact: artifacts.file('one'), ...model },
      }),
    },
  });
const IN_S3 = { artifact: 's3://models/churn/model.tar.gz' };

const kept = (name: string, plan: string): void => {
  expect(JSON.parse(plan)).toHaveProperty('format_version');
  writeFileSync(join(FOLDER, `${name}.json.gz`), gzipSync(plan, { level: 9 }));
};

/** Changes what was synthesized, to what this project would never write. */
function tamper(sandbox: Sandbox, stack: string, change: (terraform: Stack) => void): void {
  const terraform = JSON.parse(readFileSync(sandbox.file(stack), 'utf8')) as Stack;
  change(terraform);
  writeFileSync(sandbox.file(stack), JSON.stringify(terraform));
}
const one = (terraform: Stack, type: string, name = ''): Block => {
  const [found] = Object.entries(terraform.resource[type] ?? {}).filter(([key]) => key.includes(name));
  return (found as [string, Block])[1];
};

describeMaking('plans of', () => {
  let sandbox: Sandbox;
  let deployed: () => void;
  let before: EnvironmentSettings;
  beforeAll(async () => {
    sandbox = new Sandbox({ aws_iam_role: { scoring: { name: 'scoring', id: 'scoring', inline_policy: [] } } });
    before = churn();
    sandbox.synth(before);
    kept('network-created', await sandbox.planJson('test-network'));
    await sandbox.deploy('test-network');
    kept('endpoint-created', await sandbox.planJson('test-churn'));
    await sandbox.deploy('test-churn');
    deployed = sandbox.save();
  });
  beforeEach(() => {
    deployed();
    sandbox.synth(before);
  });
  afterAll(() => sandbox.end());

  const changes: [string, () => EnvironmentSettings][] = [
    ['nothing', () => before],
    ['swap', () => churn({}, { artifact: artifacts.file('two') })],
    ['instance-type', () => churn({ instanceType: 'ml.c5.xlarge' })],
    ['count-down', () => churn({ instanceCount: 3 })],
    ['count-up', () => churn({ instanceCount: 6 })],
    ['scaling-down', () => churn({ scaling: { min: 3, max: 6, target: { concurrentRequests: 4 } } })],
    ['scaling-away', () => churn({ scaling: undefined })],
    ['alarm-away', () => churn({ alarms: undefined })],
    ['alarm-other-threshold', () => churn({ alarms: { modelLatencyP99Ms: 40 } })],
    ['rollout-alone', () => churn({ rollout: { strategy: 'all-at-once' } })],
    ['rollout-and-swap', () => churn({ rollout: { strategy: 'linear' } }, { artifact: artifacts.file('two') })],
    ['isolation-off', () => churn({}, { networkIsolation: false })],
    ['key-away', () => churn({ kmsKeyArn: undefined })],
    ['key-other', () => churn({ kmsKeyArn: `${KEY}5` })],
    ['artifact-elsewhere', () => churn({}, IN_S3)],
    ['caller-role', () => churn({ callers: { roleNames: ['scoring'] } })],
    ['boundary', () => ({ ...before, iam: { permissionsBoundaryArn: 'arn:aws:iam::123456789012:policy/boundary' } })],
    ['own-role', () => churn({}, { executionRoleArn: 'arn:aws:iam::123456789012:role/scoring' })],
    ['environment', () => churn({}, { environment: { A: '1' } })],
    ['log-retention', () => churn({ logRetentionDays: 30 })],
  ];
  test.each(changes)('%s', async (name, change) => {
    sandbox.synth(change());
    kept(`endpoint-${name}`, await sandbox.planJson('test-churn'));
  });

  const tampered: [string, (terraform: Stack) => void][] = [
    [
      'guard-away',
      (t) => delete (one(t, 'aws_sagemaker_endpoint').deployment_config as Block).auto_rollback_configuration,
    ],
    [
      'old-first',
      (t) => {
        const configuration = one(t, 'aws_sagemaker_endpoint_configuration');
        configuration.lifecycle = {};
        (configuration.production_variants as [Block])[0].instance_type = 'ml.c5.xlarge';
        one(t, 'aws_sagemaker_endpoint').lifecycle = {};
      },
    ],
    [
      'endpoint-stays',
      (t) => {
        (one(t, 'aws_sagemaker_endpoint_configuration').production_variants as [Block])[0].instance_type =
          'ml.c5.xlarge';
        pin(t);
      },
    ],
    [
      'too-few',
      (t) =>
        ((one(t, 'aws_sagemaker_endpoint_configuration').production_variants as [Block])[0].initial_instance_count = 2),
    ],
    ['scaling-too-low', (t) => (one(t, 'aws_appautoscaling_target').min_capacity = 2)],
    ['policy-wider', (t) => widen(one(t, 'aws_iam_policy'), 'policy')],
    ['policy-narrower', (t) => narrow(one(t, 'aws_iam_policy'), 'policy')],
    ['trust-wider', (t) => trust(one(t, 'aws_iam_role'))],
    [
      'managed-policy',
      (t) => {
        t.resource.aws_iam_role_policy_attachment = {
          more: { role: 'scoring', policy_arn: 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess' },
        };
      },
    ],
    ['bucket-public', (t) => (one(t, 'aws_s3_bucket_public_access_block').block_public_policy = false)],
    [
      'fewer-subnets',
      (t) => {
        const network = one(t, 'aws_sagemaker_model').vpc_config as { subnets: string[] };
        network.subnets = network.subnets.slice(0, 2);
      },
    ],
    [
      'forgotten',
      (t) => {
        delete t.resource.aws_cloudwatch_dashboard;
        t.removed = { from: 'aws_cloudwatch_dashboard.dashboard_dashboard', lifecycle: { destroy: false } };
      },
    ],
    [
      'moved',
      (t) => {
        t.resource.aws_cloudwatch_dashboard = { renamed: one(t, 'aws_cloudwatch_dashboard') };
        t.moved = {
          from: 'aws_cloudwatch_dashboard.dashboard_dashboard',
          to: 'aws_cloudwatch_dashboard.renamed',
        };
      },
    ],
    [
      'sensitive',
      (t) =>
        (one(t, 'aws_cloudwatch_metric_alarm', 'model-errors').alarm_description = '${sensitive("hunter2-hunter2")}'),
    ],
    [
      'hostile',
      (t) => {
        one(t, 'aws_cloudwatch_metric_alarm', 'model-errors').alarm_description =
          '`</details><img src=x onerror=alert(1)> @octocat #1 [x](https://evil.example) | \n\n# Safe ✅\u202e';
      },
    ],
  ];
  test.each(tampered)('%s', async (name, change) => {
    tamper(sandbox, 'test-churn', change);
    kept(`endpoint-${name}`, await sandbox.planJson('test-churn'));
  });

  test('arguments', async () => {
    kept('endpoint-destroyed', await sandbox.planJson('test-churn', ['-destroy']));
    kept(
      'endpoint-replaced',
      await sandbox.planJson('test-churn', ['-replace=aws_sagemaker_endpoint.endpoint_endpoint']),
    );
    kept('bucket-replaced', await sandbox.planJson('test-churn', ['-replace=aws_s3_bucket.artifact_store_bucket']));
    sandbox.synth(churn({}, { artifact: artifacts.file('two') }));
    kept('endpoint-targeted', await sandbox.planJson('test-churn', ['-target=aws_s3_object.artifact_object']));
  });

  test('after a deployment that was rolled back', async () => {
    sandbox.synth(churn({}, { artifact: artifacts.file('two') }));
    await sandbox.apply('test-churn', { OFFLINE_AWS_ROLLBACK: 'yes' });
    kept('endpoint-again', await sandbox.planJson('test-churn'));
    tamper(sandbox, 'test-churn', pin);
    kept('endpoint-leftover-serves', await sandbox.planJson('test-churn'));
  });

  test('a policy that is known only once it is applied', async () => {
    sandbox.synth(churn({}, IN_S3));
    await sandbox.deploy('test-churn');
    sandbox.synth(before);
    kept('endpoint-policy-unknown', await sandbox.planJson('test-churn'));
  });

  test('a boundary that is taken away', async () => {
    sandbox.synth({ ...before, iam: { permissionsBoundaryArn: 'arn:aws:iam::123456789012:policy/boundary' } });
    await sandbox.deploy('test-churn');
    sandbox.synth(before);
    kept('endpoint-boundary-away', await sandbox.planJson('test-churn'));
  });

  test('a zone more, which the network has', async () => {
    const other = new Sandbox();
    const given = (letters: string) =>
      settings({ network: zones(letters), endpoints: { churn: endpoint({ instanceCount: 3 }) } });
    other.synth(given('ab'));
    await other.deploy('test-network', 'test-churn');
    other.synth(given('abc'));
    await other.deploy('test-network');
    kept('endpoint-zone-added', await other.planJson('test-churn'));
    other.synth(given('ab'));
    kept('endpoint-zone-not-joined', await other.planJson('test-churn'));
    other.end();
  });

  test('something that is there already, adopted', async () => {
    const name = '/aws/sagemaker/Endpoints/test-churn';
    const other = new Sandbox({
      aws_cloudwatch_log_group: { [name]: { id: name, name, region: 'eu-west-1', retention_in_days: 30 } },
    });
    other.synth(settings());
    await other.deploy('test-network');
    tamper(other, 'test-churn', (t) => (t.import = { to: 'aws_cloudwatch_log_group.log', id: name }));
    kept('endpoint-imported', await other.planJson('test-churn'));
    other.end();
  });

  test('a plan that fails', async () => {
    sandbox.synth({ ...churn({ scaling: undefined }), network: zones('abcd') });
    kept('endpoint-errored', await sandbox.planJson('test-churn'));
  });

  const networks: [string, () => EnvironmentSettings][] = [
    ['zone-removed', () => ({ ...before, network: zones('ab'), endpoints: {} })],
    ['another-block', () => ({ ...before, network: { create: { ...zones('abc').create, cidrBlock: '10.8.0.0/16' } } })],
    ['probe', () => ({ ...before, probe: true })],
    ['topics', () => churn({ alarms: { topicArns: ['arn:aws:sns:eu-west-1:123456789012:on-call'] } })],
    ['flow-log-away', () => ({ ...before, network: { ...zones('abc'), flowLogs: false } })],
    [
      'another-endpoint-allowed',
      () => ({
        ...before,
        network: {
          ...zones('abc'),
          privateLink: { alsoAllow: ['arn:aws:sagemaker:eu-west-1:123456789012:endpoint/x'] },
        },
      }),
    ],
    [
      'clients-by-block',
      () => ({ ...before, network: { ...zones('abc'), clients: { cidrBlocks: ['10.20.0.0/16'] } } }),
    ],
  ];
  test.each(networks)('%s', async (name, change) => {
    sandbox.synth(change());
    kept(`network-${name}`, await sandbox.planJson('test-network'));
  });

  const tamperedNetworks: [string, (terraform: Stack) => void][] = [
    ['private-dns-off', (t) => (one(t, 'aws_vpc_endpoint', 'private-link').private_dns_enabled = false)],
    ['vpc-dns-off', (t) => (one(t, 'aws_vpc').enable_dns_hostnames = false)],
    ['https-open', (t) => rule(t, { cidr_ipv4: '0.0.0.0/0', from_port: 443, to_port: 443, ip_protocol: 'tcp' })],
    ['everything-open', (t) => rule(t, { cidr_ipv6: '::/0', ip_protocol: '-1' })],
    [
      'https-open-inside',
      (t) => rule(t, { cidr_ipv4: '10.0.0.0/8', from_port: 443, to_port: 443, ip_protocol: 'tcp' }),
    ],
    ['half-open', (t) => rule(t, { cidr_ipv4: '128.0.0.0/1', from_port: 0, to_port: 65535, ip_protocol: 'tcp' })],
    ['http-open', (t) => rule(t, { cidr_ipv4: '0.0.0.0/0', from_port: 80, to_port: 80, ip_protocol: 'tcp' })],
    ['policy-wider', (t) => widen(one(t, 'aws_vpc_endpoint', 'private-link'), 'policy')],
    ['policy-regrouped', (t) => regroup(one(t, 'aws_vpc_endpoint', 'private-link'), 'policy')],
  ];
  test.each(tamperedNetworks)('%s', async (name, change) => {
    tamper(sandbox, 'test-network', change);
    kept(`network-${name}`, await sandbox.planJson('test-network'));
  });

  test('a zone more', async () => {
    const other = new Sandbox();
    other.synth(settings({ network: zones('ab') }));
    await other.deploy('test-network');
    other.synth(settings({ network: zones('abc') }));
    kept('network-zone-added', await other.planJson('test-network'));
    other.end();
  });

  test('a network that goes', async () => {
    kept('network-destroyed', await sandbox.planJson('test-network', ['-destroy']));
  });

  test('an adopted VPC', async () => {
    const vpcId = ec2Id('vpc', '1');
    const other = new Sandbox({
      aws_vpc: {
        [vpcId]: { id: vpcId, cidr_block: '10.1.0.0/16', enable_dns_support: true, enable_dns_hostnames: true },
      },
      aws_subnet: Object.fromEntries(
        ['a', 'b'].map((zone, i) => [
          ec2Id('subnet', zone),
          {
            id: ec2Id('subnet', zone),
            vpc_id: vpcId,
            availability_zone: `eu-west-1${zone}`,
            cidr_block: `10.1.${i}.0/24`,
          },
        ]),
      ),
    });
    other.synth(settings({ network: adopted({}, { vpcId }) }));
    kept('network-adopted', await other.planJson('test-network'));
    other.end();
  });
});

/** The endpoint stays with the configuration it has. */
function pin(terraform: Stack): void {
  const it = one(terraform, 'aws_sagemaker_endpoint');
  it.lifecycle = { ignore_changes: ['endpoint_config_name'] };
}

interface Statement {
  Action: string | string[];
  Resource?: string | string[];
  Condition?: unknown;
}
interface Policy {
  Statement: [Statement, ...Statement[]];
}

function edit(block: Block, attribute: string, change: (policy: Policy) => void): void {
  const policy = JSON.parse(block[attribute] as string) as Policy;
  change(policy);
  block[attribute] = JSON.stringify(policy);
}
const widen = (block: Block, attribute: string) =>
  edit(block, attribute, ({ Statement }) => Statement.forEach((statement) => (statement.Resource = '*')));
const narrow = (block: Block, attribute: string) =>
  edit(block, attribute, ({ Statement }) => (Statement[0].Action = ['sagemaker:InvokeEndpoint']));
const trust = (block: Block) => edit(block, 'assume_role_policy', ({ Statement }) => delete Statement[0].Condition);
const regroup = (block: Block, attribute: string) =>
  edit(block, attribute, (policy) => {
    const [statement] = policy.Statement;
    policy.Statement = (statement.Action as string[]).map((Action) => ({
      ...statement,
      Action,
    })) as Policy['Statement'];
  });
const rule = (terraform: Stack, values: Block) => {
  terraform.resource.aws_vpc_security_group_ingress_rule = {
    ...terraform.resource.aws_vpc_security_group_ingress_rule,
    another: { security_group_id: '${aws_security_group.private-link-access_group.id}', ...values },
  };
};
