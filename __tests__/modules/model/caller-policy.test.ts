import { CallerPolicy, type CallerPolicyProps } from '../../../modules/model/caller-policy';
import { policyOf, synthesizeModule, the } from '../../support/synthesized';

const ARN = 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint/test-churn';
const made = (changes: Partial<CallerPolicyProps> = {}) =>
  synthesizeModule((stack) => {
    new CallerPolicy(stack, 'callers', {
      name: 'test-churn-caller',
      endpointName: 'test-churn',
      endpointArn: ARN,
      vpcEndpointId: 'vpce-1',
      roleNames: [],
      openAi: false,
      bidirectionalStreaming: false,
      ...changes,
    });
  });

test('allows invoking through the PrivateLink endpoint, and denies it any other way', () => {
  expect(policyOf(the(made(), 'aws_iam_policy')).Statement).toEqual([
    {
      Sid: 'InvokeThroughPrivateLink',
      Effect: 'Allow',
      Action: ['sagemaker:InvokeEndpoint', 'sagemaker:InvokeEndpointWithResponseStream'],
      Resource: [ARN],
      Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } },
    },
    {
      Sid: 'NoOtherWay',
      Effect: 'Deny',
      Action: ['sagemaker:InvokeEndpoint*'],
      Resource: [ARN],
      Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
    },
  ]);
});

test('a bearer token, for calls that are bound as before', () => {
  const { Statement: statements } = policyOf(the(made({ openAi: true }), 'aws_iam_policy'));
  expect(statements).toEqual([
    ...policyOf(the(made(), 'aws_iam_policy')).Statement,
    { Sid: 'CallWithBearerToken', Effect: 'Allow', Action: ['sagemaker:CallWithBearerToken'], Resource: ['*'] },
  ]);
});

test('bidirectional streams, through the PrivateLink endpoint and no other way', () => {
  expect(policyOf(the(made({ bidirectionalStreaming: true }), 'aws_iam_policy')).Statement).toMatchObject([
    {
      Effect: 'Allow',
      Action: [
        'sagemaker:InvokeEndpoint',
        'sagemaker:InvokeEndpointWithResponseStream',
        'sagemaker:InvokeEndpointWithBidirectionalStream',
      ],
      Resource: [ARN],
      Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } },
    },
    { Effect: 'Deny', Action: ['sagemaker:InvokeEndpoint*'], Resource: [ARN] },
  ]);
});

test('goes to the roles that are named', () => {
  expect(made().resource).not.toHaveProperty('aws_iam_role_policy_attachment');
  expect(the(made({ roleNames: ['a', 'b.c@d'] }), 'aws_iam_role_policy_attachment')).toMatchObject({
    for_each: '${toset(["a", "b.c@d"])}',
    role: '${each.value}',
  });
});
