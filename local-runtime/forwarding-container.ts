import type { Container, ContainerResponse, ContainerRequest } from './container';

/** A container at a URL that implements SageMaker's contract: `/ping` and `/invocations`. */
export class ForwardingContainer implements Container {
  constructor(private readonly url: URL) {}

  /**
   * Checks the container's health, as SageMaker does before it sends calls.
   *
   * @throws Error if it does not respond with 200
   */
  async ping(): Promise<void> {
    const ping = new URL('/ping', this.url);
    let status: number;
    try {
      ({ status } = await fetch(ping));
    } catch (error) {
      const { cause } = error as { cause?: unknown };
      throw new Error(
        `the container at ${ping.href} cannot be reached: ${cause instanceof Error ? cause.message : String(error)}`,
      );
    }
    if (status !== 200) throw new Error(`the container at ${ping.href} answers ${status}, and SageMaker wants 200`);
  }

  async invoke({ body, headers }: ContainerRequest, signal: AbortSignal): Promise<ContainerResponse> {
    const response = await fetch(new URL('/invocations', this.url), {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
      signal,
      redirect: 'manual', // a container's contract has no redirects
    });
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? 'application/octet-stream',
      customAttributes: response.headers.get('x-amzn-sagemaker-custom-attributes') ?? undefined,
      body: response.body ?? emptyBody(),
    };
  }
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {}
