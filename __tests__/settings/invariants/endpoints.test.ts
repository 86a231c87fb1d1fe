import type { EnvironmentSettings } from '../../../settings';
import { endpoint, problemsOf } from '../../support/settings';
import { churn, created, KEY, model, tags } from '../support/changed-settings';

test.each<[string, EnvironmentSettings, string[]]>([
  [
    'fewer instances than zones',
    {
      ...created({ availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] }),
      endpoints: { churn: endpoint({ instanceCount: 2 }) },
    },
    [
      'endpoints.churn.instanceCount: 2 is fewer than the 3 zones (eu-west-1a, eu-west-1b, eu-west-1c), and a zone without an instance is answered from another: write 3 or more, or leave it out',
    ],
  ],
  [
    'a volume for local storage, which a key is no problem for',
    churn({ instanceType: 'ml.g5.xlarge', kmsKeyArn: KEY, volumeSizeGb: 30 }),
    ['endpoints.churn.volumeSizeGb: ml.g5.xlarge has local storage and gets no volume: leave it out'],
  ],
  [
    'an image elsewhere',
    model({ image: 'docker.io/library/python:3' }),
    [
      "endpoints.churn.model.image: 'docker.io/library/python:3' is not an image in Amazon ECR with a tag or else a digest, the only kind SageMaker can fetch here: write for example '111122223333.dkr.ecr.eu-west-1.amazonaws.com/scoring:1.4.0'",
    ],
  ],
  [
    'an image of another region',
    model({ image: '111122223333.dkr.ecr.us-east-1.amazonaws.com/scoring:1' }),
    [
      "endpoints.churn.model.image: '111122223333.dkr.ecr.us-east-1.amazonaws.com/scoring:1' is in region us-east-1, and SageMaker wants it in the endpoint's, eu-west-1: write for example '111122223333.dkr.ecr.eu-west-1.amazonaws.com/scoring:1.4.0'",
    ],
  ],
  [
    'a variable’s name',
    model({ environment: { 'a-b': 'x' } }),
    [
      'endpoints.churn.model.environment.a-b: is not a name of letters, digits and _ that SageMaker takes (1024 at most, no digit first): rename it',
    ],
  ],
  [
    'a variable’s length',
    model({ environment: { A: 'x'.repeat(1025) } }),
    ['endpoints.churn.model.environment.A: has more than 1024 characters: shorten it, or put it into the artifact'],
  ],
  [
    'the number of variables',
    model({ environment: tags(101) }),
    ['endpoints.churn.model.environment: has 101 variables, and SageMaker takes 100: put some into the artifact'],
  ],
  [
    'the size of all variables',
    model({ environment: Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`V${i}`, 'x'.repeat(1000)])) }),
    [
      'endpoints.churn.model.environment: has 33089 bytes in all, and SageMaker takes 32768: put some into the artifact',
    ],
  ],
  [
    'a type without guarded updates',
    churn({ instanceType: 'ml.inf1.xlarge' }),
    [
      'endpoints.churn.instanceType: SageMaker has no guarded updates for ml.inf1.xlarge, and every update here is one: take ml.inf2 or another type',
    ],
  ],
  [
    'an image of another host',
    model({ image: '111122223333.dkr.ecr.eu-west-1.evil.com/x:1' }),
    [
      expect.stringContaining(
        "'111122223333.dkr.ecr.eu-west-1.evil.com/x:1' is not an image in Amazon ECR",
      ) as unknown as string,
    ],
  ],
])('%s', (_, input, expected) => {
  expect(problemsOf(input)).toEqual(expected);
});
