/** What the network does to all packets of a zone. */
export interface NetworkFault {
  /**
   * - `swallow`: they vanish, and connections with them
   * - `unreachable`: they vanish, and ICMP says so
   * - `half-open`: those of the connections that there are vanish, new connections work
   */
  readonly kind: 'swallow' | 'unreachable' | 'half-open';
}

/** What happens to connections where they end. */
export type ConnectionFault =
  /** Nothing listens, and open connections are reset. */
  | { readonly kind: 'refuse' }
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

export const isNetworkFault = ({ kind }: ZoneFault): boolean => ['swallow', 'unreachable', 'half-open'].includes(kind);
