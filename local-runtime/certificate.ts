import { isIP } from 'node:net';
import { generate } from 'selfsigned';

export interface Certificate {
  /** The private key, in PEM. */
  readonly key: string;
  /** The certificate, in PEM. */
  readonly cert: string;
}

/**
 * Creates a certificate for this machine, another one each time. Clients must be told to trust it.
 *
 * @param host - the address or name to serve at, besides localhost and 127.0.0.1
 */
export async function createSelfSignedCertificate(host: string): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          ...(host === 'localhost' || host === '127.0.0.1' ? [] : [altNameOf(host)]),
        ],
      },
    ],
  });
  return { key, cert };
}

const altNameOf = (host: string) =>
  isIP(host) === 0 ? ({ type: 2, value: host } as const) : ({ type: 7, ip: host } as const);
