import { z } from 'zod';
import { DOCUMENTED_ENDPOINT_ALARMS } from '../documented-alarms';
import { SETTING_DEFAULTS } from '../defaults';
import { numberInRange, patternString } from './primitives';
import { describeField } from './field-docs';

/** A streamed response takes 8 minutes at most: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpointWithResponseStream.html */
const MAX_RESPONSE_MS = 480_000;

const WINDOW = `${DOCUMENTED_ENDPOINT_ALARMS.breachingMinutes} of ${DOCUMENTED_ENDPOINT_ALARMS.minutes} minutes`;

const milliseconds = (description: string, example: string) =>
  numberInRange(0.001, MAX_RESPONSE_MS, {
    description,
    expected: `a number of milliseconds up to ${MAX_RESPONSE_MS}`,
    example,
    default: 'no alarm',
  });

export const alarmsSchema = describeField(
  z.strictObject({
    modelLatencyP99Ms: milliseconds(
      `Alarm when the 99th percentile of the model’s latency is above so many milliseconds in ${WINDOW}.`,
      '80',
    ).optional(),
    overheadLatencyMs: milliseconds(
      `Alarm when the mean of what SageMaker adds to the model’s latency is above so many milliseconds in ${WINDOW}.`,
      '20',
    ).optional(),
    errorPercent: numberInRange(0.01, 100, {
      description: `Alarm when so many percent of the calls fail in ${WINDOW}: one alarm for 5xx answers, one for errors of the model. A minute without calls trips neither.`,
      expected: 'a number from 0.01 to 100',
      example: '1',
      default: String(SETTING_DEFAULTS.endpoint.alarms.errorPercent),
    }).optional(),
    topicArns: describeField(
      z
        .array(
          patternString(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/, {
            description: 'A topic.',
            expected: 'the ARN of a standard SNS topic',
            example: "'arn:aws:sns:eu-west-1:111122223333:on-call'",
          }),
        )
        .min(1),
      {
        description:
          'SNS topics that hear of it when an alarm goes off and when it is over; of the PrivateLink endpoint’s alarms as well.',
        expected: 'a list of the ARNs of SNS topics',
        example: "['arn:aws:sns:eu-west-1:111122223333:on-call']",
        default: 'none: alarms are seen in CloudWatch and by `npm run status`',
      },
    ).optional(),
  }),
  {
    description: 'Alarms for people, over the whole endpoint. None of them rolls an update back.',
    expected: 'an object of modelLatencyP99Ms, overheadLatencyMs, errorPercent and/or topicArns',
    example: "{ modelLatencyP99Ms: 80, topicArns: ['arn:aws:sns:eu-west-1:111122223333:on-call'] }",
    default: 'errors only',
  },
);
