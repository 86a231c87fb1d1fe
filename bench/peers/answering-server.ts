import { writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createSelfSignedCertificate } from '../../local-runtime/certificate';

/** Answers every call with the same 100 bytes: next to nothing, so that what is measured is the clients. */
const [, , certificate = ''] = process.argv;
const BODY = Buffer.alloc(100, '1');

void createSelfSignedCertificate('127.0.0.1').then((tls) => {
  writeFileSync(certificate, tls.cert);
  const server = createServer(tls, (request, response) => {
    request
      .resume()
      .on('end', () =>
        response.writeHead(200, { 'content-type': 'text/csv', 'content-length': BODY.length }).end(BODY),
      );
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1', () => process.stdout.write(String((server.address() as AddressInfo).port)));
});
