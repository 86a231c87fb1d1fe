import { AwsError } from '../../../support/aws-api';
import { denied, type PretendedAccount } from '../support/account';
import { mockedDns, mockedTimers } from '../support/vpc';
import { pretendedProbe } from '../support/pretended-probe';

jest.mock('node:dns/promises', () => ({
  lookup: (name: string) => mockedDns.lookup(name),
  resolve4: (name: string) => mockedDns.resolve4(name),
}));
jest.mock('node:timers/promises', () => ({ setTimeout: (ms: number) => mockedTimers.setTimeout(ms) }));

const pretended = pretendedProbe();

test('a function that ran in another zone than its subnet is not believed', async () => {
  const report = await pretended.account.probe({
    answers: {
      Invoke: async ({ FunctionName, payload }) => ({
        ...(await pretended.vpc.run(String(FunctionName).replace('test-probe-', ''), payload as never)),
        zoneId: 'euw1-az1',
      }),
    },
  });
  expect(report.clients.map(({ unused }) => unused)).toEqual([
    null,
    expect.stringMatching(/^\d+ of \d+ runs were in euw1-az1, and the subnet is in euw1-az2$/),
  ]);
});

test('a function that is still being made, and one that sleeps, are waited for', async () => {
  const states = ['Pending', 'Inactive', 'Active', 'Active'];
  const lines: string[] = [];
  await pretended.account.probe({
    lines,
    answers: {
      GetFunctionConfiguration: ({ FunctionName }) => ({
        State: states.shift() ?? 'Active',
        VpcConfig: { VpcId: 'vpc-1', SubnetIds: [`subnet-${String(FunctionName).replace('test-probe-', '')}`] },
      }),
    },
  });
  expect(lines.slice(0, 2)).toEqual([
    'test-probe-eu-west-1a is still being made',
    'test-probe-eu-west-1a is being woken',
  ]);
});

const thrown =
  (code: string, message = 'x', status = 400) =>
  () => {
    throw new AwsError(code, message, status);
  };

test.each<[string, Parameters<PretendedAccount['probe']>[0], string]>([
  [
    'not asked for',
    { asked: false },
    'test has no probe: write probe: true into environments/test.ts, then deploy test-network and test-probe',
  ],
  [
    'not deployed',
    { answers: { GetFunctionConfiguration: thrown('ResourceNotFoundException', 'Function not found', 404) } },
    'there is no function test-probe-eu-west-1a: deploy test-probe, its network first',
  ],
  [
    'failed',
    { answers: { GetFunctionConfiguration: () => ({ State: 'Failed', StateReason: 'no addresses left' }) } },
    'the function test-probe-eu-west-1a failed to be made: no addresses left: deploy test-probe again',
  ],
  [
    'not allowed to be asked for',
    { answers: { GetFunctionConfiguration: denied } },
    'lambda:GetFunctionConfiguration: these credentials may not do that: docs/security.md has the policy that is needed',
  ],
  [
    'not allowed to be called',
    { answers: { Invoke: denied } },
    'lambda:InvokeFunction on test-probe-eu-west-1a: these credentials may not do that: docs/security.md has the policy that is needed',
  ],
  [
    'throttled',
    { answers: { Invoke: thrown('TooManyRequestsException', 'Rate exceeded', 429) } },
    'lambda:InvokeFunction on test-probe-eu-west-1a: AWS is asked too often just now: try again',
  ],
  [
    'broken',
    {
      answers: { Invoke: () => ({ functionError: 'Unhandled', errorMessage: 'Task timed out after 300.00 seconds' }) },
    },
    'the function test-probe-eu-west-1a failed: Task timed out after 300.00 seconds',
  ],
  [
    'another function',
    { answers: { Invoke: () => ({ hello: 'world' }) } },
    'the function test-probe-eu-west-1a answered something that is no measurement: deploy its stack again',
  ],
  [
    'a function of before names were resolved both ways',
    {
      answers: { Invoke: () => ({ zoneId: null, startedAt: '', endedAt: '', blocks: [{ host: 'x', latencies: [] }] }) },
    },
    'the function test-probe-eu-west-1a answered something that is no measurement: deploy its stack again',
  ],
  [
    'in a VPC without PrivateLink endpoint',
    { answers: { DescribeVpcEndpoints: () => ({ vpcEndpointSet: [] }) } },
    'vpc-1 has no PrivateLink endpoint for com.amazonaws.eu-west-1.sagemaker.runtime: deploy the network again',
  ],
])('a probe that is %s', async (_, options, expected) => {
  await expect(pretended.account.probe(options)).rejects.toThrow(expected);
});
