import { problemsOf, settings } from '../../support/settings';
import { uncheckedChurn, uncheckedModel } from '../support/changed-settings';

test.each<[string, unknown, string]>([
  [
    'scaling of nothing',
    uncheckedChurn({ scaling: {}, instanceCount: 2 }),
    'endpoints.churn.scaling.min: is missing: write a whole number from 1 to 10000, such as 2',
  ],
  [
    'scaling by another metric',
    uncheckedChurn({ scaling: { min: 2, max: 4, target: { cpu: 50 } }, instanceCount: 2 }),
    'endpoints.churn.scaling.target.cpu: is an unknown field: the fields here are concurrentRequests, invocationsPerMinute',
  ],
  [
    'a target of nothing',
    uncheckedChurn({ scaling: { min: 2, max: 4, target: { concurrentRequests: 0 } }, instanceCount: 2 }),
    'endpoints.churn.scaling.target.concurrentRequests: 0 is not a number from 0.1 to 1000: write for example 4',
  ],
  [
    'a rollout without a strategy',
    uncheckedChurn({ rollout: {} }),
    "endpoints.churn.rollout.strategy: is missing: write canary, linear, rolling or all-at-once, such as 'linear'",
  ],
  [
    'another strategy',
    uncheckedChurn({ rollout: { strategy: 'blue-green' } }),
    "endpoints.churn.rollout.strategy: 'blue-green' is not canary, linear, rolling or all-at-once",
  ],
  [
    'half a percent',
    uncheckedChurn({ rollout: { strategy: 'canary', percent: 0.5 } }),
    'endpoints.churn.rollout.percent: 0.5 is not a whole number from 1 to 100: write for example 25',
  ],
  [
    'a topic by name',
    uncheckedChurn({ alarms: { topicArns: ['on-call'] } }),
    "endpoints.churn.alarms.topicArns.0: 'on-call' is not the ARN of a standard SNS topic",
  ],
  [
    'no percent at all',
    uncheckedChurn({ alarms: { errorPercent: 0 } }),
    'endpoints.churn.alarms.errorPercent: 0 is not a number from 0.01 to 100: write for example 1',
  ],
  [
    'a latency in microseconds',
    uncheckedChurn({ alarms: { modelLatencyP99Ms: 500_000 } }),
    'endpoints.churn.alarms.modelLatencyP99Ms: 500000 is not a number of milliseconds up to 480000: write for example 80',
  ],
  [
    'an image',
    uncheckedModel({ image: 7 }),
    'endpoints.churn.model.image: 7 is not the URI of an image in Amazon ECR, or an object',
  ],
  [
    'an image without a tag',
    uncheckedModel({ image: { repository: 'sagemaker-xgboost' } }),
    "endpoints.churn.model.image.tag: is missing: write the tag of an image, such as '1.7-1'",
  ],
  [
    'an artifact',
    uncheckedModel({ artifact: 'model.zip' }),
    "endpoints.churn.model.artifact: 'model.zip' is not the path of a .tar.gz file, or s3://BUCKET/KEY.tar.gz",
  ],
  [
    'an artifact elsewhere',
    uncheckedModel({ artifact: 'https://example.com/model.tar.gz' }),
    'endpoints.churn.model.artifact: ',
  ],
  ['an artifact without a key', uncheckedModel({ artifact: 's3://.tar.gz' }), 'endpoints.churn.model.artifact: '],
  [
    'a role',
    uncheckedModel({ executionRoleArn: 'role' }),
    "endpoints.churn.model.executionRoleArn: 'role' is not the ARN of an IAM role",
  ],
  [
    'a type',
    uncheckedChurn({ instanceType: 'm5.large' }),
    "endpoints.churn.instanceType: 'm5.large' is not a SageMaker instance type: write for example 'ml.m5.large'",
  ],
  [
    'a count',
    uncheckedChurn({ instanceCount: 2.5 }),
    'endpoints.churn.instanceCount: 2.5 is not a whole number from 1 to 10000',
  ],
  [
    'not a number',
    uncheckedChurn({ instanceCount: NaN }),
    'endpoints.churn.instanceCount: NaN is not a whole number from 1 to 10000',
  ],
  [
    'a routing',
    uncheckedChurn({ routing: 'ROUND_ROBIN' }),
    "endpoints.churn.routing: 'ROUND_ROBIN' is not LEAST_OUTSTANDING_REQUESTS or RANDOM",
  ],
  [
    'a volume',
    uncheckedChurn({ volumeSizeGb: 513 }),
    'endpoints.churn.volumeSizeGb: 513 is not a whole number from 1 to 512',
  ],
  [
    'a timeout',
    uncheckedChurn({ timeouts: { startupSeconds: 30 } }),
    'endpoints.churn.timeouts.startupSeconds: 30 is not a whole number from 60 to 3600',
  ],
  [
    'a key',
    uncheckedChurn({ kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:alias/mine' }),
    'endpoints.churn.kmsKeyArn: ',
  ],
  [
    'a retention',
    uncheckedChurn({ logRetentionDays: 42 }),
    'endpoints.churn.logRetentionDays: 42 is not a number of days',
  ],
  [
    'a caller',
    uncheckedChurn({ callers: { roleNames: ['arn:aws:iam::111122223333:role/x'] } }),
    "endpoints.churn.callers.roleNames.0: 'arn:aws:iam::111122223333:role/x' is not the name of an IAM role",
  ],
  [
    'no callers',
    uncheckedChurn({ callers: { roleNames: [] } }),
    'endpoints.churn.callers.roleNames: [] is not a list of the names of IAM roles',
  ],
  [
    'an endpoint in a wrong case',
    settings({ endpoints: { Churn: { instanceType: 1 } as never } }),
    'endpoints.Churn.model: is missing',
  ],
])('%s', (_, input, expected) => {
  expect(problemsOf(input).map((problem) => problem.slice(0, expected.length))).toContain(expected);
});
