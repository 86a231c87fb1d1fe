import { plainCallOf } from '../../client/plain-call';
import { SingleCall } from '../../client/single-call';
import { bufferedCall } from '../shared/buffered-call';
import type { Call, CallResult } from '../shared/call';
import { clientOptions, type InvokeOptions } from './options';

/** What makes one call, and then ends. */
export interface OnceClient {
  /** The host that is called. */
  readonly host: string;
  readonly region: string;
  make(onBytes: (bytes: Uint8Array) => void): Promise<CallResult>;
  /** Ends the call, if it is under way, and its connections: they would keep the process. */
  destroy(): Promise<void>;
}

/**
 * Gets ready for one call: with no more than it needs if it is a plain one, else with the client that a service has.
 *
 * @throws Error if there is no region
 */
export async function openOnce(call: Call, options: InvokeOptions): Promise<OnceClient> {
  const plain = call.stream ? undefined : plainCallOf(clientOptions(options), call.input);
  if (plain !== undefined) {
    const single = await SingleCall.open(plain);
    return {
      host: plain.baseUrl.host,
      region: plain.region,
      make: (onBytes) => bufferedCall(() => single.send(), onBytes),
      destroy: () => Promise.resolve(single.destroy()),
    };
  }
  // Only here: to load them takes longer than a plain call.
  const { createRuntimeClient } = require('../../client') as typeof import('../../client');
  const { makeCall } = require('../shared/call') as typeof import('../shared/call');
  const { client, host, pool } = await createRuntimeClient(clientOptions(options));
  return {
    host,
    region: await client.config.region(),
    make: (onBytes) => makeCall(client, call, onBytes),
    destroy: () => pool.destroy(),
  };
}
