import { z } from 'zod';
import { SETTING_DEFAULTS } from '../defaults';
import { backendSchema } from './backend';
import { endpointSchema } from './endpoint';
import { networkSchema } from './network';
import { flag, text } from './primitives';
import { described } from './words';

/** What an environment's file may say: the one place that knows every field. */
export const environmentSchema = described(
  z.strictObject({
    region: text(/^[a-z]{2,4}(-[a-z]+){1,2}-\d$/, {
      about: 'The AWS region.',
      is: 'an AWS region',
      example: "'eu-west-1'",
    }),
    accountId: text(/^\d{12}$/, {
      about: 'The AWS account. Deploying to any other is refused.',
      is: 'an account id of 12 digits, as a text',
      example: "'111122223333'",
      default: 'any account',
    }).optional(),
    tags: described(
      z.record(z.string(), described(z.string(), { about: 'A tag.', is: 'a text', example: "'ml-platform'" })),
      {
        about: 'Tags on everything that takes tags. `environment` and `stack` are added.',
        is: 'an object of names and texts',
        example: "{ owner: 'ml-platform' }",
        default: 'none',
      },
    ).optional(),
    backend: backendSchema.optional(),
    iam: described(
      z.strictObject({
        permissionsBoundaryArn: text(/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/, {
          about: 'The permissions boundary of every role made.',
          is: 'the ARN of an IAM policy',
          example: "'arn:aws:iam::111122223333:policy/boundary'",
          default: 'none',
        }).optional(),
        path: text(/^\/([\w+=,.@-]+\/)*$/, {
          about: 'The path of every role made.',
          is: 'an IAM path, with a slash at both ends',
          example: "'/inference/'",
          default: '`/`',
        }).optional(),
      }),
      {
        about: 'What every IAM role made here carries.',
        is: 'an object of permissionsBoundaryArn and/or path',
        example: "{ path: '/inference/' }",
        default: 'none',
      },
    ).optional(),
    protect: flag({
      about:
        'Whether Terraform refuses to destroy the VPC, the PrivateLink endpoint and the endpoints (`prevent_destroy`); artifact buckets are then not emptied, either.',
      default: String(SETTING_DEFAULTS.protect),
    }).optional(),
    network: networkSchema,
    endpoints: described(z.record(z.string(), endpointSchema), {
      about: 'The endpoints, by name.',
      is: 'an object of names and endpoints',
      example: "{ diabetes: { model: { … }, instanceType: 'ml.m5.large' } }",
      default: 'none: the network alone',
    }).optional(),
    probe: flag({
      about: 'Whether there is a stack that measures from inside the VPC: one Lambda function in each zone.',
      default: String(SETTING_DEFAULTS.probe),
    }).optional(),
  }),
  {
    about: 'An environment.',
    is: 'an object of settings',
    example: "{ region: 'eu-west-1', network: { … }, endpoints: { … } }",
  },
);

export type { EndpointSettings } from './endpoint';

/** The settings of an environment as its file gives them. */
export type EnvironmentSettings = z.input<typeof environmentSchema>;
