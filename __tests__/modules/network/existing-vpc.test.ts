import { ExistingVpc } from '../../../modules/network/existing-vpc';
import { synthesizeModule, the } from '../../support/synthesized';

const existingVpc = (routeTableIds?: string[]) => {
  let vpc: ExistingVpc | undefined;
  const terraform = synthesizeModule((stack) => {
    vpc = new ExistingVpc(stack, 'network', { vpcId: 'vpc-1', subnetIds: { 'eu-west-1a': 'subnet-a' }, routeTableIds });
  });
  return { vpc, terraform };
};

test('it makes nothing', () => {
  expect(existingVpc().terraform.resource).toBeUndefined();
});

test('the VPC must have both DNS attributes', () => {
  expect(the(existingVpc().terraform, 'aws_vpc')).toMatchObject({
    id: 'vpc-1',
    lifecycle: {
      postcondition: [{ condition: '${self.enable_dns_support}' }, { condition: '${self.enable_dns_hostnames}' }],
    },
  });
});

test('a subnet must be in its zone and in the VPC', () => {
  expect(the(existingVpc().terraform, 'aws_subnet')).toMatchObject({
    id: 'subnet-a',
    lifecycle: {
      postcondition: [
        {
          condition: '${self.availability_zone == "eu-west-1a"}',
          error_message: expect.stringContaining('not in eu-west-1a'),
        },
        { condition: '${self.vpc_id == "vpc-1"}', error_message: expect.stringContaining('not in vpc-1') },
      ],
    },
  });
});

test('route tables are those that are given', () => {
  expect(existingVpc().vpc?.routeTableIds).toEqual([]);
  expect(existingVpc(['rtb-1']).vpc?.routeTableIds).toEqual(['rtb-1']);
});
