import { Namespace, run } from './namespace';

/** The address of the router on every link, as the gateway. */
const GATEWAY = '169.254.0.1';

/**
 * Joins the namespaces. Every packet goes through it, within a subnet as well, so that it can lose those of any address
 * or connection: by its routes, which needs no packet filter in the kernel.
 */
export class Router {
  private links = 0;
  private readonly devices = new Map<string, string>();
  /** The rules that drop packets, by the address they are about. */
  private readonly rules = new Map<string, readonly string[]>();

  private constructor(private readonly namespace: Namespace) {}

  static async start(): Promise<Router> {
    const namespace = await Namespace.start('exec sleep infinity', [], 'ignore');
    await namespace.run('sh', ['-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward']);
    return new Router(namespace);
  }

  end(): Promise<void> {
    return this.namespace.end();
  }

  /** Connects a namespace, under addresses in subnets of 256. Packets for the first address are forwarded. */
  async connect(namespace: Namespace, ...addresses: [string, ...string[]]): Promise<void> {
    const device = `link${this.links++}`;
    const ends = ['type', 'veth', 'peer', 'name', 'eth0', 'netns', String(namespace.pid)];
    await run('ip', ['link', 'add', device, 'netns', String(this.namespace.pid), ...ends]);
    await namespace.ip(
      'link set lo up',
      ...addresses.map((address) => `addr add ${address}/24 dev eth0 noprefixroute`),
      'link set eth0 up',
      `route add ${GATEWAY} dev eth0 scope link`,
      `route add default via ${GATEWAY}`,
    );
    await this.namespace.ip(`link set ${device} up`, `addr add ${GATEWAY}/32 dev ${device}`);
    for (const address of addresses) this.devices.set(address, device);
    await this.forward(addresses[0]);
  }

  /** Forwards all packets to and from an address. */
  async forward(address: string): Promise<void> {
    await this.dropByRules(address, []);
    await this.namespace.ip(`route replace ${address}/32 dev ${this.devices.get(address) ?? ''}`);
  }

  /**
   * Drops all packets to and from an address.
   *
   * @param route - `blackhole` drops in silence, as AWS's network does; `unreachable` answers by ICMP
   */
  async drop(address: string, route: 'blackhole' | 'unreachable' = 'blackhole'): Promise<void> {
    await this.namespace.ip(`route replace ${route} ${address}/32`);
    await this.dropByRules(address, [`from ${address} blackhole`]);
  }

  /**
   * Drops in silence the packets of connections to an address, those of all others still arrive.
   *
   * @param clientPorts - where the connections come from: ports, or ranges of them
   */
  dropConnections(address: string, clientPorts: readonly (number | string)[]): Promise<void> {
    return this.dropByRules(
      address,
      clientPorts.flatMap((port) => [
        `to ${address} ipproto tcp sport ${port} blackhole`,
        `from ${address} ipproto tcp dport ${port} blackhole`,
      ]),
    );
  }

  /** In place of the rules about an address that there are. */
  private async dropByRules(address: string, rules: readonly string[]): Promise<void> {
    const present = this.rules.get(address) ?? [];
    this.rules.set(address, rules);
    await this.namespace.ip(
      ...present.map((rule) => `rule delete ${rule}`),
      ...rules.map((rule) => `rule add ${rule}`),
    );
  }
}
