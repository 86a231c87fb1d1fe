import { measureBlocks } from '../../../commands/probe/function/measure-blocks';
import { probePage } from '../../../commands/probe/report/html';
import { probeText } from '../../../commands/probe/report/text';
import { documentedActions } from '../../support/documented-policy';
import { ADDRESSES, dns, mockedDns, mockedTimers, PRIVATE, REGIONAL, resolverOf } from './support/vpc';
import { HOP_MS, pretendedProbe } from './support/pretended-probe';

jest.mock('node:dns/promises', () => ({
  lookup: (name: string) => mockedDns.lookup(name),
  resolve4: (name: string) => mockedDns.resolve4(name),
}));
jest.mock('node:timers/promises', () => ({ setTimeout: (ms: number) => mockedTimers.setTimeout(ms) }));

const [A, B] = Object.values(ADDRESSES) as [string, string];
const pretended = pretendedProbe();

test('a name that takes the zones in turn, and what a hop costs', async () => {
  const report = await pretended.account.probe({ samples: 50 });
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
      expect(samples).toBeGreaterThanOrEqual(50);
      expect(errors).toEqual([]);
      expect(cold?.connections).toBeGreaterThanOrEqual(10);
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
  const run = pretended.vpc.run.bind(pretended.vpc);
  pretended.vpc.run = (zone, request) => {
    asked = zone;
    return run(zone, request);
  };
  dns.resolve = resolverOf(() => (asked === 'eu-west-1a' ? [A, B] : [B, A]));
  const report = await pretended.account.probe();
  pretended.vpc.run = run;
  expect(report.verdict.keepsToZone.private).toBe('always');
  expect(report.verdict.advice).toEqual(["Nothing: the Runtime's own name already keeps clients in their zone."]);
});

test('a name that keeps to the zone for those who sort, and not for others: whose affinity it is', async () => {
  let asked = '';
  const run = pretended.vpc.run.bind(pretended.vpc);
  pretended.vpc.run = (zone, request) => {
    asked = zone;
    return run(zone, request);
  };
  let turn = 0;
  dns.resolve = resolverOf(() => (asked === 'eu-west-1a' ? [A, B] : [B, A]));
  dns.resolve4 = resolverOf(() => (turn++ % 2 === 0 ? [A, B] : [B, A]));
  const report = await pretended.account.probe({ samples: 60 });
  pretended.vpc.run = run;
  expect(report.verdict.affinityByResolver).toMatchObject({
    lookup: { private: 'always' },
    resolve4: { private: 'by chance' },
  });
  const [text, page] = [probeText(report), probePage(report)];
  for (const shown of [text, page.replaceAll('&#39;', "'")]) {
    expect(shown).toContain(
      "A client that uses getaddrinfo in the subnet of a network interface is led to its own zone by the Runtime's own name (own zone first: eu-west-1a 12 of 12 answers",
    );
    expect(shown).toContain('A client whose resolver does not sort (dns.resolve4) is led to any zone');
    expect(shown).toContain('It was measured from the very subnets of the network interfaces (eu-west-1a, eu-west-1b)');
    expect(shown).toContain('Nothing for clients that use getaddrinfo in the subnet of a network interface');
  }
});

test('from a subnet that is no interface’s, it does not say that it was', async () => {
  const report = await pretended.account.probe({
    answers: {
      DescribeNetworkInterfaces: () => ({
        networkInterfaceSet: Object.entries(ADDRESSES).map(([availabilityZone, privateIpAddress]) => ({
          privateIpAddress,
          availabilityZone,
          subnetId: `subnet-of-the-endpoint-${availabilityZone}`,
        })),
      }),
    },
  });
  expect(report.clients.map(({ inInterfaceSubnet }) => inInterfaceSubnet)).toEqual([false, false]);
  expect(report.verdict.sentences.join(' ')).toContain('A client that uses getaddrinfo where these functions are');
  expect(report.caveats.join(' ')).not.toContain('very subnets');
});

