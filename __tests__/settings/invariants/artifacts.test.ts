import type { EnvironmentSettings } from '../../../settings';
import { problemsOf } from '../../support/settings';
import { KEY, model } from '../support/changed-settings';

test.each<[string, EnvironmentSettings, string[]]>([
  [
    'a key for an artifact that is uploaded',
    model({ artifactKmsKeyArn: KEY }),
    [
      "endpoints.churn.model.artifactKmsKeyArn: is for artifacts in S3; one that is uploaded is encrypted with the endpoint's kmsKeyArn: leave it out",
    ],
  ],
  [
    'a long key',
    model({ artifact: `s3://models/${'x'.repeat(1010)}.tar.gz` }),
    ['endpoints.churn.model.artifact: has 1029 characters, and SageMaker takes 1024: shorten the key'],
  ],
])('%s', (_, input, expected) => {
  expect(problemsOf(input)).toEqual(expected);
});

test.each([
  ['does not exist: write the path of a .tar.gz file', 'samples/missing.tar.gz'],
  ['is not a file: write the path of a .tar.gz file', '__tests__/support/folder.tar.gz'],
  ['is not a gzip file, whatever its name: pack it with tar -czf', '__tests__/support/text.tar.gz'],
])('an artifact that %s', (expected, artifact) => {
  expect(problemsOf(model({ artifact }))[0]).toContain(
    `endpoints.churn.model.artifact: '${artifact}' ${expected} (looked for from `,
  );
});
