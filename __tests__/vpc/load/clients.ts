import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { createRuntimeClient, type RuntimeClientOptions } from '../../../client';
import { CREDENTIALS } from '../../support/runtime';
import { OWN_ZONE, REGION, ZONES } from '../topology';
import type { ClientName, LoadOptions } from './calls';

const zoneFirst: RuntimeClientOptions = {
  zone: OWN_ZONE.id,
  zones: Object.fromEntries(ZONES.map(({ id, name, dnsName }) => [id, { name, dnsName }])),
};

/** The clients that are compared. */
const CLIENTS: Record<ClientName, (options: LoadOptions) => Promise<SageMakerRuntimeClient>> = {
  'zone-first': (options) => runtimeClient(options, zoneFirst),
  'zone-first-idempotent': (options) => runtimeClient(options, { ...zoneFirst, retry: 'idempotent' }),
  plain: (options) => runtimeClient(options, {}),
  // As it comes, but for the certificate.
  sdk: async ({ ca }) =>
    new SageMakerRuntimeClient({
      region: REGION,
      credentials: CREDENTIALS,
      requestHandler: { httpsAgent: { ca, keepAlive: true, maxSockets: 50 } },
    }),
};

export const createTestedClient = (options: LoadOptions): Promise<SageMakerRuntimeClient> =>
  CLIENTS[options.client](options);

async function runtimeClient({ ca, concurrency, timeoutMs }: LoadOptions, options: RuntimeClientOptions) {
  const common = { region: REGION, credentials: CREDENTIALS, ca, concurrency, timeoutMs };
  return (await createRuntimeClient({ ...common, ...options })).client;
}
