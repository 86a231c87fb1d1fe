import type { Plan } from '../../../../../commands/review/plan/plan';
import { changeBy, accessFindings, OTHER_ACCOUNT, OWN_ACCOUNT, planBy, policyText } from '../../support/changes';

const endpointArn = (account: string, name: string) => `arn:aws:sagemaker:eu-west-1:${account}:endpoint/${name}`;
const letThrough = (...resources: string[]) =>
  policyText({
    Principal: '*',
    Action: ['sagemaker:InvokeEndpoint'],
    Resource: [endpointArn(OWN_ACCOUNT, 'test-*'), ...resources],
  });

test.each([
  ['an endpoint', letThrough(endpointArn(OWN_ACCOUNT, 'pricing')), 'note policy-extended'],
  ['an endpoint of another account', letThrough(endpointArn(OTHER_ACCOUNT, 'pricing')), 'danger policy-wider'],
  ['endpoints by a pattern', letThrough(endpointArn(OWN_ACCOUNT, 'prod-*')), 'danger policy-wider'],
  ['everything', undefined, 'danger policy-wider'],
  [
    'more than calls',
    policyText({ Principal: '*', Action: 'sagemaker:*', Resource: endpointArn(OWN_ACCOUNT, 'pricing') }),
    'danger policy-wider',
  ],
])('the PrivateLink endpoint lets through %s', (_, policy, expected) => {
  const change = changeBy({ type: 'aws_vpc_endpoint', before: { policy: letThrough() }, after: { policy } });
  expect(accessFindings(planBy([change])).map((found) => found.split(':')[0])).toEqual([expected]);
});

test('the PrivateLink endpoint lets everyone through to what somebody could call', () => {
  const policy = (Principal: unknown) =>
    policyText({ Principal, Action: 'sagemaker:InvokeEndpoint', Resource: endpointArn(OWN_ACCOUNT, 'pricing') });
  const change = changeBy({
    type: 'aws_vpc_endpoint',
    before: { policy: policy({ AWS: `arn:aws:iam::${OWN_ACCOUNT}:root` }) },
    after: { policy: policy('*') },
  });
  expect(accessFindings(planBy([change])).join()).toMatch('danger policy-wider');
});

const callers = (vpcEndpoint: string) =>
  policyText(
    {
      Action: 'sagemaker:InvokeEndpoint',
      Resource: 'e',
      Condition: { StringEquals: { 'aws:SourceVpce': vpcEndpoint } },
    },
    {
      Effect: 'Deny',
      Action: 'sagemaker:InvokeEndpoint*',
      Resource: 'e',
      Condition: { StringNotEquals: { 'aws:SourceVpce': vpcEndpoint } },
    },
  );
const network = (id: string): Partial<Plan> => ({
  prior: new Map([
    [
      'data.terraform_remote_state.network',
      { type: 'terraform_remote_state', values: { outputs: { private_link_id: id } } },
    ],
  ]),
});

test.each([
  ['the one of the network', 'vpce-2', 'note policy-extended'],
  ['one that nobody knows', 'vpce-3', 'danger policy-wider'],
])('callers come through another PrivateLink endpoint: %s', (_, id, expected) => {
  const change = changeBy({
    type: 'aws_iam_policy',
    before: { policy: callers('vpce-1') },
    after: { policy: callers(id) },
  });
  const found = accessFindings(planBy([change], network('vpce-2')));
  expect(found.map((one) => one.split(':')[0])).toEqual([expected]);
});
