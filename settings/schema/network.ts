import { z } from 'zod';
import { SETTING_DEFAULTS } from '../defaults';
import { ec2Id, flag, retentionDays, text } from './primitives';
import { described } from './words';

const cidr = (about: string, example: string) =>
  described(z.cidrv4(), { about, is: 'an IPv4 block in CIDR notation', example });

const zone = text(/^[a-z]{2,4}(-[a-z]+){1,2}-\d[a-z]$/, {
  about: 'a zone',
  is: 'the name of an Availability Zone',
  example: "'eu-west-1a'",
});

const create = described(
  z.strictObject({
    cidrBlock: cidr(
      'The address range of the VPC. Each zone gets an eighth of it, by its letter, so that no zone moves when another comes or goes.',
      "'10.0.0.0/16'",
    ),
    availabilityZones: described(z.array(zone), {
      about: 'The zones, by name: where the clients are, and where the model will be.',
      is: 'a list of two or more zones',
      example: "['eu-west-1a', 'eu-west-1b']",
    }),
  }),
  {
    about: 'A new VPC: one private subnet in each zone, no internet route.',
    is: 'an object of cidrBlock and availabilityZones',
    example: "{ cidrBlock: '10.0.0.0/16', availabilityZones: ['eu-west-1a', 'eu-west-1b'] }",
    default: 'this or `existing`',
  },
);

const existing = described(
  z.strictObject({
    vpcId: ec2Id('vpc', 'The VPC to adopt. It must have both DNS attributes on; this is checked at plan.'),
    subnets: described(z.record(z.string(), ec2Id('subnet', 'A subnet of that zone.')), {
      about: 'One subnet for each zone. That each is in its zone is checked at plan.',
      is: 'an object of zone names and subnet ids',
      example: "{ 'eu-west-1a': 'subnet-0a1b2c3d4e5f67890', 'eu-west-1b': 'subnet-0f9e8d7c6b5a43210' }",
    }),
    routeTableIds: described(z.array(ec2Id('rtb', 'A route table.')).min(1), {
      about: "The subnets' route tables: an S3 gateway endpoint is made and put into them.",
      is: 'a list of route table ids',
      example: "['rtb-0a1b2c3d4e5f67890']",
      default: 'a route to S3 is taken to be there',
    }).optional(),
  }),
  {
    about: 'A VPC that is there already: looked up and checked, never changed beyond what is said below.',
    is: 'an object of vpcId and subnets',
    example: "{ vpcId: 'vpc-0a1b2c3d4e5f67890', subnets: { … } }",
    default: 'this or `create`',
  },
);

const clients = described(
  z.strictObject({
    securityGroupIds: described(z.array(ec2Id('sg', 'A security group.')).min(1), {
      about: 'Members of these security groups may reach it.',
      is: 'a list of security group ids',
      example: "['sg-0a1b2c3d4e5f67890']",
      default: 'none',
    }).optional(),
    cidrBlocks: described(z.array(cidr('A block.', "'10.20.0.0/16'")).min(1), {
      about: 'Addresses in these blocks may reach it.',
      is: 'a list of IPv4 blocks in CIDR notation',
      example: "['10.20.0.0/16']",
      default: 'none',
    }).optional(),
  }),
  {
    about: 'Who may reach the PrivateLink endpoint on port 443.',
    is: 'an object of securityGroupIds and/or cidrBlocks',
    example: "{ securityGroupIds: ['sg-0a1b2c3d4e5f67890'] }",
    default: 'members of a security group made for clients (output `client_security_group_id`)',
  },
);

const privateLink = described(
  z.strictObject({
    alsoAllow: described(
      z
        .array(
          text(/^arn:aws[a-z-]*:sagemaker:[a-z0-9-]+:\d{12}:endpoint\/[a-z0-9*-]+$/, {
            about: 'An endpoint.',
            is: 'the ARN of a SageMaker endpoint, in lower case as SageMaker has it; * may stand for any part of the name',
            example: "'arn:aws:sagemaker:eu-west-1:111122223333:endpoint/pricing'",
          }),
        )
        .min(1),
      {
        about: 'Other SageMaker endpoints that are called from this VPC: the policy lets them through as well.',
        is: 'a list of endpoint ARNs',
        example: "['arn:aws:sagemaker:eu-west-1:111122223333:endpoint/pricing']",
        default: "this environment's own endpoints only",
      },
    ).optional(),
    existing: described(
      z.strictObject({
        vpcEndpointId: ec2Id(
          'vpce',
          'The PrivateLink endpoint to use. Its service, private DNS and zones are checked at plan.',
        ),
      }),
      {
        about: 'A PrivateLink endpoint that is there already. Nothing of it is changed.',
        is: 'an object of vpcEndpointId',
        example: "{ vpcEndpointId: 'vpce-0a1b2c3d4e5f67890' }",
        default: 'one is made, private DNS on',
      },
    ).optional(),
    fips: flag({
      about:
        'Use the FIPS endpoint of SageMaker Runtime (four US regions). AWS supports no endpoint policy there: there is none.',
      default: String(SETTING_DEFAULTS.network.privateLink.fips),
    }).optional(),
  }),
  {
    about: 'The PrivateLink endpoint: the VPC endpoint for SageMaker Runtime.',
    is: 'an object of alsoAllow, existing or fips',
    example: '{ fips: true }',
    default: 'made, private DNS on',
  },
);

export const networkSchema = described(
  z.strictObject({
    create: create.optional(),
    existing: existing.optional(),
    clients: clients.optional(),
    privateLink: privateLink.optional(),
    flowLogs: described(
      z.union([
        z.strictObject({
          retentionDays: retentionDays({ about: 'How long the log is kept.' }),
        }),
        z.literal(false),
      ]),
      {
        about: 'A flow log of the VPC, to CloudWatch Logs.',
        is: 'false, or an object of retentionDays',
        example: '{ retentionDays: 365 }',
        default: `${SETTING_DEFAULTS.network.flowLogs.retentionDays} days for a VPC made here; none for one that is adopted, which is its owner’s to log`,
      },
    ).optional(),
  }),
  {
    about: 'The network: where the clients and the model are.',
    is: 'an object with create or existing',
    example: "{ create: { cidrBlock: '10.0.0.0/16', availabilityZones: ['eu-west-1a', 'eu-west-1b'] } }",
  },
);
