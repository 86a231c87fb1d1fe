import type { Container, ContainerResponse, ContainerRequest } from './container';

/** Prometheus's own default for a scrape. */
const METRICS_TIMEOUT_MS = 10_000;

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

  /**
   * Asks for the container's own metrics once, as SageMaker's collector does every minute, and says what it would find.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_MetricsConfig.html
   */
  async describeMetrics(): Promise<string> {
    const metrics = new URL('/metrics', this.url);
    const response = await fetch(metrics, {
      redirect: 'manual',
      signal: AbortSignal.timeout(METRICS_TIMEOUT_MS),
    }).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.ok === true) return `${metrics.href} answers ${response.status}: SageMaker collects what is there`;
    return `${metrics.href} answers ${response?.status ?? 'nothing'}: SageMaker has no metrics of the container's own, and needs none`;
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
