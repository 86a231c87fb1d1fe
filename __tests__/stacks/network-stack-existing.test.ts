import { existingNetwork, ec2Id } from '../support/settings';
import { the } from '../support/synthesized';
import { network } from './support/network';

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
