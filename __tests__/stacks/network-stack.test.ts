import { ec2Id, endpoint, settings } from '../support/settings';
import { policyOf, the } from '../support/synthesized';
import { created, interfaceEndpoint, network, rules } from './support/network';

test('the outputs are those of the design', () => {
  expect(Object.keys(created({}).output ?? {}).toSorted()).toEqual([
    'client_security_group_id',
    'model_security_group_id',
    'private_link_dns_name',
    'private_link_id',
    'private_link_subnet_ids',
    'private_link_zonal_dns_names',
    'private_link_zones',
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

test('with bidirectional streams, clients reach port 8443 as well, and the probe does not', () => {
  const stack = network({
    network: {
      ...settings().network,
      clients: { cidrBlocks: ['10.1.0.0/16'] },
      privateLink: { bidirectionalStreaming: true },
    },
    probe: true,
  });
  expect(
    rules(stack)
      .map(({ cidr_ipv4: block = 'the probe', from_port: port }) => `${String(block)}: ${String(port)}`)
      .toSorted(),
  ).toEqual(['10.1.0.0/16: 443', '10.1.0.0/16: 8443', 'the probe: 443']);
  expect(policyOf(interfaceEndpoint(stack)[0] ?? {}).Statement[0]?.Action).toContain(
    'sagemaker:InvokeEndpointWithBidirectionalStream',
  );
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

test('protect', () => {
  const stack = network({ protect: true });
  expect(the(stack, 'aws_vpc')).toMatchObject({ lifecycle: { prevent_destroy: true } });
  expect(interfaceEndpoint(stack)[0]).toMatchObject({ lifecycle: { prevent_destroy: true } });
});
