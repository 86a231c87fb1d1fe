import { measureBlocks } from '../../../commands/probe/function/measure-blocks';
import { probePage } from '../../../commands/probe/report/html';
import { probeText } from '../../../commands/probe/report/text';
import { AwsError } from '../../support/aws-api';
import { documentedActions } from '../../support/documented-policy';
import { denied, PretendedAccount } from './support/account';
import {
  ADDRESSES,
  dns,
  mockedDns,
  mockedTimers,
  PretendedVpc,
  PRIVATE,
  REGIONAL,
  resolverOf,
  time,
} from './support/vpc';

jest.mock('node:dns/promises', () => ({ lookup: (name: string) => mockedDns.lookup(name) }));
jest.mock('node:timers/promises', () => ({ setTimeout: (ms: number) => mockedTimers.setTimeout(ms) }));

const [A, B] = Object.values(ADDRESSES) as [string, string];
const HOP_MS = 12;

let vpc: PretendedVpc;
let account: PretendedAccount;
beforeAll(async () => {
  jest.spyOn(performance, 'now').mockImplementation(() => time.nowMs);
  vpc = await PretendedVpc.start();
  account = await PretendedAccount.start(vpc);
});
afterAll(async () => {
  jest.restoreAllMocks();
  await account.end();
  await vpc.end();
});
beforeEach(() => {
  vpc.status = 200;
  vpc.way = (from, to) => (from === to ? 1 : 1 + HOP_MS);
  let turn = 0;
  dns.resolve = resolverOf(() => (turn++ % 2 === 0 ? [A, B] : [B, A]));
});

