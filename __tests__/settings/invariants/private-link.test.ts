import type { EnvironmentSettings } from '../../../settings';
import { existingNetwork, ec2Id, problemsOf, settings } from '../../support/settings';
import { created } from '../support/changed-settings';

test.each<[string, EnvironmentSettings, string[]]>([
  [
    'what would change an existing PrivateLink endpoint',
    settings({
      network: existingNetwork({
        clients: { cidrBlocks: ['10.0.0.0/16'] },
        privateLink: {
          existing: { vpcEndpointId: ec2Id('vpce', '1') },
          alsoAllow: ['arn:aws:sagemaker:eu-west-1:111122223333:endpoint/x'],
          openAi: true,
          bidirectionalStreaming: true,
        },
      }),
    }),
    [
      'network.clients: nothing of an existing PrivateLink endpoint is changed, its security groups neither: leave it out',
      'network.privateLink.alsoAllow: nothing of an existing PrivateLink endpoint is changed, its policy neither: leave it out',
      'network.privateLink.openAi: nothing of an existing PrivateLink endpoint is changed, its policy neither: leave it out',
      'network.privateLink.bidirectionalStreaming: nothing of an existing PrivateLink endpoint is changed, its policy and its security groups neither: leave it out',
    ],
  ],
  [
    'an existing PrivateLink endpoint in a new VPC',
    created({}, { privateLink: { existing: { vpcEndpointId: ec2Id('vpce', '1') } } }),
    [
      'network.privateLink.existing: a VPC that is made here has no PrivateLink endpoint yet: leave it out, and one is made',
    ],
  ],
  [
    'FIPS where there is none',
    created({}, { privateLink: { fips: true } }),
    [
      'network.privateLink.fips: SageMaker Runtime has no FIPS endpoint in eu-west-1, only in us-east-1, us-east-2, us-west-1, us-west-2: leave it out',
    ],
  ],
  [
    'a bearer token where no policy would stop it',
    settings({
      region: 'us-east-1',
      network: {
        create: { cidrBlock: '10.0.0.0/16', availabilityZones: ['us-east-1a', 'us-east-1b'] },
        privateLink: { fips: true, openAi: true, bidirectionalStreaming: true },
      },
    }),
    [
      'network.privateLink.openAi: AWS supports no endpoint policy on the FIPS endpoint, so every call is allowed already: leave it out',
    ],
  ],
  [
    'a policy that is too long',
    created(
      {},
      {
        privateLink: {
          alsoAllow: Array.from({ length: 400 }, (_, i) => `arn:aws:sagemaker:eu-west-1:111122223333:endpoint/x${i}`),
        },
      },
    ),
    [
      expect.stringMatching(
        /^network\.privateLink\.alsoAllow: makes a policy of about \d+ characters, and AWS takes 20480: name several endpoints by one ARN with \*$/,
      ) as unknown as string,
    ],
  ],
])('%s', (_, input, expected) => {
  expect(problemsOf(input)).toEqual(expected);
});
