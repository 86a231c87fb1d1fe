import { createRuntimeCertificate } from './certificate';
import type { DnsBehavior, DnsHandlers } from './dns/dns-process';
import type { LoadOptions } from './load/calls';
import type { ClientHandlers } from './load/client-process';
import { RemoteProcess } from './network/remote-process';
import { Router } from './network/router';
import {
  CLIENT_ADDRESSES,
  CLIENT_PORTS,
  type ClientPlace,
  REGIONAL_NAME,
  RESOLVER,
  RUNTIME_NAME,
  type Zone,
  ZONES,
} from './topology';
import { SimulatedZone } from './zone/simulated-zone';

const recordsOf = (address: (zone: Zone) => string): DnsBehavior['records'] => ({
  [RUNTIME_NAME]: ZONES.map(address),
  [REGIONAL_NAME]: ZONES.map(address),
  ...Object.fromEntries(ZONES.map((zone) => [zone.dnsName, [address(zone)]])),
});

const WELL: DnsBehavior = {
  records: recordsOf(({ address }) => address),
  rotates: true,
  single: false,
  fault: 'none',
};

/** A VPC on this machine: zones, a resolver and clients, each in a network namespace, and ways to break them. */
export class SimulatedVpc {
  private readonly clients: RemoteProcess<ClientHandlers>[] = [];

  private constructor(
    private readonly router: Router,
    private readonly zones: readonly SimulatedZone[],
    readonly dns: RemoteProcess<DnsHandlers>,
    private readonly ca: string,
  ) {}

  static async start(): Promise<SimulatedVpc> {
    const [router, tls] = await Promise.all([Router.start(), createRuntimeCertificate()]);
    const [dns, ...zones] = await Promise.all([
      startDns(router),
      ...ZONES.map((zone) => SimulatedZone.start(zone, router, tls)),
    ]);
    const vpc = new SimulatedVpc(router, zones, dns, tls.cert);
    await vpc.heal();
    return vpc;
  }

  zone({ id }: Zone): SimulatedZone {
    return this.zones.find(({ zone }) => zone.id === id) as SimulatedZone;
  }

  /** Everything is as it was at the start. */
  async heal(): Promise<void> {
    await Promise.all([this.dns.call('change', WELL), ...this.zones.map((zone) => zone.heal())]);
  }

  /** All interfaces get other addresses. */
  async move(oldWorks: boolean): Promise<void> {
    await Promise.all(this.zones.map((zone) => zone.move(oldWorks)));
    await this.dns.call('change', { records: recordsOf(({ nextAddress }) => nextAddress) });
  }

  /** Starts calls from a client of its own. */
  async startLoad(options: Omit<LoadOptions, 'ca'>, place: ClientPlace): Promise<RemoteProcess<ClientHandlers>> {
    const client = await this.startClient(place);
    await client.call('start', { ...options, ca: this.ca });
    return client;
  }

  /** Starts a process that can call through the VPC. There is one at a time in each place. */
  async startClient(place: ClientPlace): Promise<RemoteProcess<ClientHandlers>> {
    const client = await RemoteProcess.start<ClientHandlers>('load/client-process.ts');
    this.clients.push(client);
    await this.router.connect(client.namespace, CLIENT_ADDRESSES[place]);
    const ports = `${CLIENT_PORTS.first} ${CLIENT_PORTS.first + CLIENT_PORTS.count - 1}`;
    await client.namespace.run('sh', ['-c', `echo ${ports} > /proc/sys/net/ipv4/ip_local_port_range`]);
    return client;
  }

  /** How often the model has computed each id since the last time. */
  async takeExecutions(): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    const ids = (await Promise.all(this.zones.map((zone) => zone.takeExecuted()))).flat();
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
    return counts;
  }

  async end(): Promise<void> {
    await Promise.all([...this.clients, ...this.zones, this.dns, this.router].map((part) => part.end()));
  }
}

async function startDns(router: Router): Promise<RemoteProcess<DnsHandlers>> {
  const dns = await RemoteProcess.start<DnsHandlers>('dns/dns-process.ts');
  await router.connect(dns.namespace, RESOLVER);
  await dns.call('start', WELL);
  return dns;
}