test('a zone whose name is not answered does not keep the others from being measured', async () => {
  dns.resolve = (name) =>
    name.includes('eu-west-1b.') ? ['127.0.0.99'] : resolverOf(() => [A])(name)?.filter((address) => address === A);
  const report = await pretended.account.probe({ samples: 15 });
  expect(report.verdict.insideVpc).toBe(false); // it led to an address that is not the PrivateLink endpoint's
  const [zonalB] = report.clients[0]?.names.filter(({ zone }) => zone === 'eu-west-1b') ?? [];
  expect(zonalB).toMatchObject({ samples: 0, addresses: ['127.0.0.99'], errors: [{ kind: 'ECONNREFUSED', count: 3 }] });
  expect(report.clients[0]?.names[0]?.samples).toBeGreaterThanOrEqual(5);
});

test('a name that does not resolve, and one that resolves to a public address', async () => {
  dns.resolve = (name) => (name.startsWith('runtime.') ? ['203.0.113.7'] : undefined);
  const report = await pretended.account.probe();
  expect(report.verdict.insideVpc).toBe(false);
  expect(report.verdict.sentences[0]).toContain('resolves to 203.0.113.7 in eu-west-1a, which is public');
  expect(report.verdict.advice[0]).toMatch(/^Turn private DNS on/);
  expect(report.verdict.sentences.join(' ')).toContain('ENOTFOUND');
  expect(report.splitLeftOut).toBe('no call was answered');
});

test('a model that errs is left alone, and said', async () => {
  pretended.vpc.status = 500;
  const report = await pretended.account.probe({ samples: 15 });
  const { errors = [], samples } = report.clients[0]?.names[0] ?? {};
  expect(samples).toBe(0);
  expect(errors).toEqual([
    { kind: 'ModelError', text: expect.stringContaining('the container answered 500'), count: 3 },
  ]);
});

test('Ctrl-C: the run that is under way counts, no other begins, and it is reported', async () => {
  const stop = new AbortController();
  const report = await pretended.account.probe({
    signal: stop.signal,
    answers: {
      Invoke: async ({ FunctionName, payload }) => {
        stop.abort();
        return (await pretended.vpc.run(String(FunctionName).replace('test-probe-', ''), payload as never)) as never;
      },
      GetMetricData: () => ({ MetricDataResults: [] }),
    },
  });
  expect(report.interrupted).toBe(true);
  expect(pretended.account.api.calls.filter(({ operation }) => operation === 'Invoke')).toHaveLength(1);
  expect(report.clients[1]?.unused).toBe('nothing was measured from there');
  expect(report.splitLeftOut).toMatch(/^CloudWatch has counted 0 of \d+ calls, and was not waited for$/);
});

test('CloudWatch that is behind is waited for, and then left out', async () => {
  const report = await pretended.account.probe({ answers: { GetMetricData: () => ({ MetricDataResults: [] }) } });
  expect(report.split).toBeNull();
  expect(report.splitLeftOut).toMatch(/^CloudWatch has counted 0 of \d+ calls after 0 s$/);
});

test('the documented policy allows what the probe asks for, and nothing else', async () => {
  await pretended.account.probe();
  const asked = new Set(
    pretended.account.api.calls.map(({ operation }) => (operation === 'Invoke' ? 'InvokeFunction' : operation)),
  );
  const allowed = documentedActions('### The policy for `probe`').map((action) => action.split(':')[1]);
  expect(allowed.toSorted()).toEqual([...asked].toSorted());
});

test('a slow model: the time of a run bounds it, and every name has its turn all the same', async () => {
  pretended.vpc.way = () => 30;
  const blocks = await measureBlocks({
    endpoint: 'test-churn',
    region: 'eu-west-1',
    contentType: 'text/csv',
    body: '',
    hosts: [PRIVATE, REGIONAL].map((host) => `http://${host}:${pretended.vpc.port}`),
    rounds: 5,
    warmupCalls: 1,
    calls: 20,
    ratePerSecond: 1_000,
    seconds: 0.05,
    timeoutMs: 250_000,
  });
  expect(blocks.map(({ latencies }) => latencies.length)).toEqual([1, 1]);
});
