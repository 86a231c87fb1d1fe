import type { ClientZone } from './zone/client-zone';
import type { EjectionReason } from './network/address-health';

/** How one call went, with all of its attempts. Times are in milliseconds. */
export interface CallReport {
  /** What was called: `InvokeEndpoint`, `InvokeEndpointWithResponseStream` or `InvokeEndpointAsync`. */
  readonly operation: string;
  /** The host that was called, with its port unless it is the default one. */
  readonly host: string;
  /** The name of the SageMaker endpoint. */
  readonly endpointName: string | undefined;
  /** What the call failed with, if it did. */
  readonly error?: unknown;
  /** How many times the request was sent, or would have been: 1 without a retry. */
  readonly attempts: number;
  /** The zone that answered the last attempt, where zonal names say which that is. */
  readonly zone?: ClientZone | undefined;
  /** The address that the last attempt was sent to. Undefined if it had no connection. */
  readonly address?: string | undefined;
  /** Whether the last attempt had to open its connection. */
  readonly cold: boolean;
  /** Until the last attempt had its connection, from its beginning: waiting for a free one, or opening one. */
  readonly connectionMs: number;
  /** Of opening the connection: waiting for the name's addresses. 0 for a warm one. */
  readonly dnsMs: number;
  /** Of opening the connection: TCP. 0 for a warm one. */
  readonly tcpMs: number;
  /** Of opening the connection: TLS. 0 for a warm one. */
  readonly tlsMs: number;
  /** From sending the last attempt's request to its response's headers. Undefined if they did not come. */
  readonly firstByteMs?: number | undefined;
  /** From the call to its whole response; for a stream, to its headers. */
  readonly totalMs: number;
}

/** An address was ejected, or is called again. */
export interface ZoneEvent {
  readonly kind: 'ejected' | 'restored';
  /** Why it was ejected. */
  readonly reason?: EjectionReason | undefined;
  readonly address: string;
  /** The zone of the address, where zonal names say so. */
  readonly zone?: ClientZone | undefined;
}

/** What a client tells of its work. What they throw is a warning of the process, and never fails a call. */
export interface ClientHooks {
  /** Called after each call. @default - nothing is */
  readonly onCall?: ((report: CallReport) => void) | undefined;
  /** Called when an address is ejected or restored. @default - nothing is */
  readonly onZone?: ((event: ZoneEvent) => void) | undefined;
}

/** Calls a hook, whose failure is no failure of the call. */
export function callHook<T>(hook: ((argument: T) => void) | undefined, argument: T): void {
  const warn = (error: unknown): void =>
    process.emitWarning(`a hook of the client threw: ${String(error)}`, 'RuntimeClientWarning');
  try {
    // An async function passes for a hook.
    const result: unknown = hook?.(argument);
    if (result instanceof Promise) result.catch(warn);
  } catch (error) {
    warn(error);
  }
}
