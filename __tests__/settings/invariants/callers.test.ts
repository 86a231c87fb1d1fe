import type { EnvironmentSettings } from '../../../settings';
import { ec2Id, endpoint, existingNetwork, problemsOf, settings } from '../../support/settings';

const both = { openAi: true, bidirectionalStreaming: true };
const withCallers = (network: Partial<EnvironmentSettings['network']>, region = 'us-east-1') =>
  settings({
    region,
    network: {
      create: { cidrBlock: '10.0.0.0/16', availabilityZones: [`${region}a`, `${region}b`] },
      ...network,
    },
    endpoints: { churn: endpoint({ callers: both }) },
  });
const stopped = (kind: string) =>
  `endpoints.churn.callers.${kind}: the PrivateLink endpoint lets no such call through: set network.privateLink.${kind} to true as well, or leave it out`;

test.each<[string, EnvironmentSettings, string[]]>([
  ['neither is let through', withCallers({}), [stopped('openAi'), stopped('bidirectionalStreaming')]],
  ['one of them is', withCallers({ privateLink: { openAi: true } }), [stopped('bidirectionalStreaming')]],
  ['both are', withCallers({ privateLink: both }), []],
  [
    'no policy stops a token, and the security groups a stream',
    withCallers({ privateLink: { fips: true } }),
    [stopped('bidirectionalStreaming')],
  ],
  [
    'what passes an existing PrivateLink endpoint is its owner’s to say',
    settings({
      network: existingNetwork({ privateLink: { existing: { vpcEndpointId: ec2Id('vpce', '1') } } }),
      endpoints: { churn: endpoint({ callers: both }) },
    }),
    [],
  ],
])('callers that may do both, and %s', (_, input, expected) => {
  expect(problemsOf(input)).toEqual(expected);
});
