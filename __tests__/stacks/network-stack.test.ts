import type { EnvironmentSettings } from '../../settings';
import { existingNetwork, ec2Id, endpoint, resolved, settings } from '../support/settings';
import { policyOf, stackOf, synthesizeEnvironments, the } from '../support/synthesized';

jest.mock('../../commands/probe/function/bundle', () => ({ bundleProbe: () => Buffer.from('code') }));

const network = (changes: Partial<EnvironmentSettings>) =>
  stackOf(synthesizeEnvironments(resolved(settings({ endpoints: {}, ...changes }))), 'test-network');
const created = (more: object) => network({ network: { ...settings().network, ...more } });
const rules = (stack: ReturnType<typeof network>) =>
  Object.values(stack.resource?.aws_vpc_security_group_ingress_rule ?? {});
const interfaceEndpoint = (stack: ReturnType<typeof network>) =>
  Object.values(stack.resource?.aws_vpc_endpoint ?? {}).filter(
    ({ vpc_endpoint_type }) => vpc_endpoint_type === 'Interface',
  );

test('the outputs are those of the design', () => {
  expect(Object.keys(created({}).output ?? {}).toSorted()).toEqual([
    'client_security_group_id',
    'model_security_group_id',
    'private_link_dns_name',
    'private_link_id',
    'private_link_subnet_ids',
    'private_link_zonal_dns_names',
    'probe_role_arn',
    'probe_security_group_id',
    'subnet_ids',
    'vpc_id',
  ]);
});

test('the provider: its exact version, the account, tags on everything', () => {
  const stack = network({ accountId: '111122223333', tags: { owner: 'ml' } });
  expect(stack.terraform).toMatchObject({
    required_providers: { aws: { version: '6.27.0' } },
  });
  expect(stack.provider?.aws).toEqual([
    {
      region: 'eu-west-1',
      allowed_account_ids: ['111122223333'],
      default_tags: [{ tags: { owner: 'ml', environment: 'test', stack: 'test-network' } }],
    },
  ]);
});

test('by default clients are members of a group made for them', () => {
  const stack = created({});
  expect(rules(stack)).toMatchObject([
    { referenced_security_group_id: '${aws_security_group.clients_group.id}', from_port: 443, to_port: 443 },
  ]);
  expect(stack.output?.client_security_group_id?.value).toBe('${aws_security_group.clients_group.id}');
});

test('clients that are named, and no others', () => {
  const stack = created({
    clients: { securityGroupIds: [ec2Id('sg', '1')], cidrBlocks: ['10.1.0.0/16', '10.2.0.0/16'] },
  });
  expect(
    rules(stack)
      .map(({ referenced_security_group_id: group, cidr_ipv4: block }) => group ?? block)
      .toSorted(),
  ).toEqual(['10.1.0.0/16', '10.2.0.0/16', ec2Id('sg', '1')]);
  expect(stack.output?.client_security_group_id?.value).toBe('');
  expect(stack.resource?.aws_security_group).not.toHaveProperty('clients_group');
});

test('the environment’s own endpoints pass, and what else is named', () => {
  const also = 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint/pricing';
  const [endpoint = {}] = interfaceEndpoint(created({ privateLink: { alsoAllow: [also] } }));
  expect(policyOf(endpoint).Statement[0]?.Resource).toEqual([
    'arn:aws:sagemaker:eu-west-1:${data.aws_caller_identity.caller.account_id}:endpoint/test-*',
    also,
  ]);
});

test('FIPS: its own service, and no policy', () => {
  const stack = network({
    region: 'us-east-1',
    network: {
      create: { cidrBlock: '10.0.0.0/16', availabilityZones: ['us-east-1a', 'us-east-1b'] },
      privateLink: { fips: true },
    },
  });
  expect(the(stack, 'aws_vpc_endpoint_service')).toMatchObject({
    service_name: 'com.amazonaws.us-east-1.sagemaker.runtime-fips',
  });
  expect(interfaceEndpoint(stack)[0]).not.toHaveProperty('policy');
});

test('China: its own partition and service', () => {
  const stack = network({
    region: 'cn-north-1',
    network: { create: { cidrBlock: '10.0.0.0/16', availabilityZones: ['cn-north-1a', 'cn-north-1b'] } },
  });
  expect(the(stack, 'aws_vpc_endpoint_service')).toMatchObject({
    service_name: 'cn.com.amazonaws.cn-north-1.sagemaker.runtime',
  });
  expect(JSON.stringify(stack)).not.toContain('arn:aws:');
});

