import type { ZoneFault } from '../faults';
import type { SimulatedVpc } from '../simulated-vpc';
import { OWN_ZONE, SECOND_ZONE, ZONES } from '../topology';

export interface ChaosEvent {
  /** What happens, as the table says it. */
  readonly description: string;
  begin(vpc: SimulatedVpc): Promise<void>;
  /** Whether it stays: then there is nothing to recover from. */
  readonly lasts?: true;
}

const inOwnZone = (description: string, fault: ZoneFault): ChaosEvent => ({
  description: `own zone ${description}`,
  begin: (vpc) => vpc.zone(OWN_ZONE).inject(fault),
});

const inZones = (description: string, zones: typeof ZONES, fault: ZoneFault): ChaosEvent => ({
  description,
  begin: async (vpc) => void (await Promise.all(zones.map((zone) => vpc.zone(zone).inject(fault)))),
});

const byDns = (description: string, change: Parameters<SimulatedVpc['dns']['call']>[1]): ChaosEvent => ({
  description,
  begin: (vpc) => vpc.dns.call('change', change),
});

export const EVENTS = {
  refuse: inOwnZone('refuses connections', { kind: 'refuse' }),
  swallow: inOwnZone('swallows packets', { kind: 'swallow' }),
  delay: inOwnZone('is 500 ms late', { kind: 'delay', ms: 500 }),
  move: {
    description: 'DNS moves to new addresses, the old ones are gone',
    begin: (vpc: SimulatedVpc) => vpc.move(false),
    lasts: true,
  },
  'move-both': {
    description: 'DNS moves to new addresses, the old ones still work',
    begin: (vpc: SimulatedVpc) => vpc.move(true),
    lasts: true,
  },
  unreachable: inOwnZone('is unreachable by ICMP', { kind: 'unreachable' }),
  'half-open': inOwnZone('swallows the open connections, new ones work', { kind: 'half-open' }),
  'half-lost': inOwnZone('swallows every other connection, of new ones as well', { kind: 'half-lost' }),
  flap: inOwnZone('refuses and serves in turn, 500 ms each', { kind: 'flap', everyMs: 500 }),
  'silent-tls': inOwnZone('does not answer TLS handshakes', { kind: 'silent-tls' }),
  'slow-model': inZones('the model takes 500 ms, in every zone', ZONES, { kind: 'slow-model', ms: 500 }),
  trickle: inOwnZone('stops half-way through every answer', { kind: 'trickle' }),
  'reset-unread': inZones('5 % of requests are reset unread', ZONES, { kind: 'reset', share: 0.05, when: 'before' }),
  'reset-executed': inZones('5 % of requests are executed, then reset', ZONES, {
    kind: 'reset',
    share: 0.05,
    when: 'after',
  }),
  unavailable: inOwnZone('answers 503', { kind: 'error', name: 'ServiceUnavailable' }),
  throttling: inZones('the Runtime throttles every call', ZONES, { kind: 'error', name: 'ThrottlingException' }),
  'other-zone': inZones('another zone swallows packets', [SECOND_ZONE], { kind: 'swallow' }),
  'two-zones': inZones('own zone and another swallow packets', [OWN_ZONE, SECOND_ZONE], { kind: 'swallow' }),
  'all-zones': inZones('every zone refuses connections', ZONES, { kind: 'refuse' }),
  'one-address': {
    description: 'own zone refuses connections, DNS answers one address at a time',
    begin: async (vpc: SimulatedVpc) => {
      await vpc.dns.call('change', { single: true });
      await vpc.zone(OWN_ZONE).inject({ kind: 'refuse' });
    },
  },
  'no-dns': {
    description: 'own zone refuses connections, and DNS does not answer',
    begin: async (vpc: SimulatedVpc) => {
      await vpc.dns.call('change', { fault: 'silent' });
      await vpc.zone(OWN_ZONE).inject({ kind: 'refuse' });
    },
  },
  'dns-failure': byDns('DNS answers SERVFAIL', { fault: 'server-failure' }),
  'dns-silent': byDns('DNS does not answer', { fault: 'silent' }),
  'dns-fixed': byDns('DNS stops rotating', { rotates: false }),
} as const satisfies Record<string, ChaosEvent>;

export type EventName = keyof typeof EVENTS;
