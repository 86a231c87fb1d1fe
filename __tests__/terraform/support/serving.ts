import type { Change, Sandbox } from './sandbox';

/** The configuration that an endpoint serves, by its name. */
export function served(sandbox: Sandbox, endpoint = 'test-churn'): string {
  return String(sandbox.world().aws_sagemaker_endpoint?.[endpoint]?.endpoint_config_name);
}

/** The names of the models and configurations that there are. */
export function left(sandbox: Sandbox) {
  const names = (type: string) => Object.keys(sandbox.world()[type] ?? {});
  return { models: names('aws_sagemaker_model'), configurations: names('aws_sagemaker_endpoint_configuration') };
}

const SERVING = [
  'aws_sagemaker_model',
  'aws_sagemaker_endpoint_configuration',
  'aws_s3_object',
  'aws_iam_role',
  'aws_iam_role_policy',
  'aws_security_group',
];

/**
 * Expects changes to be a swap that no caller notices: all that serves is made before the endpoint moves, what served
 * goes after, and the endpoint itself is only ever moved.
 */
export function expectHealthySwap(changes: readonly Change[]): void {
  const moves = changes.flatMap(({ op }, i) => (op === 'deploy' ? [i] : []));
  expect(moves).toHaveLength(1);
  const [move] = moves as [number];
  changes.forEach(({ op, type, id }, i) => {
    if (type === 'aws_sagemaker_endpoint') expect([op, id]).not.toContain('delete');
    if (!SERVING.includes(type)) return;
    if (op === 'create') expect({ type, before: i < move }).toEqual({ type, before: true });
    if (op === 'delete') expect({ type, after: i > move }).toEqual({ type, after: true });
    expect(op).not.toBe('update');
  });
}

/** Expects that what serves has all it was made with: its configuration, its model, its artifact and its role. */
export function expectIntact(sandbox: Sandbox, endpoint = 'test-churn'): void {
  const world = sandbox.world();
  const configuration = world.aws_sagemaker_endpoint_configuration?.[served(sandbox, endpoint)];
  const [variant] = configuration?.production_variants as { model_name: string }[];
  const model = world.aws_sagemaker_model?.[variant?.model_name ?? ''];
  const [container] = model?.primary_container as { model_data_url: string }[];
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(container?.model_data_url ?? '') ?? [];
  if (bucket?.startsWith(`${endpoint}-`)) {
    expect(Object.keys(world.aws_s3_bucket ?? {})).toContain(bucket);
    expect(Object.keys(world.aws_s3_object ?? {})).toContain(`${bucket}/${key}`);
  }
  const role = String(model?.execution_role_arn).split('/').at(-1);
  expect(Object.keys(world.aws_iam_role ?? {})).toContain(role);
  if (role?.startsWith(`${endpoint}-`)) {
    expect(Object.values(world.aws_iam_role_policy ?? {}).map((policy) => policy.role)).toContain(role);
  }
}
