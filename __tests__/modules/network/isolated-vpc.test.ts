import { IsolatedVpc } from '../../../modules/network/isolated-vpc';
import { networkNames } from '../../../settings/names';
import { synthesizeModule, the } from '../../support/synthesized';

const made = (protect: boolean) =>
  synthesizeModule((stack) => {
    new IsolatedVpc(stack, 'network', {
      cidrBlock: '10.0.0.0/16',
      subnetBlocks: { 'eu-west-1a': '10.0.0.0/19', 'eu-west-1c': '10.0.64.0/19' },
      names: networkNames('test'),
      protect,
    });
  });

test('a VPC with both DNS attributes', () => {
  expect(the(made(false), 'aws_vpc')).toMatchObject({
    cidr_block: '10.0.0.0/16',
    enable_dns_support: true,
    enable_dns_hostnames: true,
  });
});

test('a private subnet in each zone, which leaves after what uses it, with the one route table', () => {
  const terraform = made(false);
  const subnets = Object.values(terraform.resource?.aws_subnet ?? {});
  expect(subnets).toMatchObject([
    {
      availability_zone: 'eu-west-1a',
      cidr_block: '10.0.0.0/19',
      map_public_ip_on_launch: false,
      lifecycle: { create_before_destroy: true },
    },
    {
      availability_zone: 'eu-west-1c',
      cidr_block: '10.0.64.0/19',
      map_public_ip_on_launch: false,
      lifecycle: { create_before_destroy: true },
    },
  ]);
  expect(Object.keys(terraform.resource?.aws_route_table_association ?? {})).toHaveLength(2);
});

test('no way to the internet, and a default security group without rules', () => {
  const terraform = made(false);
  expect(Object.keys(terraform.resource ?? {}).filter((type) => /gateway|route$|eip/.test(type))).toEqual([]);
  expect(the(terraform, 'aws_route_table')).not.toHaveProperty('route');
  expect(Object.keys(the(terraform, 'aws_default_security_group')).toSorted()).toEqual(['tags', 'vpc_id']);
});

test('protected where asked for', () => {
  expect(the(made(true), 'aws_vpc')).toMatchObject({ lifecycle: { prevent_destroy: true } });
  expect(the(made(false), 'aws_vpc')).not.toHaveProperty('lifecycle.prevent_destroy');
});
