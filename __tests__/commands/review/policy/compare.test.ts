import { comparePolicies } from '../../../../commands/review/policy/compare';
import { allow, answer, BUCKET, policy, THROUGH_VPCE } from './policy-text';

const ENDPOINT = 'arn:aws:sagemaker:us-east-1:111122223333:endpoint';

const invoke = { Effect: 'Allow', Action: ['sagemaker:InvokeEndpoint'], Resource: [`${ENDPOINT}/dev-diabetes`] };
const noOtherWay = {
  Effect: 'Deny',
  Action: ['sagemaker:InvokeEndpoint*'],
  Resource: [`${ENDPOINT}/dev-diabetes`],
  Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
};
const callers = policy({ ...invoke, Condition: THROUGH_VPCE }, noOtherWay);

const trusted = {
  Effect: 'Allow',
  Principal: { Service: 'sagemaker.amazonaws.com' },
  Action: ['sts:AssumeRole'],
  Condition: {
    StringEquals: { 'aws:SourceAccount': '111122223333' },
    ArnLike: { 'aws:SourceArn': ['arn:aws:sagemaker:us-east-1:111122223333:*'] },
  },
};

const tlsOnly = {
  Effect: 'Deny',
  Principal: '*',
  Action: ['s3:*'],
  Resource: [BUCKET, `${BUCKET}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

const throughEndpoint = {
  Effect: 'Allow',
  Principal: '*',
  Action: ['sagemaker:InvokeEndpoint', 'sagemaker:InvokeEndpointWithResponseStream'],
  Resource: [`${ENDPOINT}/dev-*`],
};

describe('the policies that are made here', () => {
  test.each([
    ['a condition of the callers policy is gone', callers, policy(invoke, noOtherWay)],
    ['its Deny is gone', callers, policy({ ...invoke, Condition: THROUGH_VPCE })],
    [
      'its Deny names another PrivateLink endpoint as well',
      callers,
      policy(
        { ...invoke, Condition: THROUGH_VPCE },
        { ...noOtherWay, Condition: { StringNotEquals: { 'aws:SourceVpce': ['vpce-1', 'vpce-2'] } } },
      ),
    ],
    [
      'its Deny covers one action',
      callers,
      policy({ ...invoke, Condition: THROUGH_VPCE }, { ...noOtherWay, Action: 'sagemaker:InvokeEndpoint' }),
    ],
    [
      'the endpoint policy lets any endpoint be called',
      policy(throughEndpoint),
      policy({ ...throughEndpoint, Resource: '*' }),
    ],
    [
      'it lets more be done',
      policy(throughEndpoint),
      policy({ ...throughEndpoint, Action: [...throughEndpoint.Action, 'sagemaker:InvokeEndpointAsync'] }),
    ],
    ['the bucket no longer refuses what is not encrypted', policy(tlsOnly), policy()],
    ['it refuses that of objects only', policy(tlsOnly), policy({ ...tlsOnly, Resource: `${BUCKET}/*` })],
    [
      'another service may take the role',
      policy(trusted),
      policy({ ...trusted, Principal: { Service: ['sagemaker.amazonaws.com', 'ec2.amazonaws.com'] } }),
    ],
    ['anyone may', policy(trusted), policy({ ...trusted, Principal: '*' })],
    [
      'any account may take it through the service',
      policy(trusted),
      policy({ ...trusted, Condition: { ArnLike: trusted.Condition.ArnLike } }),
    ],
    [
      'any region may',
      policy(trusted),
      policy({
        ...trusted,
        Condition: { ...trusted.Condition, ArnLike: { 'aws:SourceArn': 'arn:aws:sagemaker:*:111122223333:*' } },
      }),
    ],
  ])('wider: %s', (_, before, after) => {
    expect(answer(before, after)).toBe('wider');
    expect(answer(after, before)).toBe('no wider');
  });

  test('what is wider is shown once, the Allows first', () => {
    const open = allow({ Action: '*' });
    expect(comparePolicies(policy(allow(), tlsOnly), policy(allow(), open, open))).toEqual({
      answer: 'wider',
      grants: [
        expect.objectContaining({ effect: 'Allow', actions: { negated: false, values: ['*'] } }),
        expect.objectContaining({ effect: 'Deny', actions: { negated: false, values: ['s3:*'] } }),
      ],
      undecided: [],
    });
  });
});

describe('without a policy', () => {
  const some = policy(throughEndpoint);

  test('nothing is allowed by a bucket or an identity', () => {
    expect(comparePolicies(undefined, some)).toEqual({
      answer: 'wider',
      grants: [expect.objectContaining({ actions: { negated: false, values: throughEndpoint.Action } })],
      undecided: [],
    });
    expect(answer(some, undefined)).toBe('no wider');
    expect(answer(undefined, undefined)).toBe('no wider');
    expect(answer(undefined, policy(tlsOnly))).toBe('no wider');
    expect(answer(policy(tlsOnly), undefined)).toBe('wider');
  });

  test('everything is allowed by a VPC endpoint', () => {
    expect(comparePolicies(undefined, some, 'everything')).toEqual({ answer: 'no wider' });
    expect(comparePolicies(some, undefined, 'everything').answer).toBe('wider');
    expect(comparePolicies(undefined, undefined, 'everything').answer).toBe('no wider');
  });
});

test('an action more is wider, whatever is not understood of the resources', () => {
  expect(
    answer(policy(allow({ Resource: '${a.arn}/*' })), policy(allow({ Action: 's3:*', Resource: '${a.arn}/*' }))),
  ).toBe('wider');
});
