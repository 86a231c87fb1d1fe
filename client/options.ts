import { SageMakerRuntimeClient, type SageMakerRuntimeClientConfig } from '@aws-sdk/client-sagemaker-runtime';

export interface RuntimeClientOptions {
  /** @default - the SDK's chain: AWS_REGION, the profile */
  readonly region?: string | undefined;
  /** @default - the SDK's chain: AWS_PROFILE, or default */
  readonly profile?: string | undefined;
  /** Another address than the Runtime's own: a zonal name of the PrivateLink endpoint, a local runtime. */
  readonly endpointUrl?: string | undefined;
  /** How many calls at a time, and so how many connections. @default 16 */
  readonly concurrency?: number | undefined;
  /** What bounds a call with all of its tries, in milliseconds. @default 60000, the Runtime's own limit */
  readonly timeoutMs?: number | undefined;
  /** How often a call is tried again. @default 2 */
  readonly retries?: number | undefined;
  /** Whom to trust, in PEM. @default - what Node trusts */
  readonly ca?: string | undefined;
  /** @default - the SDK's chain */
  readonly credentials?: SageMakerRuntimeClientConfig['credentials'];
}

export const DEFAULTS = { concurrency: 16, timeoutMs: 60_000, retries: 2 } as const;

/** The SDK's client, told what options say and the SDK knows. */
export const sdkClient = ({
  region,
  profile,
  endpointUrl,
  credentials,
}: RuntimeClientOptions): SageMakerRuntimeClient =>
  new SageMakerRuntimeClient({
    ...(region !== undefined && { region }),
    ...(profile !== undefined && { profile }),
    ...(endpointUrl !== undefined && { endpoint: endpointUrl }),
    ...(credentials !== undefined && { credentials }),
    cacheMiddleware: true,
  });

/** Where the SDK will send its calls: the endpoint that was given, or the region's own. A path may be part of it. */
export async function addressOf({ config }: SageMakerRuntimeClient): Promise<URL> {
  const given = await config.endpoint?.();
  if (given !== undefined) {
    return new URL(`${given.protocol}//${given.hostname}${given.port ? `:${given.port}` : ''}${given.path}`);
  }
  const { url } = config.endpointProvider({
    Region: await config.region(),
    UseFIPS: await config.useFipsEndpoint(),
    UseDualStack: await config.useDualstackEndpoint(),
  });
  return url;
}
