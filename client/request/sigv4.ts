import { createHmac, hash } from 'node:crypto';

/** What requests are signed with. */
export interface SigningCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** What is signed: a POST without a query. */
export interface SignableRequest {
  /** As it goes over the wire. */
  readonly path: string;
  /** In the order of their names, which are in lower case; values without space at the ends or twice in a row. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array | string;
}

/** The service that signatures for SageMaker Runtime are for. */
export const SIGNING_NAME = 'sagemaker';
const ALGORITHM = 'AWS4-HMAC-SHA256';

const sha256 = (data: Uint8Array | string): string => hash('sha256', data, 'hex');
const hmac = (key: Buffer | string, data: string): Buffer => createHmac('sha256', key).update(data).digest();

/**
 * Signs requests with AWS's Signature Version 4, as the SDK does, an order of magnitude faster: by Node's own digests,
 * with the key of the day and the text of the second kept.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export class Signer {
  private second = 0;
  private timestamp = '';
  private scope = '';
  private key: Buffer = Buffer.alloc(0);
  private keyScope = '';
  private keySecret = '';
  private readonly paths = new LastFew();

  constructor(
    private readonly region: string,
    private readonly service: string,
  ) {}

  /**
   * @param now - milliseconds since 1970, by AWS's clock
   * @returns the headers to send: those given and those of the signature
   */
  sign(request: SignableRequest, credentials: SigningCredentials, now: number): Record<string, string> {
    this.setTime(now, credentials);
    const payload = sha256(request.body);
    const headers: Record<string, string> = {};
    let [names, lines] = ['', ''];
    const add = (name: string, value: string): void => {
      headers[name] = value;
      names += names === '' ? name : `;${name}`;
      lines += `${name}:${value}\n`;
    };
    let signed = false;
    for (const [name, value] of request.headers) {
      // The signature's own headers have their place in the order, too.
      if (!signed && name > 'x-amz-') {
        signed = true;
        this.addOwn(add, payload, credentials);
      }
      add(name, value);
    }
    if (!signed) this.addOwn(add, payload, credentials);
    const path = this.paths.get(request.path, canonicalPath);
    const canonical = `POST\n${path}\n\n${lines}\n${names}\n${payload}`;
    const signature = createHmac('sha256', this.key)
      .update(`${ALGORITHM}\n${this.timestamp}\n${this.scope}\n${sha256(canonical)}`)
      .digest('hex');
    headers['authorization'] =
      `${ALGORITHM} Credential=${credentials.accessKeyId}/${this.scope}, SignedHeaders=${names}, Signature=${signature}`;
    return headers;
  }

  private addOwn(
    add: (name: string, value: string) => void,
    payload: string,
    { sessionToken }: SigningCredentials,
  ): void {
    add('x-amz-content-sha256', payload);
    add('x-amz-date', this.timestamp);
    if (sessionToken !== undefined) add('x-amz-security-token', sessionToken);
  }

  private setTime(now: number, { secretAccessKey }: SigningCredentials): void {
    const second = Math.floor(now / 1_000);
    if (second !== this.second) {
      this.second = second;
      this.timestamp = new Date(second * 1_000).toISOString().replace(/[:-]|\.\d+/g, '');
      this.scope = `${this.timestamp.slice(0, 8)}/${this.region}/${this.service}/aws4_request`;
    }
    if (this.scope === this.keyScope && secretAccessKey === this.keySecret) return;
    [this.keyScope, this.keySecret] = [this.scope, secretAccessKey];
    this.key = this.scope
      .split('/')
      .reduce<Buffer>((key, part) => hmac(key, part), Buffer.from(`AWS4${secretAccessKey}`));
  }
}

/** Every segment is encoded once more than on the wire; one that is empty does not count. */
const canonicalPath = (path: string): string =>
  path
    .replace(/\/+/g, '/')
    .split('/')
    .map((segment) =>
      encodeURIComponent(segment).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`),
    )
    .join('/');

/** What few texts come to, so that it is not worked out for every call. */
class LastFew {
  private static readonly MOST = 64;
  private readonly known = new Map<string, string>();

  get(text: string, compute: (text: string) => string): string {
    let value = this.known.get(text);
    if (value === undefined) {
      if (this.known.size >= LastFew.MOST) this.known.clear();
      value = compute(text);
      this.known.set(text, value);
    }
    return value;
  }
}
