import { describeProduction, existing, itsVpc, region, shipped } from './support/production';

describeProduction((open) => {
  describe('with a PrivateLink endpoint that is there already', () => {
    const vpcEndpointId = 'vpce-0a1b2c3d4e5f60718';
    const network = { existing };
    const sharing = { ...shipped, network: { ...network, privateLink: { existing: { vpcEndpointId } } } };
    const withEndpoint = (changes: object = {}) => ({
      ...itsVpc(),
      aws_vpc_endpoint: {
        [vpcEndpointId]: {
          id: vpcEndpointId,
          region,
          vpc_id: existing.vpcId,
          vpc_endpoint_type: 'Interface',
          service_name: 'com.amazonaws.us-east-1.sagemaker.runtime',
          state: 'available',
          private_dns_enabled: true,
          subnet_ids: Object.values(existing.subnets),
          // In no order, and with a zone that the settings do not name: AWS promises neither.
          dns_entry: [
            { dns_name: 'runtime.sagemaker.us-east-1.amazonaws.com', hosted_zone_id: 'Z' },
            { dns_name: 'vpce-0-0-us-east-1f.runtime.sagemaker.us-east-1.vpce.amazonaws.com', hosted_zone_id: 'Z' },
            { dns_name: 'vpce-0-0-us-east-1a.runtime.sagemaker.us-east-1.vpce.amazonaws.com', hosted_zone_id: 'Z' },
            { dns_name: 'vpce-0-0.runtime.sagemaker.us-east-1.vpce.amazonaws.com', hosted_zone_id: 'Z' },
          ],
          ...changes,
        },
      },
    });

    test('uses it, tells its names, and changes nothing of it', async () => {
      const world = withEndpoint();
      const project = open(world, sharing);
      await project.deploy('production-network', 'production-scoring');
      expect(project.world().aws_vpc_endpoint?.[vpcEndpointId]).toEqual(world.aws_vpc_endpoint[vpcEndpointId]);
      expect(await project.outputs('production-network')).toMatchObject({
        private_link_id: vpcEndpointId,
        private_link_dns_name: 'vpce-0-0.runtime.sagemaker.us-east-1.vpce.amazonaws.com',
        private_link_zonal_dns_names: {
          'us-east-1a': 'vpce-0-0-us-east-1a.runtime.sagemaker.us-east-1.vpce.amazonaws.com',
          'us-east-1b': '',
        },
        private_link_zones: {
          'use1-az4': {
            name: 'us-east-1a',
            dns_name: 'vpce-0-0-us-east-1a.runtime.sagemaker.us-east-1.vpce.amazonaws.com',
          },
          'use1-az6': { name: 'us-east-1b', dns_name: '' },
          'use1-az1': { name: 'us-east-1c', dns_name: '' },
        },
        client_security_group_id: '',
      });
      const { client_config } = await project.outputs('production-scoring');
      expect(JSON.parse(client_config as string)).toMatchObject({
        endpointName: 'production-scoring',
        zones: {
          'use1-az4': {
            name: 'us-east-1a',
            dnsName: 'vpce-0-0-us-east-1a.runtime.sagemaker.us-east-1.vpce.amazonaws.com',
          },
        },
      });
    });

    test.each([
      [{ private_dns_enabled: false }, 'has private DNS off, so that calls would leave the VPC'],
      [
        { service_name: 'com.amazonaws.us-east-1.sagemaker.api' },
        'is for com.amazonaws.us-east-1.sagemaker.api, not for com.amazonaws.us-east-1.sagemaker.runtime',
      ],
      [{ state: 'pendingAcceptance' }, 'is pendingAcceptance, not available'],
      [{ subnet_ids: Object.values(existing.subnets).slice(0, 2) }, 'has no network interface in us-east-1c'],
    ])('refuses it where it is %j', async (changes, message) => {
      const { status, output } = await open(withEndpoint(changes), sharing).plan('production-network');
      expect(status).toBe(1);
      expect(output).toContain(`${vpcEndpointId} ${message}`);
    });
  });
});
