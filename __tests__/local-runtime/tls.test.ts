import { request } from 'node:https';
import { createSelfSignedCertificate } from '../../local-runtime/certificate';
import { closeAll, startRuntime } from '../support/runtime';

afterEach(closeAll);

/** Calls a model over TLS, by a host that the certificate must name. Answers the status, or the error's code. */
const statusOf = (url: URL, ca: string, host?: string): Promise<number | string | undefined> =>
  new Promise((done) => {
    const path = '/endpoints/dev-diabetes/invocations';
    const headers = { authorization: 'AWS4-HMAC-SHA256 x', 'content-type': 'text/csv' };
    const address = url.hostname.replace(/^\[|\]$/g, '');
    const call = request({ host: address, port: url.port, path, method: 'POST', headers, ca, servername: host ?? '' });
    call.on('response', (response) => done(response.resume().statusCode));
    call.on('error', (error: NodeJS.ErrnoException) => done(error.code));
    call.end('0,0,0,0,0,0,0,0,0,0');
  });

test('a connection is reset over TLS, too', async () => {
  const tls = await createSelfSignedCertificate('127.0.0.1');
  const { url } = await startRuntime({ tls, faults: { resets: 1 } });
  expect(await statusOf(url, tls.cert)).toBe('ECONNRESET');
});

test.each([['::1'], ['127.0.0.2']])('the certificate is for the address it is made for: %s', async (host) => {
  const tls = await createSelfSignedCertificate(host);
  const { url } = await startRuntime({ tls }, 0, host);
  expect(await statusOf(url, tls.cert)).toBe(200);
});

test('and for the name', async () => {
  const tls = await createSelfSignedCertificate('runtime.test');
  const { url } = await startRuntime({ tls });
  expect(await statusOf(url, tls.cert, 'runtime.test')).toBe(200);
  expect(await statusOf(url, tls.cert, 'other.test')).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
});
