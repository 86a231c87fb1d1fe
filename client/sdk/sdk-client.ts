import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import type { HttpRequest } from '@smithy/types';
import type { RuntimeClientOptions } from '../options';

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

/** Leaves retries to us. Others are placed next to the SDK's middleware for them, so it stays, and does nothing. */
export function withoutRetries({ middlewareStack }: SageMakerRuntimeClient): void {
  const name = 'retryMiddleware';
  middlewareStack.add((next) => next, { name, override: true, step: 'finalizeRequest', priority: 'high' });
}

/**
 * Where the SDK sends its calls: to the endpoint in its configuration, the environment or the profile, or to the region's
 * own. The SDK itself is asked, by a call that ends before it is signed. The URL may have a path.
 *
 * @throws Error if there is no region
 */
export async function resolveBaseUrl(client: SageMakerRuntimeClient): Promise<URL> {
  const command = new InvokeEndpointCommand({ EndpointName: 'any', Body: '' });
  let url: URL | undefined;
  command.middlewareStack.add(
    () =>
      ({ request }) => {
        const { protocol, hostname, port, path } = request as HttpRequest;
        url = new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`);
        return Promise.resolve({ output: { $metadata: {} } as never, response: undefined });
      },
    { step: 'build', priority: 'high' },
  );
  // Its address needs no credentials, which may not be there yet.
  command.middlewareStack.addRelativeTo((next: unknown) => next as never, {
    name: 'httpAuthSchemeMiddleware',
    override: true,
    relation: 'before',
    toMiddleware: 'endpointV2Middleware',
  });
  // With options, so that the SDK does not keep this handler for all calls.
  await client.send(command, {});
  const found = url as unknown as URL;
  found.pathname = found.pathname.replace(/\/endpoints\/any\/invocations$/, '');
  return found;
}
