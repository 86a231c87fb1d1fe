/** What the network does to all packets of a zone. */
export interface NetworkFault {
  /**
   * - `swallow`: they vanish, and connections with them
   * - `unreachable`: they vanish, and ICMP says so
   * - `half-open`: those of the connections that there are vanish, new connections work
   * - `half-lost`: those of every other connection vanish, of new ones as well, as behind a router with one dead path
   */
  readonly kind: 'swallow' | 'unreachable' | 'half-open' | 'half-lost';
}

/** What happens to connections where they end. */
export type ConnectionFault =
  /** Nothing listens, and open connections are reset. */
  | { readonly kind: 'refuse' }
  /** Refuses and serves in turn, for so long each. */
  | { readonly kind: 'flap'; readonly everyMs: number }
  /** A TCP connection stands, but the TLS handshake is never answered; open connections are reset. */
  | { readonly kind: 'silent-tls' }
  /** A round trip takes so much longer, that of the TLS handshake as well. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** A share of the requests gets a reset, before the request was read or after the model has answered it. */
  | { readonly kind: 'reset'; readonly share: number; readonly when: 'before' | 'after' }
  /** Half of an answer arrives, and the rest never does. A `/ping` is answered. */
  | { readonly kind: 'trickle' };

/** What the Runtime of a zone does. */
export type RuntimeFault =
  /** The model is slow. A `/ping` is answered at once. */
  | { readonly kind: 'slow-model'; readonly ms: number }
  /** Calls end with an error of the Runtime, by its name in `local-runtime/fault-injector.ts`. */
  | { readonly kind: 'error'; readonly name: string };

export type ZoneFault = NetworkFault | ConnectionFault | RuntimeFault;

const NETWORK_FAULTS = ['swallow', 'unreachable', 'half-open', 'half-lost'] as const satisfies NetworkFault['kind'][];

export const isNetworkFault = (fault: ZoneFault): fault is NetworkFault =>
  NETWORK_FAULTS.some((kind) => kind === fault.kind);
