/** What a service imports to call models. */
export type { ConnectionPool } from './connection-pool';
export type { RuntimeClientOptions } from './options';
export type { ConnectionTimings } from './pooled-connection';
export { type CallConnection, type CallMetadata, DeadlineError } from './retry';
export { createRuntimeClient, type RuntimeClient } from './runtime-client';