test('an existing VPC: an S3 gateway only for route tables that are given, a flow log only where it is asked for', () => {
  const kinds = (stack: ReturnType<typeof network>) =>
    Object.values(stack.resource?.aws_vpc_endpoint ?? {}).map((e) => e.vpc_endpoint_type);
  const bare = network({ network: existingNetwork() });
  expect(kinds(bare)).toEqual(['Interface']);
  expect(bare.resource).not.toHaveProperty('aws_flow_log');
  expect(kinds(network({ network: existingNetwork({}, { routeTableIds: [ec2Id('rtb', '1')] }) }))).toEqual([
    'Interface',
    'Gateway',
  ]);
  expect(network({ network: existingNetwork({ flowLogs: { retentionDays: 30 } }) }).resource).toHaveProperty(
    'aws_flow_log',
  );
});

test('an existing VPC: a check says what private DNS does to others, unless the name was there before', () => {
  const checks = (privateLink?: { existing: { vpcEndpointId: string } }) =>
    Object.keys(network({ network: existingNetwork({ privateLink }) }).check ?? {});
  expect(checks()).toEqual(['every_zone_of_the_vpc_is_covered', 'private_dns_is_for_the_whole_vpc']);
  expect(checks({ existing: { vpcEndpointId: ec2Id('vpce', '1') } })).toEqual(['every_zone_of_the_vpc_is_covered']);
});

test('an existing PrivateLink endpoint: nothing is made for it', () => {
  const stack = network({
    network: existingNetwork({ privateLink: { existing: { vpcEndpointId: ec2Id('vpce', '1') } } }),
  });
  expect(Object.keys(stack.resource ?? {}).toSorted()).toEqual([
    'aws_cloudwatch_metric_alarm',
    'aws_security_group',
    'aws_vpc_security_group_egress_rule',
  ]);
  expect(Object.keys(stack.resource?.aws_security_group ?? {})).toEqual(['models_group']);
});

test('alarms in each zone on what the PrivateLink endpoint drops, which every endpoint’s topics hear of', () => {
  const topic = (name: string) => `arn:aws:sns:eu-west-1:111122223333:${name}`;
  const alarms = (...topicArns: string[]) => ({ alarms: { topicArns } });
  const stack = network({
    endpoints: { a: endpoint(alarms(topic('y'), topic('x'))), b: endpoint(alarms(topic('x'))), c: endpoint() },
  });
  expect(Object.keys(stack.resource?.aws_cloudwatch_metric_alarm ?? {})).toEqual([
    'packets-dropped_eu-west-1a',
    'packets-dropped_eu-west-1b',
  ]);
  expect(the(stack, 'aws_cloudwatch_metric_alarm', '1b')).toMatchObject({
    alarm_name: 'test-privatelink-packets-dropped-eu-west-1b',
    namespace: 'AWS/PrivateLinkEndpoints',
    metric_name: 'PacketsDropped',
    dimensions: {
      'Endpoint Type': 'Interface',
      'Service Name': 'com.amazonaws.eu-west-1.sagemaker.runtime',
      'Subnet Id': '${aws_subnet.network_subnet-eu-west-1b.id}',
      'VPC Endpoint Id': '${aws_vpc_endpoint.private-link_endpoint.id}',
      'VPC Id': '${aws_vpc.network_vpc.id}',
    },
    statistic: 'Sum',
    comparison_operator: 'GreaterThanThreshold',
    threshold: 0,
    treat_missing_data: 'notBreaching',
    alarm_actions: [topic('x'), topic('y')],
    ok_actions: [topic('x'), topic('y')],
  });
});

test('of a PrivateLink endpoint that is there already, the alarms watch its own subnets', () => {
  const stack = network({
    network: existingNetwork({ privateLink: { existing: { vpcEndpointId: ec2Id('vpce', '1') } } }),
  });
  expect(the(stack, 'aws_cloudwatch_metric_alarm', '1a')).toMatchObject({
    dimensions: {
      'Subnet Id':
        '${one([for s in data.aws_subnet.private-link_subnet : s.id if s.availability_zone == "eu-west-1a"])}',
    },
  });
});

