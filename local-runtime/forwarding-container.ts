import type { Container, ContainerAnswer, Invocation } from './container';

/** Any container that keeps to SageMaker's contract, at an address: `/ping` and `/invocations`. */
export class ForwardingContainer implements Container {
  constructor(private readonly url: URL) {}

  /**
   * Asks the container whether it is well, as SageMaker does before it sends anything.
   *
   * @throws Error where it does not answer 200
   */
  async ping(): Promise<void> {
    const address = new URL('/ping', this.url);
    let status: number;
    try {
      ({ status } = await fetch(address));
    } catch (error) {
      const { cause } = error as { cause?: unknown };
      throw new Error(
        `the container at ${address.href} cannot be reached: ${cause instanceof Error ? cause.message : String(error)}`,
      );
    }
    if (status !== 200) throw new Error(`the container at ${address.href} answers ${status}, and SageMaker wants 200`);
  }

  async invoke({ body, headers }: Invocation, signal: AbortSignal): Promise<ContainerAnswer> {
    const response = await fetch(new URL('/invocations', this.url), {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
      signal,
      redirect: 'manual', // which is no answer of a container
    });
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? 'application/octet-stream',
      customAttributes: response.headers.get('x-amzn-sagemaker-custom-attributes') ?? undefined,
      body: response.body ?? none(),
    };
  }
}

/** An answer without a body. */
async function* none(): AsyncGenerator<Uint8Array> {}
