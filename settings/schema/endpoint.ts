import { z } from 'zod';
import { SETTING_DEFAULTS, MIN_DEFAULT_INSTANCES } from '../defaults';
import { alarmsSchema } from './alarms';
import { callersSchema } from './callers';
import { booleanField, kmsKeyArn, retentionDays, patternString, integer } from './primitives';
import { rolloutSchema } from './rollout';
import { scalingSchema } from './scaling';
import { describeField } from './field-docs';

const image = describeField(
  z.union([
    z.strictObject({
      repository: patternString(/^[a-z0-9]+([._/-][a-z0-9]+)*$/, {
        description: 'The repository, as AWS documents it for the framework or algorithm.',
        expected: 'the name of a repository',
        example: "'sagemaker-xgboost'",
      }),
      tag: patternString(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/, {
        description: 'The tag.',
        expected: 'the tag of an image',
        example: "'1.7-1'",
      }),
    }),
    z.string().min(1).max(255).regex(/^\S+$/),
  ]),
  {
    description:
      'The container: the URI of an image in Amazon ECR of the same region, or `{ repository, tag }` of an image that AWS publishes (its account is looked up).',
    expected: 'the URI of an image in Amazon ECR, or an object of repository and tag',
    example: "{ repository: 'sagemaker-xgboost', tag: '1.7-1' }",
  },
);

const variable = describeField(z.string(), {
  description: 'A variable.',
  expected: 'a text',
  example: "'2'",
  secret: true,
});

const model = describeField(
  z.strictObject({
    image,
    artifact: patternString(
      /^(s3:\/\/(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/[\w!.'()\/+=@:,;&~-]+|(?![a-z0-9+.-]+:\/\/).+)\.tar\.gz$/,
      {
        description:
          'The trained model: the path of a `.tar.gz`, from the project’s folder, which is uploaded; or `s3://…/….tar.gz`, whose ETag is read at plan so that an overwritten object is a change.',
        expected:
          "the path of a .tar.gz file, or s3://BUCKET/KEY.tar.gz with a key of letters, digits and ! _ . ' ( ) / + = @ : , ; & ~ -",
        example: "'samples/diabetes/model.tar.gz'",
      },
    ),
    artifactKmsKeyArn: kmsKeyArn(
      'The key an `s3://` artifact is encrypted with, where that is one of its own: the execution role may decrypt with it.',
      "none: S3's own, or `kmsKeyArn`",
    ).optional(),
    environment: describeField(z.record(z.string(), variable), {
      description:
        'Environment variables of the container. They are no place for secrets: plans and the console show them.',
      expected: 'an object of names and texts',
      example: "{ SAGEMAKER_MODEL_SERVER_WORKERS: '2' }",
      default: 'none',
      secret: true,
    }).optional(),
    networkIsolation: booleanField({
      description: 'Whether the container is kept from the network and from credentials.',
      default: String(SETTING_DEFAULTS.endpoint.model.networkIsolation),
    }).optional(),
    executionRoleArn: patternString(/^(?=.{20,2048}$)arn:aws[a-z-]*:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/, {
      description: 'The role SageMaker works with. Its permissions are then yours to see to.',
      expected: 'the ARN of an IAM role',
      example: "'arn:aws:iam::111122223333:role/model-execution'",
      default: 'one is made, of least privilege',
    }).optional(),
  }),
  {
    description: 'What is served.',
    expected: 'an object with image and artifact',
    example: "{ image: { repository: 'sagemaker-xgboost', tag: '1.7-1' }, artifact: 'samples/diabetes/model.tar.gz' }",
  },
);

const timeouts = describeField(
  z.strictObject({
    modelDownloadSeconds: integer(60, 3600, {
      description: 'How long the artifact may take to be downloaded and unpacked, in seconds.',
      expected: 'a whole number from 60 to 3600',
      example: '600',
      default: "AWS's",
    }).optional(),
    startupSeconds: integer(60, 3600, {
      description: 'How long the container may take until it answers its first health check, in seconds.',
      expected: 'a whole number from 60 to 3600',
      example: '600',
      default: "AWS's",
    }).optional(),
  }),
  {
    description: 'How long starting an instance may take.',
    expected: 'an object of modelDownloadSeconds and/or startupSeconds',
    example: '{ startupSeconds: 600 }',
    default: "AWS's",
  },
);

export const endpointSchema = describeField(
  z.strictObject({
    model,
    instanceType: patternString(/^ml\.[a-z0-9-]+\.(medium|large|(\d+)?xlarge)$/, {
      description: 'The instance type.',
      expected: 'a SageMaker instance type',
      example: "'ml.m5.large'",
    }),
    instanceCount: integer(1, 10_000, {
      description:
        'How many instances. SageMaker spreads them over the zones. Every update starts from this count, whatever scaling had made of it; so with `scaling` it must be given.',
      expected: 'a whole number from 1 to 10000',
      example: '3',
      default: `one for each zone (so at least ${MIN_DEFAULT_INSTANCES})`,
    }).optional(),
    routing: describeField(z.enum(['LEAST_OUTSTANDING_REQUESTS', 'RANDOM']), {
      description: 'How SageMaker chooses the instance that answers.',
      expected: 'LEAST_OUTSTANDING_REQUESTS or RANDOM',
      example: "'LEAST_OUTSTANDING_REQUESTS'",
      default: `\`${SETTING_DEFAULTS.endpoint.routing}\``,
    }).optional(),
    volumeSizeGb: integer(1, 512, {
      description: 'The volume of each instance, in GB. Refused for types with local storage, which get none.',
      expected: 'a whole number from 1 to 512',
      example: '30',
      default: "AWS's",
    }).optional(),
    timeouts: timeouts.optional(),
    kmsKeyArn: kmsKeyArn(
      "Encrypts the instances' volumes, the artifact bucket and the log group. Types with local storage have no volume, and their hardware encrypts the disks with a key of its own. The key policy must let CloudWatch Logs use it (`docs/security.md`).",
      "AWS's keys",
    ).optional(),
    logRetentionDays: retentionDays({
      description: "How long the container's log is kept.",
      default: String(SETTING_DEFAULTS.endpoint.logRetentionDays),
    }).optional(),
    callers: callersSchema.optional(),
    scaling: scalingSchema.optional(),
    rollout: rolloutSchema.optional(),
    alarms: alarmsSchema.optional(),
  }),
  {
    description:
      'A SageMaker endpoint, a stack of its own: `ENV-NAME`, for ever. Lower-case letters, digits and single hyphens.',
    expected: 'an object with model and instanceType',
    example: "{ model: { … }, instanceType: 'ml.m5.large' }",
  },
);

/** The settings of an endpoint as an environment's file gives them. */
export type EndpointSettings = z.input<typeof endpointSchema>;
