import { z } from 'zod';
import { SETTING_DEFAULTS } from '../defaults';
import { describeField } from './field-docs';
import { booleanField, patternString } from './primitives';

const { callers: defaults } = SETTING_DEFAULTS.endpoint;

export const callersSchema = describeField(
  z.strictObject({
    roleNames: describeField(
      z
        .array(
          patternString(/^[\w+=,.@-]{1,64}$/, {
            description: 'A role.',
            expected: 'the name of an IAM role',
            example: "'scoring-service'",
          }),
        )
        .min(1),
      {
        description: 'IAM roles, by name, that get the caller policy attached.',
        expected: 'a list of the names of IAM roles',
        example: "['scoring-service']",
        default: 'none',
      },
    ).optional(),
    openAi: booleanField({
      description:
        "Whether callers may use OpenAI's clients (`/endpoints/ENV-NAME/openai/v1`). These send a bearer token, which [needs](https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints-openai-compatible.html) `sagemaker:CallWithBearerToken` on `*`. Off, because whoever has such a token calls as the role that made it, for up to 12 hours. Needs `network.privateLink.openAi`.",
      default: String(defaults.openAi),
    }).optional(),
    bidirectionalStreaming: booleanField({
      description:
        'Whether callers may open bidirectional streams (`InvokeEndpointWithBidirectionalStream`), an action of its own. Off, because few containers serve them. Needs `network.privateLink.bidirectionalStreaming`.',
      default: String(defaults.bidirectionalStreaming),
    }).optional(),
  }),
  {
    description: 'Who calls, and how. The policy itself is made in any case (output `caller_policy_arn`).',
    expected: 'an object of roleNames, openAi and/or bidirectionalStreaming',
    example: "{ roleNames: ['scoring-service'] }",
    default: 'none',
  },
);
