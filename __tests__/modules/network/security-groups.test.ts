import { ClientSecurityGroup } from '../../../modules/network/client-security-group';
import { ModelSecurityGroup } from '../../../modules/network/model-security-group';
import { PrivateLinkSecurityGroup } from '../../../modules/network/private-link-security-group';
import { synthesizeModule, the } from '../../support/synthesized';

type Rule = Record<string, unknown>;
const HTTPS = { ip_protocol: 'tcp', from_port: 443, to_port: 443 };

test('the PrivateLink endpoint’s lets in 443 from who is named, and nothing out', () => {
  const terraform = synthesizeModule((stack) => {
    const group = new PrivateLinkSecurityGroup(stack, 'access', { vpcId: 'vpc-1', namePrefix: 'test-privatelink-' });
    group.allowSecurityGroup('from-sg-1', 'sg-1');
    group.allowCidrBlock('10.1.0.0/16');
  });
  const { aws_vpc_security_group_ingress_rule: rules, aws_vpc_security_group_egress_rule: out } =
    terraform.resource ?? {};
  expect(Object.values(rules ?? {})).toMatchObject([
    { ...HTTPS, cidr_ipv4: '10.1.0.0/16' },
    { ...HTTPS, referenced_security_group_id: 'sg-1' },
  ]);
  expect(out).toBeUndefined();
});

test('the clients’ lets out 443 to the PrivateLink endpoint, and nothing in', () => {
  const terraform = synthesizeModule((stack) => {
    new ClientSecurityGroup(stack, 'clients', {
      vpcId: 'vpc-1',
      namePrefix: 'test-clients-',
      privateLinkSecurityGroupId: 'sg-2',
    });
  });
  expect(the(terraform, 'aws_vpc_security_group_egress_rule')).toMatchObject({
    ...HTTPS,
    referenced_security_group_id: 'sg-2',
  });
  expect(terraform.resource).not.toHaveProperty('aws_vpc_security_group_ingress_rule');
});

test('with bidirectional streams, both have 8443 as well', () => {
  const terraform = synthesizeModule((stack) => {
    const group = new PrivateLinkSecurityGroup(stack, 'access', { vpcId: 'vpc-1', namePrefix: 'test-privatelink-' });
    group.allowSecurityGroup('from-sg-1', 'sg-1', { bidirectionalStreaming: true });
    group.allowCidrBlock('10.1.0.0/16', { bidirectionalStreaming: true });
    new ClientSecurityGroup(stack, 'clients', {
      vpcId: 'vpc-1',
      namePrefix: 'test-clients-',
      privateLinkSecurityGroupId: 'sg-2',
      bidirectionalStreaming: true,
    });
  });
  const { aws_vpc_security_group_ingress_rule: rules, aws_vpc_security_group_egress_rule: out } =
    terraform.resource ?? {};
  const byPort = (a: Rule, b: Rule) => Number(a.from_port) - Number(b.from_port);
  const STREAMS = { ip_protocol: 'tcp', from_port: 8443, to_port: 8443 };
  expect(Object.values(rules ?? {}).toSorted(byPort)).toMatchObject([
    { ...HTTPS, cidr_ipv4: '10.1.0.0/16' },
    { ...HTTPS, referenced_security_group_id: 'sg-1' },
    { ...STREAMS, cidr_ipv4: '10.1.0.0/16' },
    { ...STREAMS, referenced_security_group_id: 'sg-1' },
  ]);
  expect(Object.values(out ?? {}).toSorted(byPort)).toMatchObject([
    { ...HTTPS, referenced_security_group_id: 'sg-2' },
    { ...STREAMS, referenced_security_group_id: 'sg-2' },
  ]);
});

test('where the PrivateLink endpoint may have several groups, the clients’ lets out to each', () => {
  const terraform = synthesizeModule((stack) => {
    new ClientSecurityGroup(stack, 'clients', {
      vpcId: 'vpc-1',
      namePrefix: 'test-clients-',
      privateLinkSecurityGroupId: ['sg-2', 'sg-3'],
    });
  });
  expect(the(terraform, 'aws_vpc_security_group_egress_rule')).toMatchObject({
    ...HTTPS,
    for_each: '${toset(["sg-2", "sg-3"])}',
    referenced_security_group_id: '${each.value}',
  });
});

test('the models’ lets out 443 to S3’s prefix list, and nothing in', () => {
  const terraform = synthesizeModule((stack) => {
    new ModelSecurityGroup(stack, 'models', {
      vpcId: 'vpc-1',
      namePrefix: 'test-models-',
      s3PrefixListName: 'com.amazonaws.eu-west-1.s3',
    });
  });
  expect(the(terraform, 'aws_ec2_managed_prefix_list')).toEqual({ name: 'com.amazonaws.eu-west-1.s3' });
  const rule = the(terraform, 'aws_vpc_security_group_egress_rule');
  expect(rule).toMatchObject({
    ...HTTPS,
    prefix_list_id: expect.stringMatching(/^\$\{data\.aws_ec2_managed_prefix_list\..+\.id\}$/),
  });
  expect(rule).not.toHaveProperty('cidr_ipv4');
  expect(terraform.resource).not.toHaveProperty('aws_vpc_security_group_ingress_rule');
});

test('each is told from its successor by a prefix, and described, with all of its rules', () => {
  const terraform = synthesizeModule((stack) => {
    new ClientSecurityGroup(stack, 'clients', {
      vpcId: 'vpc-1',
      namePrefix: 'test-clients-',
      privateLinkSecurityGroupId: 'sg-2',
    });
  });
  expect(the(terraform, 'aws_security_group')).toMatchObject({
    name_prefix: 'test-clients-',
    description: expect.stringMatching(/\w/),
    lifecycle: { create_before_destroy: true },
  });
  expect(the(terraform, 'aws_vpc_security_group_egress_rule')).toHaveProperty('description');
});
