import { type SigningCredentials, Signer } from '../../../client/request/sigv4';
import { dnsSuffixOf } from '../../../settings/region';

const PATH = '/api/v1/query';
const TIMEOUT_MS = 15_000;

/**
 * Queries CloudWatch's OpenTelemetry metrics, for which the AWS SDK has no operation.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-PromQL-API-QueryMetrics.html
 */
export class PromqlClient {
  constructor(
    private readonly region: string,
    private readonly credentials: () => Promise<SigningCredentials>,
  ) {}

  /**
   * The response to a query of this moment, as JSON.
   *
   * @throws Error with a name or a code, as the AWS SDK's have them
   */
  async query(promql: string): Promise<unknown> {
    const url = new URL(PATH, this.baseUrl());
    const body = String(new URLSearchParams({ query: promql }));
    const headers = new Signer(this.region, 'monitoring').sign(
      {
        path: PATH,
        headers: [
          ['content-type', 'application/x-www-form-urlencoded'],
          ['host', url.host],
        ],
        body,
      },
      await this.credentials(),
      Date.now(),
    );
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((error: unknown) => {
      throw (error as { cause?: unknown }).cause ?? error;
    });
    if (response.ok) return response.json();
    const name = response.status === 403 ? 'AccessDenied' : `HTTP ${response.status}`;
    throw Object.assign(new Error(await response.text()), { name });
  }

  /** As the SDK's clients have it. */
  private baseUrl(): string {
    const { AWS_ENDPOINT_URL_CLOUDWATCH: own, AWS_ENDPOINT_URL: all } = process.env;
    return own ?? all ?? `https://monitoring.${this.region}.${dnsSuffixOf(this.region)}`;
  }
}
