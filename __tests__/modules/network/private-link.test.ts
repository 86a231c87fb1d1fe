import { PrivateLinkEndpoint, type PrivateLinkEndpointProps } from '../../../modules/network/private-link';
import { policyOf, synthesizeModule, the } from '../../support/synthesized';

const ALLOWED = {
  endpointArns: ['arn:aws:sagemaker:eu-west-1:111122223333:endpoint/test-*'],
  openAi: false,
  bidirectionalStreaming: false,
};
const made = (changes: Partial<PrivateLinkEndpointProps> = {}) =>
  synthesizeModule((stack) => {
    new PrivateLinkEndpoint(stack, 'link', {
      vpcId: 'vpc-1',
      subnetIds: { 'eu-west-1a': 'subnet-a', 'eu-west-1b': 'subnet-b' },
      securityGroupId: 'sg-1',
      serviceName: 'com.amazonaws.eu-west-1.sagemaker.runtime',
      allowed: ALLOWED,
      name: 'test-sagemaker-runtime',
      protect: false,
      ...changes,
    });
  });
const endpointOf = (terraform: ReturnType<typeof made>) => terraform.resource?.aws_vpc_endpoint ?? {};

test('an interface endpoint in every zone, with private DNS', () => {
  expect(Object.values(endpointOf(made()))).toMatchObject([
    {
      vpc_endpoint_type: 'Interface',
      private_dns_enabled: true,
      subnet_ids: ['subnet-a', 'subnet-b'],
      security_group_ids: ['sg-1'],
    },
  ]);
});

test('only invoking passes, and only of the endpoints named', () => {
  const [endpoint = {}] = Object.values(endpointOf(made()));
  expect(policyOf(endpoint).Statement).toEqual([
    {
      Sid: 'InvokeOnly',
      Effect: 'Allow',
      Principal: '*',
      Action: ['sagemaker:InvokeEndpoint', 'sagemaker:InvokeEndpointWithResponseStream'],
      Resource: ['arn:aws:sagemaker:eu-west-1:111122223333:endpoint/test-*'],
    },
  ]);
});

test.each([
  [
    'bearer tokens',
    { openAi: true },
    [{}, { Effect: 'Allow', Principal: '*', Action: ['sagemaker:CallWithBearerToken'], Resource: ['*'] }],
  ],
  [
    'bidirectional streams',
    { bidirectionalStreaming: true },
    [
      {
        Resource: ALLOWED.endpointArns,
        Action: [
          'sagemaker:InvokeEndpoint',
          'sagemaker:InvokeEndpointWithResponseStream',
          'sagemaker:InvokeEndpointWithBidirectionalStream',
        ],
      },
    ],
  ],
])('%s pass where asked for', (_, change, statements) => {
  const [endpoint = {}] = Object.values(endpointOf(made({ allowed: { ...ALLOWED, ...change } })));
  expect(policyOf(endpoint).Statement).toMatchObject(statements);
});

test('no policy where AWS takes none', () => {
  const [endpoint] = Object.values(endpointOf(made({ allowed: undefined })));
  expect(endpoint).not.toHaveProperty('policy');
});

test('the service must be offered in every zone', () => {
  expect(the(made(), 'aws_vpc_endpoint_service')).toMatchObject({
    service_name: 'com.amazonaws.eu-west-1.sagemaker.runtime',
    lifecycle: {
      postcondition: [
        { condition: '${length(setsubtract(["eu-west-1a", "eu-west-1b"], self.availability_zones)) == 0}' },
      ],
    },
  });
});

test('protected where asked for', () => {
  expect(Object.values(endpointOf(made({ protect: true })))).toMatchObject([{ lifecycle: { prevent_destroy: true } }]);
});
