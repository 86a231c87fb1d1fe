import { type Block, edit, one, type Stack, widen } from './making-plans';

/** What this project would never write of an endpoint. */
export const tampered: [string, (terraform: Stack) => void][] = [
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
      one(t, 'aws_cloudwatch_metric_alarm', 'rollback').lifecycle = {};
    },
  ],
  [
    'endpoint-stays',
    (t) => {
      (one(t, 'aws_sagemaker_endpoint_configuration').production_variants as [Block])[0].instance_type = 'ml.c5.xlarge';
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

/** The endpoint stays with the configuration it has. */
export function pin(terraform: Stack): void {
  const endpoint = one(terraform, 'aws_sagemaker_endpoint');
  endpoint.lifecycle = { ignore_changes: ['endpoint_config_name'] };
}

const narrow = (block: Block, attribute: string) =>
  edit(block, attribute, ({ Statement }) => (Statement[0].Action = ['sagemaker:InvokeEndpoint']));
const trust = (block: Block) => edit(block, 'assume_role_policy', ({ Statement }) => delete Statement[0].Condition);