test('protect', () => {
  const stack = network({ protect: true });
  expect(the(stack, 'aws_vpc')).toMatchObject({ lifecycle: { prevent_destroy: true } });
  expect(interfaceEndpoint(stack)[0]).toMatchObject({ lifecycle: { prevent_destroy: true } });
});

test('without a probe nothing is made for it, and its outputs are empty', () => {
  const stack = created({});
  expect(JSON.stringify(stack.resource)).not.toContain('probe');
  expect(stack.output).toMatchObject({ probe_role_arn: { value: '' }, probe_security_group_id: { value: '' } });
});

test.each([
  ['by default', {}],
  ['where the settings name others', { clients: { securityGroupIds: [ec2Id('sg', '1')] } }],
])('the probe is a client of the PrivateLink endpoint, %s', (_, more) => {
  const stack = network({ probe: true, network: { ...settings().network, ...more } });
  const group = '${aws_security_group.probe_group.id}';
  expect(the(stack, 'aws_vpc_security_group_ingress_rule', 'from-probe')).toMatchObject({
    security_group_id: '${aws_security_group.private-link-access_group.id}',
    referenced_security_group_id: group,
    from_port: 443,
    to_port: 443,
  });
  expect(the(stack, 'aws_vpc_security_group_egress_rule', 'probe_to-private-link')).toMatchObject({
    security_group_id: group,
    referenced_security_group_id: '${aws_security_group.private-link-access_group.id}',
    from_port: 443,
    to_port: 443,
  });
  expect(stack.output).toMatchObject({
    probe_security_group_id: { value: group },
    probe_role_arn: { value: '${aws_iam_role.probe-role_role.arn}' },
  });
});

test('the probe’s security group goes before its role’s policy, and is waited for as long as Lambda takes', () => {
  expect(the(network({ probe: true }), 'aws_security_group', 'probe_group')).toMatchObject({
    name_prefix: 'test-probe-',
    depends_on: ['aws_iam_role_policy.probe-role_connect'],
    timeouts: { delete: '45m' },
    lifecycle: { create_before_destroy: true },
  });
});

test('the probe calls this environment’s endpoints through its PrivateLink endpoint, and its code cannot change networks', () => {
  const stack = network({ probe: true, iam: { path: '/x/' } });
  expect(the(stack, 'aws_iam_role', 'probe-role_role')).toMatchObject({ name_prefix: 'test-probe-', path: '/x/' });
  const account = '${data.aws_caller_identity.caller.account_id}';
  expect(policyOf(the(stack, 'aws_iam_role_policy', 'measure')).Statement).toMatchObject([
    {
      Resource: [`arn:aws:sagemaker:eu-west-1:${account}:endpoint/test-*`],
      Condition: { StringEquals: { 'aws:SourceVpce': '${aws_vpc_endpoint.private-link_endpoint.id}' } },
    },
    { Resource: [`arn:aws:logs:eu-west-1:${account}:log-group:/aws/lambda/test-probe-*:*`] },
  ]);
  expect(policyOf(the(stack, 'aws_iam_role_policy', 'connect')).Statement).toContainEqual(
    expect.objectContaining({
      Effect: 'Deny',
      Condition: {
        ArnLike: { 'lambda:SourceFunctionArn': `arn:aws:lambda:eu-west-1:${account}:function:test-probe-*` },
      },
    }),
  );
});

test('an existing PrivateLink endpoint: the probe may go out to each of its security groups, and nothing of it is changed', () => {
  const stack = network({
    probe: true,
    network: existingNetwork({ privateLink: { existing: { vpcEndpointId: ec2Id('vpce', '1') } } }),
  });
  expect(the(stack, 'aws_vpc_security_group_egress_rule', 'probe_to-private-link')).toMatchObject({
    for_each: '${toset(tolist(data.aws_vpc_endpoint.private-link_endpoint.security_group_ids))}',
    referenced_security_group_id: '${each.value}',
    from_port: 443,
  });
  expect(stack.resource).not.toHaveProperty('aws_vpc_security_group_ingress_rule');
  expect(policyOf(the(stack, 'aws_iam_role_policy', 'measure')).Statement).toContainEqual(
    expect.objectContaining({
      Condition: { StringEquals: { 'aws:SourceVpce': '${data.aws_vpc_endpoint.private-link_endpoint.id}' } },
    }),
  );
});
