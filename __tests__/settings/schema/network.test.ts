import { existingNetwork, problemsOf, settings } from '../../support/settings';

test.each<[string, unknown, string]>([
  [
    'a block',
    settings({ network: { create: { cidrBlock: '10.0.0.0', availabilityZones: [] } } }),
    "network.create.cidrBlock: '10.0.0.0' is not an IPv4 block",
  ],
  [
    'a block of impossible numbers',
    settings({ network: { create: { cidrBlock: '10.0.0.256/16', availabilityZones: [] } } }),
    'network.create.cidrBlock: ',
  ],
  [
    'a zone',
    settings({ network: { create: { cidrBlock: '10.0.0.0/16', availabilityZones: ['a'] } } }),
    "network.create.availabilityZones.0: 'a' is not the name of an Availability Zone",
  ],
  [
    'a VPC',
    settings({ network: existingNetwork({}, { vpcId: 'my-vpc' }) }),
    "network.existing.vpcId: 'my-vpc' is not an id of the form vpc-…",
  ],
  [
    'a subnet',
    settings({ network: existingNetwork({}, { subnets: { 'eu-west-1a': 'vpc-0a1b2c3d' } }) }),
    "network.existing.subnets.eu-west-1a: 'vpc-0a1b2c3d' is not an id of the form subnet-…",
  ],
  [
    'a flow log',
    settings({ network: { ...settings().network, flowLogs: true as never } }),
    'network.flowLogs: true is not false, or an object of retentionDays',
  ],
  [
    'the days of a flow log',
    settings({ network: { ...settings().network, flowLogs: { retentionDays: 2 as never } } }),
    'network.flowLogs.retentionDays: 2 is not a number of days that CloudWatch Logs knows (1, 3, 5,',
  ],
])('%s', (_, input, expected) => {
  expect(problemsOf(input).map((problem) => problem.slice(0, expected.length))).toContain(expected);
});
