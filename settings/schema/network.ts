import { z } from 'zod';
import { SETTING_DEFAULTS } from '../defaults';
import { ec2Id, booleanField, retentionDays, patternString } from './primitives';
import { describeField } from './field-docs';

const cidr = (description: string, example: string) =>
  describeField(z.cidrv4(), { description, expected: 'an IPv4 block in CIDR notation', example });

const zone = patternString(/^[a-z]{2,4}(-[a-z]+){1,2}-\d[a-z]$/, {
  description: 'a zone',
  expected: 'the name of an Availability Zone',
  example: "'eu-west-1a'",
});

const create = describeField(
  z.strictObject({
    cidrBlock: cidr(
      'The address range of the VPC. Each zone gets an eighth of it, by its letter, so that no zone moves when another comes or goes.',
      "'10.0.0.0/16'",
    ),
    availabilityZones: describeField(z.array(zone), {
      description: 'The zones, by name: where the clients are, and where the model will be.',
      expected: 'a list of two or more zones',
      example: "['eu-west-1a', 'eu-west-1b']",
    }),
  }),
  {
    description: 'A new VPC: one private subnet in each zone, no internet route.',
    expected: 'an object of cidrBlock and availabilityZones',
    example: "{ cidrBlock: '10.0.0.0/16', availabilityZones: ['eu-west-1a', 'eu-west-1b'] }",
    default: 'this or `existing`',
  },
);

const existing = describeField(
  z.strictObject({
    vpcId: ec2Id('vpc', 'The existing VPC. It must have both DNS attributes on; this is checked at plan.'),
    subnets: describeField(z.record(z.string(), ec2Id('subnet', 'A subnet of that zone.')), {
      description: 'One subnet for each zone. That each is in its zone is checked at plan.',
      expected: 'an object of zone names and subnet ids',
      example: "{ 'eu-west-1a': 'subnet-0a1b2c3d4e5f67890', 'eu-west-1b': 'subnet-0f9e8d7c6b5a43210' }",
    }),
    routeTableIds: describeField(z.array(ec2Id('rtb', 'A route table.')).min(1), {
      description: "The subnets' route tables: an S3 gateway endpoint is made and put into them.",
      expected: 'a list of route table ids',
      example: "['rtb-0a1b2c3d4e5f67890']",
      default: 'a route to S3 is taken to be there',
    }).optional(),
  }),
  {
    description: 'A VPC that is there already: looked up and checked, never changed beyond what is said below.',
    expected: 'an object of vpcId and subnets',
    example: "{ vpcId: 'vpc-0a1b2c3d4e5f67890', subnets: { … } }",
    default: 'this or `create`',
  },
);

const clients = describeField(
  z.strictObject({
    securityGroupIds: describeField(z.array(ec2Id('sg', 'A security group.')).min(1), {
      description: 'Members of these security groups may reach it.',
      expected: 'a list of security group ids',
      example: "['sg-0a1b2c3d4e5f67890']",
      default: 'none',
    }).optional(),
    cidrBlocks: describeField(z.array(cidr('A block.', "'10.20.0.0/16'")).min(1), {
      description: 'Addresses in these blocks may reach it.',
      expected: 'a list of IPv4 blocks in CIDR notation',
      example: "['10.20.0.0/16']",
      default: 'none',
    }).optional(),
  }),
  {
    description: 'Who may reach the PrivateLink endpoint on port 443.',
    expected: 'an object of securityGroupIds and/or cidrBlocks',
    example: "{ securityGroupIds: ['sg-0a1b2c3d4e5f67890'] }",
    default: 'members of a security group made for clients (output `client_security_group_id`)',
  },
);

const privateLink = describeField(
  z.strictObject({
    alsoAllow: describeField(
      z
        .array(
          patternString(/^arn:aws[a-z-]*:sagemaker:[a-z0-9-]+:\d{12}:endpoint\/[a-z0-9*-]+$/, {
            description: 'An endpoint.',
            expected:
              'the ARN of a SageMaker endpoint, in lower case as SageMaker has it; * may stand for any part of the name',
            example: "'arn:aws:sagemaker:eu-west-1:111122223333:endpoint/pricing'",
          }),
        )
        .min(1),
      {
        description: 'Other SageMaker endpoints that are called from this VPC: the policy lets them through as well.',
        expected: 'a list of endpoint ARNs',
        example: "['arn:aws:sagemaker:eu-west-1:111122223333:endpoint/pricing']",
        default: "this environment's own endpoints only",
      },
    ).optional(),
    existing: describeField(
      z.strictObject({
        vpcEndpointId: ec2Id(
          'vpce',
          'The PrivateLink endpoint to use. Its service, private DNS and zones are checked at plan.',
        ),
      }),
      {
        description: 'A PrivateLink endpoint that is there already. Nothing of it is changed.',
        expected: 'an object of vpcEndpointId',
        example: "{ vpcEndpointId: 'vpce-0a1b2c3d4e5f67890' }",
        default: 'one is made, private DNS on',
      },
    ).optional(),
    fips: booleanField({
      description:
        'Use the FIPS endpoint of SageMaker Runtime (four US regions). AWS supports no endpoint policy there: there is none.',
      default: String(SETTING_DEFAULTS.network.privateLink.fips),
    }).optional(),
    openAi: booleanField({
      description:
        "Whether its policy lets `sagemaker:CallWithBearerToken` through, which OpenAI's clients need. The action [takes no resource](https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints-openai-compatible.html), so off unless a caller needs it (`callers.openAi`).",
      default: String(SETTING_DEFAULTS.network.privateLink.openAi),
    }).optional(),
    bidirectionalStreaming: booleanField({
      description:
        'Whether clients may open bidirectional streams: its policy lets `InvokeEndpointWithBidirectionalStream` through, and the security groups port 8443, which [AWS’s SDKs use](https://github.com/aws/aws-sdk-js-v3/blob/main/clients/client-sagemaker-runtime-http2/src/endpoint/bdd.ts). Off, because it opens a second port (`callers.bidirectionalStreaming`).',
      default: String(SETTING_DEFAULTS.network.privateLink.bidirectionalStreaming),
    }).optional(),
  }),
  {
    description: 'The PrivateLink endpoint: the VPC endpoint for SageMaker Runtime.',
    expected: 'an object of alsoAllow, existing, fips, openAi or bidirectionalStreaming',
    example: '{ fips: true }',
    default: 'made, private DNS on',
  },
);

export const networkSchema = describeField(
  z.strictObject({
    create: create.optional(),
    existing: existing.optional(),
    clients: clients.optional(),
    privateLink: privateLink.optional(),
    flowLogs: describeField(
      z.union([
        z.strictObject({
          retentionDays: retentionDays({ description: 'How long the log is kept.' }),
        }),
        z.literal(false),
      ]),
      {
        description: 'A flow log of the VPC, to CloudWatch Logs.',
        expected: 'false, or an object of retentionDays',
        example: '{ retentionDays: 365 }',
        default: `${SETTING_DEFAULTS.network.flowLogs.retentionDays} days for a VPC made here; none for an existing one, which is its owner’s to log`,
      },
    ).optional(),
  }),
  {
    description: 'The network: where the clients and the model are.',
    expected: 'an object with create or existing',
    example: "{ create: { cidrBlock: '10.0.0.0/16', availabilityZones: ['eu-west-1a', 'eu-west-1b'] } }",
  },
);
