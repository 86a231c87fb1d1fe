import { z } from 'zod';
import { SETTING_DEFAULTS } from '../defaults';
import { backendSchema } from './backend';
import { endpointSchema } from './endpoint';
import { networkSchema } from './network';
import { booleanField, patternString } from './primitives';
import { describeField } from './field-docs';

/** What an environment's file may say: the one place that knows every field. */
export const environmentSchema = describeField(
  z.strictObject({
    region: patternString(/^[a-z]{2,4}(-[a-z]+){1,2}-\d$/, {
      description: 'The AWS region.',
      expected: 'an AWS region',
      example: "'eu-west-1'",
    }),
    accountId: patternString(/^\d{12}$/, {
      description: 'The AWS account. Deploying to any other is refused.',
      expected: 'an account id of 12 digits, as a text',
      example: "'111122223333'",
      default: 'any account',
    }).optional(),
    tags: describeField(
      z.record(
        z.string(),
        describeField(z.string(), { description: 'A tag.', expected: 'a text', example: "'ml-platform'" }),
      ),
      {
        description: 'Tags on everything that takes tags. `environment` and `stack` are added.',
        expected: 'an object of names and texts',
        example: "{ owner: 'ml-platform' }",
        default: 'none',
      },
    ).optional(),
    backend: backendSchema.optional(),
    iam: describeField(
      z.strictObject({
        permissionsBoundaryArn: patternString(/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/, {
          description: 'The permissions boundary of every role made.',
          expected: 'the ARN of an IAM policy',
          example: "'arn:aws:iam::111122223333:policy/boundary'",
          default: 'none',
        }).optional(),
        path: patternString(/^\/([\w+=,.@-]+\/)*$/, {
          description: 'The path of every role made.',
          expected: 'an IAM path, with a slash at both ends',
          example: "'/inference/'",
          default: '`/`',
        }).optional(),
      }),
      {
        description: 'What every IAM role made here carries.',
        expected: 'an object of permissionsBoundaryArn and/or path',
        example: "{ path: '/inference/' }",
        default: 'none',
      },
    ).optional(),
    protect: booleanField({
      description:
        'Whether Terraform refuses to destroy the VPC, the PrivateLink endpoint and the endpoints (`prevent_destroy`); artifact buckets are then not emptied, either.',
      default: String(SETTING_DEFAULTS.protect),
    }).optional(),
    network: networkSchema,
    endpoints: describeField(z.record(z.string(), endpointSchema), {
      description: 'The endpoints, by name.',
      expected: 'an object of names and endpoints',
      example: "{ diabetes: { model: { … }, instanceType: 'ml.m5.large' } }",
      default: 'none: the network alone',
    }).optional(),
    probe: booleanField({
      description: 'Whether there is a stack that measures from inside the VPC: one Lambda function in each zone.',
      default: String(SETTING_DEFAULTS.probe),
    }).optional(),
  }),
  {
    description: 'An environment.',
    expected: 'an object of settings',
    example: "{ region: 'eu-west-1', network: { … }, endpoints: { … } }",
  },
);

export type { EndpointSettings } from './endpoint';

/** The settings of an environment as its file gives them. */
export type EnvironmentSettings = z.input<typeof environmentSchema>;
