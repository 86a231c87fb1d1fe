import { LocalRuntime } from '../../../../local-runtime/local-runtime';
import type { RunResponse, RunRequest } from '../../../../commands/probe/function/contract';
import { handler } from '../../../../commands/probe/function/handler';
import { containerOf } from '../../../support/runtime';

/** Answers a name with addresses; undefined: there is no such name. */
export type Resolver = (name: string) => string[] | undefined;

/** What the mocked resolver of the tests asks. */
export const dns: { resolve: Resolver; resolve4?: Resolver } = { resolve: () => undefined };

/** In the place of `node:dns/promises`. */
export const mockedDns = {
  lookup: (name: string) => {
    const addresses = dns.resolve(name);
    return addresses === undefined
      ? Promise.reject(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' }))
      : Promise.resolve(addresses.map((address) => ({ address, family: 4 })));
  },
  resolve4: (name: string) => {
    const addresses = (dns.resolve4 ?? dns.resolve)(name);
    return addresses === undefined ? Promise.reject(new Error(`queryA ENOTFOUND ${name}`)) : Promise.resolve(addresses);
  },
};

/** The time of the tests: it passes by ways and by waiting, and not otherwise. */
export const time = { nowMs: 0 };

/** In the place of `node:timers/promises`. */
export const mockedTimers = {
  setTimeout: (ms: number): Promise<void> => {
    time.nowMs += ms;
    return Promise.resolve();
  },
};

/** Loopback addresses, each standing for the network interface of a zone. */
export const ADDRESSES: Readonly<Record<string, string>> = { 'eu-west-1a': '127.0.0.2', 'eu-west-1b': '127.0.0.3' };
export const zoneIdOf = (zone: string): string => `euw1-az${zone.endsWith('a') ? 1 : 2}`;

export const PRIVATE = 'runtime.sagemaker.eu-west-1.amazonaws.com';
export const REGIONAL = 'vpce-1-x.runtime.sagemaker.eu-west-1.vpce.amazonaws.com';
export const zonal = (zone: string): string => `vpce-1-x-${zone}.runtime.sagemaker.eu-west-1.vpce.amazonaws.com`;

/** A SageMaker Runtime at every address, which takes as long as the way from the client's zone to there does. */
export class PretendedVpc {
  private readonly runtimes: LocalRuntime[] = [];
  port = 0;
  /** The zone of the function that is asked now. */
  private client = '';
  /** How long the way takes, in milliseconds. */
  way: (from: string, to: string) => number = () => 0;
  /** What the model answers. */
  status = 200;

  static async start(): Promise<PretendedVpc> {
    const vpc = new PretendedVpc();
    for (const [zone, address] of Object.entries(ADDRESSES)) {
      const container = containerOf(() => {
        time.nowMs += vpc.way(vpc.client, zone);
        return { status: vpc.status };
      });
      const runtime = new LocalRuntime({ container, endpoints: ['test-churn'] });
      vpc.port = Number((await runtime.listen(vpc.port, address)).port);
      vpc.runtimes.push(runtime);
    }
    return vpc;
  }

  async end(): Promise<void> {
    await Promise.all(this.runtimes.map((runtime) => runtime.close()));
  }

  /** A run of the function in a zone: the names are called over plain HTTP at the port that there is. */
  async run(zone: string, request: RunRequest): Promise<RunResponse> {
    this.client = zone;
    const answer = await handler({ ...request, hosts: request.hosts.map((host) => `http://${host}:${this.port}`) });
    const plain = (host: string) => new URL(host).hostname;
    return {
      ...answer,
      zoneId: zoneIdOf(zone),
      blocks: answer.blocks.map((block) => ({ ...block, host: plain(block.host) })),
    };
  }
}

/** A resolver for a private name that behaves so; the PrivateLink names are what they are called. */
export function resolverOf(privateName: () => string[] | undefined): Resolver {
  const all = Object.values(ADDRESSES);
  return (name) => {
    if (name === PRIVATE) return privateName();
    if (name === REGIONAL) return all;
    return Object.entries(ADDRESSES).flatMap(([zone, address]) => (name === zonal(zone) ? [address] : []));
  };
}
