import { analyse } from '../../../commands/probe/analyse/analysis';
import { intervals, percentileOf } from '../../../commands/probe/analyse/sampling';
import { seededRandom } from '../../../commands/shared/statistics/random';
import { probeVerdict } from '../../../commands/probe/analyse/verdict';
import type { HostName } from '../../../commands/probe/private-link-facts';
import type { ConnectionBlock, RunResponse } from '../../../commands/probe/function/contract';

const ZONES = ['a', 'b', 'c'];
const INTERFACES = ZONES.map((zone, i) => ({ address: `10.0.0.${i}`, zone }));
const NAMES: HostName[] = [
  { host: 'private', kind: 'private' },
  ...ZONES.map((zone): HostName => ({ host: `zonal-${zone}`, kind: 'zonal', zone })),
];

interface Truth {
  /** What a call to another zone takes longer. */
  readonly hopMs: number;
  /** Which zone the private name leads to. */
  readonly privateName: (from: string, random: () => number) => string;
  readonly seed: number;
  readonly blocks?: number;
}

const ROTATES: Truth['privateName'] = (_, random) => ZONES[Math.floor(random() * ZONES.length)] as string;
const KEEPS: Truth['privateName'] = (from) => from;

/** What clients would have measured, were that the truth: connections differ among themselves, calls have long tails. */
function measured({ hopMs, privateName, seed, blocks = 16 }: Truth) {
  const random = seededRandom(seed);
  const block = (from: string, { host, kind, zone = '' }: HostName): ConnectionBlock => {
    const to = kind === 'private' ? privateName(from, random) : zone;
    const own = 3 + 0.4 * random() + (to === from ? 0 : hopMs);
    const address = INTERFACES.find((one) => one.zone === to)?.address ?? null;
    const latencies = Array.from({ length: 10 }, () => own + 0.3 * random() - Math.log(1 - random()) * 0.4);
    const resolved = [address ?? ''];
    const resolutions = { lookup: resolved, resolve4: resolved };
    return {
      host,
      addresses: resolved,
      resolutions,
      dnsMs: 0.5,
      address,
      tcpMs: 0.4,
      tlsMs: 2,
      warmup: [9],
      latencies,
    };
  };
  const clients = ZONES.map((from) => {
    const run: RunResponse = {
      zoneId: `id-${from}`,
      startedAt: '',
      endedAt: '',
      blocks: NAMES.flatMap((name) => Array.from({ length: blocks }, () => block(from, name))),
    };
    return analyse({ zone: from, zoneId: `id-${from}`, inInterfaceSubnet: true }, [run], NAMES, INTERFACES);
  });
  return { clients, hops: clients.flatMap(({ hops }) => hops), verdict: probeVerdict(clients, INTERFACES) };
}

const SEEDS = [1, 2, 3];

test('the hop that is there is found, with an interval that holds it nearly always', () => {
  const hopMs = 0.7;
  const all = SEEDS.map((seed) => measured({ hopMs, privateName: ROTATES, seed }));
  all.forEach(({ verdict }) => {
    expect(verdict).toMatchObject({
      insideVpc: true,
      hop: { measurable: true },
      keepsToZone: { private: 'by chance' },
    });
    expect(verdict.hop?.costMs).toBeGreaterThan(hopMs - 0.2);
    expect(verdict.hop?.costMs).toBeLessThan(hopMs + 0.2);
    expect(verdict.advice[0]).toContain('zonal name');
  });
  const hops = all.flatMap((one) => one.hops);
  const held = hops.filter(
    ({ interval95Ms: interval }) =>
      interval !== null &&
      interval.lowMs <= hopMs &&
      hopMs <= interval.highMs &&
      interval.highMs - interval.lowMs < 0.6,
  );
  expect(hops).toHaveLength(SEEDS.length * 6);
  expect(held.length / hops.length).toBeGreaterThan(0.85);
});

test('where there is none, none is claimed, and nothing is to be done', () => {
  SEEDS.forEach((seed) => {
    const { verdict } = measured({ hopMs: 0, privateName: ROTATES, seed });
    expect(verdict.hop?.measurable).toBe(false);
    expect(verdict.advice).toEqual(['Nothing: which zone answers makes no difference here that could be measured.']);
  });
});

test('a name that keeps to the zone needs no other, whatever a hop costs', () => {
  const { verdict } = measured({ hopMs: 2, privateName: KEEPS, seed: 7 });
  expect(verdict.keepsToZone).toMatchObject({ private: 'always', zonal: 'always', regional: 'not known' });
  expect(verdict.advice).toEqual(["Nothing: the Runtime's own name already keeps clients in their zone."]);
});

test.each([1, 4])('%s connections are too few for an interval: none is given, and no claim is made of it', (blocks) => {
  // The private name leads to the own zone: there are twice as many connections to it.
  const { hops, verdict } = measured({ hopMs: 2, privateName: KEEPS, seed: 8, blocks });
  hops.forEach(({ interval95Ms, connections }) => {
    expect(connections).toBe(blocks);
    expect(interval95Ms).toBeNull();
  });
  expect(verdict.hop?.measurable).toBe(false);
});

test('ten connections are enough, nine are not', () => {
  const intervalOf = (connections: number) =>
    intervals([Array.from({ length: connections }, (_, i) => [i, i + 1])], [([all]) => percentileOf(all ?? [], 50)])[0];
  expect(intervalOf(9)).toBeUndefined();
  expect(intervalOf(10)).toBeDefined();
});

test('clients in a zone without a network interface: add the zone', () => {
  const without = INTERFACES.filter(({ zone }) => zone !== 'c');
  const names = NAMES.filter(({ zone }) => zone !== 'c');
  const run = (zoneId: string): RunResponse => ({ zoneId, startedAt: '', endedAt: '', blocks: [] });
  const figures = ZONES.map((zone) =>
    analyse({ zone, zoneId: zone, inInterfaceSubnet: true }, [run(zone)], names, without),
  );
  expect(probeVerdict(figures, without).advice[0]).toMatch(/^Add c to the zones of the network/);
});
