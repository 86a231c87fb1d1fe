import { z } from 'zod';
import { SETTING_DEFAULTS, LEAST_INSTANCES } from '../defaults';
import { alarmsSchema } from './alarms';
import { flag, kmsKeyArn, retentionDays, text, whole } from './primitives';
import { rolloutSchema } from './rollout';
import { scalingSchema } from './scaling';
import { described } from './words';

const image = described(
  z.union([
    z.strictObject({
      repository: text(/^[a-z0-9]+([._/-][a-z0-9]+)*$/, {
        about: 'The repository, as AWS documents it for the framework or algorithm.',
        is: 'the name of a repository',
        example: "'sagemaker-xgboost'",
      }),
      tag: text(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/, {
        about: 'The tag.',
        is: 'the tag of an image',
        example: "'1.7-1'",
      }),
    }),
    z.string().min(1).max(255).regex(/^\S+$/),
  ]),
  {
    about:
      'The container: the URI of an image in Amazon ECR of the same region, or `{ repository, tag }` of an image that AWS publishes (its account is looked up).',
    is: 'the URI of an image in Amazon ECR, or an object of repository and tag',
    example: "{ repository: 'sagemaker-xgboost', tag: '1.7-1' }",
  },
);

const variable = described(z.string(), {
  about: 'A variable.',
  is: 'a text',
  example: "'2'",
  secret: true,
});

const model = described(
  z.strictObject({
    image,
    artifact: text(
      /^(s3:\/\/(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/[\w!.'()\/+=@:,;&~-]+|(?![a-z0-9+.-]+:\/\/).+)\.tar\.gz$/,
      {
        about:
          'The trained model: the path of a `.tar.gz`, from the project’s folder, which is uploaded; or `s3://…/….tar.gz`, whose ETag is read at plan so that an overwritten object is a change.',
        is: "the path of a .tar.gz file, or s3://BUCKET/KEY.tar.gz with a key of letters, digits and ! _ . ' ( ) / + = @ : , ; & ~ -",
        example: "'samples/diabetes/model.tar.gz'",
      },
    ),
    artifactKmsKeyArn: kmsKeyArn(
      'The key an `s3://` artifact is encrypted with, where that is one of its own: the execution role may decrypt with it.',
      "none: S3's own, or `kmsKeyArn`",
    ).optional(),
    environment: described(z.record(z.string(), variable), {
      about: 'Environment variables of the container. They are no place for secrets: plans and the console show them.',
      is: 'an object of names and texts',
      example: "{ SAGEMAKER_MODEL_SERVER_WORKERS: '2' }",
      default: 'none',
      secret: true,
    }).optional(),
    networkIsolation: flag({
      about: 'Whether the container is kept from the network and from credentials.',
      default: String(SETTING_DEFAULTS.endpoint.model.networkIsolation),
    }).optional(),
    executionRoleArn: text(/^(?=.{20,2048}$)arn:aws[a-z-]*:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/, {
      about: 'The role SageMaker works with. Its permissions are then yours to see to.',
      is: 'the ARN of an IAM role',
      example: "'arn:aws:iam::111122223333:role/model-execution'",
      default: 'one is made, of least privilege',
    }).optional(),
  }),
  {
    about: 'What is served.',
    is: 'an object with image and artifact',
    example: "{ image: { repository: 'sagemaker-xgboost', tag: '1.7-1' }, artifact: 'samples/diabetes/model.tar.gz' }",
  },
);

const timeouts = described(
  z.strictObject({
    modelDownloadSeconds: whole(60, 3600, {
      about: 'How long the artifact may take to be downloaded and unpacked, in seconds.',
      is: 'a whole number from 60 to 3600',
      example: '600',
      default: "AWS's",
    }).optional(),
    startupSeconds: whole(60, 3600, {
      about: 'How long the container may take until it answers its first health check, in seconds.',
      is: 'a whole number from 60 to 3600',
      example: '600',
      default: "AWS's",
    }).optional(),
  }),
  {
    about: 'How long starting an instance may take.',
    is: 'an object of modelDownloadSeconds and/or startupSeconds',
    example: '{ startupSeconds: 600 }',
    default: "AWS's",
  },
);

export const endpointSchema = described(
  z.strictObject({
    model,
    instanceType: text(/^ml\.[a-z0-9-]+\.(medium|large|(\d+)?xlarge)$/, {
      about: 'The instance type.',
      is: 'a SageMaker instance type',
      example: "'ml.m5.large'",
    }),
    instanceCount: whole(1, 10_000, {
      about:
        'How many instances. SageMaker spreads them over the zones. Every update starts from this count, whatever scaling had made of it; so with `scaling` it must be given.',
      is: 'a whole number from 1 to 10000',
      example: '3',
      default: `one for each zone (so at least ${LEAST_INSTANCES})`,
    }).optional(),
    routing: described(z.enum(['LEAST_OUTSTANDING_REQUESTS', 'RANDOM']), {
      about: 'How SageMaker chooses the instance that answers.',
      is: 'LEAST_OUTSTANDING_REQUESTS or RANDOM',
      example: "'LEAST_OUTSTANDING_REQUESTS'",
      default: `\`${SETTING_DEFAULTS.endpoint.routing}\``,
    }).optional(),
    volumeSizeGb: whole(1, 512, {
      about: 'The volume of each instance, in GB. Refused for types with local storage, which get none.',
      is: 'a whole number from 1 to 512',
      example: '30',
      default: "AWS's",
    }).optional(),
    timeouts: timeouts.optional(),
    kmsKeyArn: kmsKeyArn(
      "Encrypts the instances' volumes, the artifact bucket and the log group. Refused for types with local storage, where volumes are encrypted anyway. Its key policy must let CloudWatch Logs use it (`docs/security.md`).",
      "AWS's keys",
    ).optional(),
    logRetentionDays: retentionDays({
      about: "How long the container's log is kept.",
      default: String(SETTING_DEFAULTS.endpoint.logRetentionDays),
    }).optional(),
    callers: described(
      z.strictObject({
        roleNames: described(
          z
            .array(
              text(/^[\w+=,.@-]{1,64}$/, {
                about: 'A role.',
                is: 'the name of an IAM role',
                example: "'scoring-service'",
              }),
            )
            .min(1),
          {
            about: 'IAM roles, by name, that get the caller policy attached.',
            is: 'a list of the names of IAM roles',
            example: "['scoring-service']",
          },
        ),
      }),
      {
        about: 'Who calls. The policy itself is made in any case (output `caller_policy_arn`).',
        is: 'an object of roleNames',
        example: "{ roleNames: ['scoring-service'] }",
        default: 'none',
      },
    ).optional(),
    scaling: scalingSchema.optional(),
    rollout: rolloutSchema.optional(),
    alarms: alarmsSchema.optional(),
  }),
  {
    about:
      'A SageMaker endpoint, a stack of its own: `ENV-NAME`, for ever. Lower-case letters, digits and single hyphens.',
    is: 'an object with model and instanceType',
    example: "{ model: { … }, instanceType: 'ml.m5.large' }",
  },
);

/** The settings of an endpoint as an environment's file gives them. */
export type EndpointSettings = z.input<typeof endpointSchema>;
