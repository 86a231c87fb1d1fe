import type { EnvironmentSettings } from '../../../settings';
import { problemsOf } from '../../support/settings';
import { churn, created, KEY, model } from '../support/changed-settings';

test.each<[string, EnvironmentSettings, string[]]>([
  [
    'another region’s endpoint',
    created({}, { privateLink: { alsoAllow: ['arn:aws:sagemaker:us-east-1:111122223333:endpoint/x'] } }),
    [
      "network.privateLink.alsoAllow.0: 'arn:aws:sagemaker:us-east-1:111122223333:endpoint/x' is in region us-east-1, and the environment in eu-west-1: give the ARN of one in eu-west-1",
    ],
  ],
  [
    'a key of another region',
    churn({ kmsKeyArn: KEY.replace('eu-west-1', 'eu-west-2') }),
    [
      `endpoints.churn.kmsKeyArn: '${KEY.replace('eu-west-1', 'eu-west-2')}' is in region eu-west-2, and the environment in eu-west-1: give the ARN of one in eu-west-1`,
    ],
  ],
  [
    'a block of another partition’s',
    churn({ kmsKeyArn: KEY.replace('arn:aws:', 'arn:aws-cn:') }),
    [
      `endpoints.churn.kmsKeyArn: '${KEY.replace('arn:aws:', 'arn:aws-cn:')}' is in partition aws-cn, and eu-west-1 in aws: give an ARN of aws`,
    ],
  ],
  [
    'another account’s role',
    { ...model({ executionRoleArn: 'arn:aws:iam::444455556666:role/x' }), accountId: '111122223333' },
    [
      "endpoints.churn.model.executionRoleArn: 'arn:aws:iam::444455556666:role/x' is of account 444455556666, and the environment of 111122223333: give the ARN of one in 111122223333",
    ],
  ],
])('%s', (_, input, expected) => {
  expect(problemsOf(input)).toEqual(expected);
});
