import { generate } from 'selfsigned';

export interface Certificate {
  /** In PEM. */
  readonly key: string;
  readonly cert: string;
}

/** A certificate for this machine, made anew each time: clients trust it by being given it. */
export async function makeCertificate(host: string): Promise<Certificate> {
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
          ...(/^[\d.]+$/.test(host) && host !== '127.0.0.1' ? [{ type: 7 as const, ip: host }] : []),
        ],
      },
    ],
  });
  return { key, cert };
}
