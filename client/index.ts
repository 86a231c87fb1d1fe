/** What a service imports to call models. */
export type { CallConnection, CallMetadata } from './call/call-metadata';
export {
  CallAbortedError,
  type CallFailure,
  ClientClosedError,
  ConnectError,
  ConnectionLostError,
  DeadlineError,
  QueueFullError,
} from './call/errors';
export type { RetryMode } from './call/retry-policy';
export { type ClientConfig, parseClientConfig } from './client-config';
export type { CallReport, ClientHooks, ZoneEvent } from './hooks';
export type { EjectionReason } from './network/address-health';
export type { ConnectionTimings } from './network/connection-timings';
export type { Resolve } from './network/resolve';
export type { PrivateLinkZone, PrivateLinkZones } from './network/zones';
export type { RuntimeClientOptions } from './options';
export { type ClientConnections, createRuntimeClient, type RuntimeClient } from './runtime-client';
export type { SendOptions } from './sdk/send-options';
export type { ClientZone } from './zone/client-zone';
export { detectZone } from './zone/detect-zone';
