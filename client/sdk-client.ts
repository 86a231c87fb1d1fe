import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import type { RuntimeClientOptions } from './options';

/** The SDK's client, with those of the options that the SDK itself has. */
export const createSdkClient = ({
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

/**
 * Where the SDK sends its calls: to the endpoint in its configuration, or to the region's own. The URL may have a path.
 *
 * @throws Error if there is no region
 */
export async function resolveBaseUrl({ config }: SageMakerRuntimeClient): Promise<URL> {
  const custom = await config.endpoint?.();
  if (custom !== undefined) {
    return new URL(`${custom.protocol}//${custom.hostname}${custom.port ? `:${custom.port}` : ''}${custom.path}`);
  }
  const { url } = config.endpointProvider({
    Region: await config.region(),
    UseFIPS: await config.useFipsEndpoint(),
    UseDualStack: await config.useDualstackEndpoint(),
  });
  return url;
}
