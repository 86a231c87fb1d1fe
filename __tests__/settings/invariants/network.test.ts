import type { EnvironmentSettings } from '../../../settings';
import { existingNetwork, ec2Id, endpoint, problemsOf, settings } from '../../support/settings';
import { created } from '../support/changed-settings';

test.each<[string, EnvironmentSettings, string[]]>([
  [
    'both kinds of network',
    settings({ network: { ...settings().network, ...existingNetwork() } }),
    ['network: has both create and existing: keep create for a new VPC, or existing for one that is there'],
  ],
  [
    'neither',
    settings({ network: {} }),
    [
      'network: has neither create nor existing: write create: { cidrBlock, availabilityZones } or existing: { vpcId, subnets }',
    ],
  ],
  [
    'one zone',
    created({ availabilityZones: ['eu-west-1a'] }),
    ['network.create.availabilityZones: has one zone: name at least two, so that the model outlives the loss of one'],
  ],
  [
    'no zone',
    created({ availabilityZones: [] }),
    [
      'network.create.availabilityZones: has no two zones: name at least two, so that the model outlives the loss of one',
    ],
  ],
  [
    'one zone of an existing VPC',
    settings({ network: existingNetwork({}, { subnets: { 'eu-west-1a': ec2Id('subnet', 'a') } }) }),
    ['network.existing.subnets: has one zone: name at least two, so that the model outlives the loss of one'],
  ],
  [
    'another region’s zone',
    created({ availabilityZones: ['eu-west-1a', 'eu-west-2b'] }),
    [
      "network.create.availabilityZones.1: 'eu-west-2b' is not an Availability Zone of eu-west-1: write for example 'eu-west-1a'",
    ],
  ],
  [
    'a zone twice',
    created({ availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1a'] }),
    ["network.create.availabilityZones.2: 'eu-west-1a' is listed twice: list each zone once"],
  ],
  [
    'a zone without a range',
    created({ availabilityZones: ['eu-west-1a', 'eu-west-1z'] }),
    [
      "network.create.availabilityZones.1: 'eu-west-1z': address ranges are set aside for the zones a, b, c, d, e, f, g, h only: take another zone",
    ],
  ],
  [
    'a subnet for two zones',
    settings({
      network: existingNetwork(
        {},
        { subnets: { 'eu-west-1a': ec2Id('subnet', 'a'), 'eu-west-1b': ec2Id('subnet', 'a') } },
      ),
    }),
    [
      `network.existing.subnets.eu-west-1b: '${ec2Id('subnet', 'a')}' is already the subnet of eu-west-1a: give each zone its own`,
    ],
  ],
  [
    'host bits',
    created({ cidrBlock: '10.0.0.5/16' }),
    ["network.create.cidrBlock: '10.0.0.5/16' has bits set behind its prefix, which AWS clears: write '10.0.0.0/16'"],
  ],
  [
    'too large a block',
    created({ cidrBlock: '10.0.0.0/8' }),
    [
      "network.create.cidrBlock: '10.0.0.0/8' is not from /16 to /25, of which every zone gets an eighth: write for example '10.0.0.0/16'",
    ],
  ],
  [
    'too small a block',
    created({ cidrBlock: '10.0.0.0/26' }),
    [
      "network.create.cidrBlock: '10.0.0.0/26' is not from /16 to /25, of which every zone gets an eighth: write for example '10.0.0.0/16'",
    ],
  ],
  [
    'SageMaker’s Docker network',
    created({ cidrBlock: '172.17.64.0/20' }),
    [
      "network.create.cidrBlock: '172.17.64.0/20' overlaps 172.17.0.0/16, SageMaker's own Docker network: write for example '10.0.0.0/16'",
    ],
  ],
  [
    'a block that holds the fleet once only',
    { ...created({ cidrBlock: '10.0.0.0/25' }), endpoints: { churn: endpoint({ instanceCount: 5 }) } },
    [
      "network.create.cidrBlock: '10.0.0.0/25' leaves 11 addresses in each zone (10.0.0.0/28 in eu-west-1a), and 13 are needed: 1 for the PrivateLink endpoint and, for each of 3 instances, 2 twice over while an update runs: write a larger block",
    ],
  ],
  [
    'a client with host bits',
    created({}, { clients: { cidrBlocks: ['10.1.2.3/24'] } }),
    [
      "network.clients.cidrBlocks.0: '10.1.2.3/24' has bits set behind its prefix, which AWS clears: write '10.1.2.0/24'",
    ],
  ],
  [
    'the world as a client',
    created({}, { clients: { cidrBlocks: ['0.0.0.0/0'] } }),
    ["network.clients.cidrBlocks.0: '0.0.0.0/0' is every address there is: name the blocks the clients are in"],
  ],
  [
    'no client at all',
    created({}, { clients: {} }),
    [
      'network.clients: is empty, and nobody could reach the PrivateLink endpoint: give securityGroupIds or cidrBlocks, or leave it out',
    ],
  ],
  [
    'a block that no VPC can have',
    created({ cidrBlock: '127.0.0.0/16' }),
    [
      "network.create.cidrBlock: '127.0.0.0/16' is in 127.0.0.0/8, which is set aside for other uses: write for example '10.0.0.0/16'",
    ],
  ],
])('%s', (_, input, expected) => {
  expect(problemsOf(input)).toEqual(expected);
});
