import { generate } from 'selfsigned';
import type { Certificate } from '../../local-runtime/certificate';
import { CERTIFICATE_NAMES } from './topology';

/** A certificate for the names of the Runtime; clients trust it as an authority of its own. */
export async function createRuntimeCertificate(): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'simulated VPC' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'subjectAltName', altNames: CERTIFICATE_NAMES.map((value) => ({ type: 2 as const, value })) },
    ],
  });
  return { key, cert };
}