test('a name that takes the zones in turn, and what a hop costs', async () => {
  const report = await account.probe({ samples: 20 });
  expect(report.verdict).toMatchObject({
    insideVpc: true,
    keepsToZone: { private: 'by chance', zonal: 'always' },
    hop: { measurable: true },
  });
  expect(report.verdict.hop?.costMs).toBeCloseTo(HOP_MS);
  expect(report.verdict.sentences[0]).toMatch(/^Every call stays inside the VPC/);
  expect(report.verdict.advice[0]).toContain('call by the zonal name of their own zone');
  report.clients.forEach(({ zone, unused, names }) => {
    expect(unused).toBeNull();
    expect(names.map(({ kind }) => kind)).toEqual(['private', 'regional', 'zonal', 'zonal']);
    names.forEach(({ samples, cold, errors, ...name }) => {
      expect(samples).toBeGreaterThanOrEqual(20);
      expect(errors).toEqual([]);
      expect(cold?.connections).toBeGreaterThanOrEqual(4);
      if (name.zone !== undefined) expect(name.connectionsByAnsweringZone).toEqual({ [name.zone]: cold?.connections });
      const [p50] = name.percentiles;
      if (name.zone !== undefined) expect(p50?.ms).toBeCloseTo(name.zone === zone ? 1 : 1 + HOP_MS);
      expect(p50?.interval95Ms?.lowMs).toBeLessThanOrEqual(p50?.ms ?? NaN);
      expect(p50?.interval95Ms?.highMs).toBeGreaterThanOrEqual(p50?.ms ?? NaN);
    });
  });
  expect(report.split).toMatchObject({ overheadMs: 0.5, modelMs: 1, callsOfOthers: 0 });
  const { clientMs, networkMs } = report.split as NonNullable<typeof report.split>;
  expect(networkMs).toBeCloseTo(clientMs - 1.5, 6);
  expect(probeText(report)).toContain('Answered in which zone (connections)');
  expect(probePage(report)).not.toMatch(/NaN|undefined|<script|https?:\/\//);
});

test('a name that keeps to the zone: nothing is to be done', async () => {
  let asked = '';
  const run = vpc.run.bind(vpc);
  vpc.run = (zone, request) => {
    asked = zone;
    return run(zone, request);
  };
  dns.resolve = resolverOf(() => (asked === 'eu-west-1a' ? [A, B] : [B, A]));
  const report = await account.probe();
  vpc.run = run;
  expect(report.verdict.keepsToZone.private).toBe('always');
  expect(report.verdict.advice).toEqual(["Nothing: the Runtime's own name already keeps clients in their zone."]);
});

test('a zone whose name is not answered does not keep the others from being measured', async () => {
  dns.resolve = (name) =>
    name.includes('eu-west-1b.') ? ['127.0.0.99'] : resolverOf(() => [A])(name)?.filter((address) => address === A);
  const report = await account.probe({ samples: 15 });
  expect(report.verdict.insideVpc).toBe(false); // it led to an address that is not the PrivateLink endpoint's
  const [zonalB] = report.clients[0]?.names.filter(({ zone }) => zone === 'eu-west-1b') ?? [];
  expect(zonalB).toMatchObject({ samples: 0, addresses: ['127.0.0.99'], errors: [{ kind: 'ECONNREFUSED', count: 3 }] });
  expect(report.clients[0]?.names[0]?.samples).toBeGreaterThanOrEqual(5);
});

test('a name that does not resolve, and one that resolves to a public address', async () => {
  dns.resolve = (name) => (name.startsWith('runtime.') ? ['203.0.113.7'] : undefined);
  const report = await account.probe();
  expect(report.verdict.insideVpc).toBe(false);
  expect(report.verdict.sentences[0]).toContain('resolves to 203.0.113.7 in eu-west-1a, which is public');
  expect(report.verdict.advice[0]).toMatch(/^Turn private DNS on/);
  expect(report.verdict.sentences.join(' ')).toContain('ENOTFOUND');
  expect(report.splitLeftOut).toBe('no call was answered');
});

test('a model that errs is left alone, and said', async () => {
  vpc.status = 500;
  const report = await account.probe({ samples: 15 });
  const { errors = [], samples } = report.clients[0]?.names[0] ?? {};
  expect(samples).toBe(0);
  expect(errors).toEqual([
    { kind: 'ModelError', text: expect.stringContaining('the container answered 500'), count: 3 },
  ]);
});

test('a function that ran in another zone than its subnet is not believed', async () => {
  const report = await account.probe({
    answers: {
      Invoke: async ({ FunctionName, payload }) => ({
        ...(await vpc.run(String(FunctionName).replace('test-probe-', ''), payload as never)),
        zoneId: 'euw1-az1',
      }),
    },
  });
  expect(report.clients.map(({ unused }) => unused)).toEqual([
    null,
    expect.stringMatching(/^\d+ of \d+ runs were in euw1-az1, and the subnet is in euw1-az2$/),
  ]);
});

test('Ctrl-C: the run that is under way counts, no other begins, and it is reported', async () => {
  const stop = new AbortController();
  const report = await account.probe({
    signal: stop.signal,
    answers: {
      Invoke: async ({ FunctionName, payload }) => {
        stop.abort();
        return (await vpc.run(String(FunctionName).replace('test-probe-', ''), payload as never)) as never;
      },
      GetMetricData: () => ({ MetricDataResults: [] }),
    },
  });
  expect(report.interrupted).toBe(true);
  expect(account.api.calls.filter(({ operation }) => operation === 'Invoke')).toHaveLength(1);
  expect(report.clients[1]?.unused).toBe('nothing was measured from there');
  expect(report.splitLeftOut).toMatch(/^CloudWatch has counted 0 of \d+ calls, and was not waited for$/);
});

test('CloudWatch that is behind is waited for, and then left out', async () => {
  const report = await account.probe({ answers: { GetMetricData: () => ({ MetricDataResults: [] }) } });
  expect(report.split).toBeNull();
  expect(report.splitLeftOut).toMatch(/^CloudWatch has counted 0 of \d+ calls after 0 s$/);
});

test('a function that is still being made, and one that sleeps, are waited for', async () => {
  const states = ['Pending', 'Inactive', 'Active', 'Active'];
  const lines: string[] = [];
  await account.probe({
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
    'in a VPC without PrivateLink endpoint',
    { answers: { DescribeVpcEndpoints: () => ({ vpcEndpointSet: [] }) } },
    'vpc-1 has no PrivateLink endpoint for com.amazonaws.eu-west-1.sagemaker.runtime: deploy the network again',
  ],
])('a probe that is %s', async (_, given, expected) => {
  await expect(account.probe(given)).rejects.toThrow(expected);
});

test('the documented policy allows what the probe asks for, and nothing else', async () => {
  await account.probe();
  const asked = new Set(
    account.api.calls.map(({ operation }) => (operation === 'Invoke' ? 'InvokeFunction' : operation)),
  );
  const allowed = documentedActions('### The policy for `probe`').map((action) => action.split(':')[1]);
  expect(allowed.toSorted()).toEqual([...asked].toSorted());
});

test('a slow model: the time of a run bounds it, and every name has its turn all the same', async () => {
  vpc.way = () => 30;
  const blocks = await measureBlocks({
    endpoint: 'test-churn',
    region: 'eu-west-1',
    contentType: 'text/csv',
    body: '',
    hosts: [PRIVATE, REGIONAL].map((host) => `http://${host}:${vpc.port}`),
    rounds: 5,
    warmupCalls: 1,
    calls: 20,
    ratePerSecond: 1_000,
    seconds: 0.05,
    timeoutMs: 250_000,
  });
  expect(blocks.map(({ latencies }) => latencies.length)).toEqual([1, 1]);
});
