import { readFileSync } from 'node:fs';
import { connect, type TLSSocket } from 'node:tls';
import { median } from '../ratio';

/**
 * Calls with nothing in between: a prepared request is written to a TLS socket, and the answer is over when its last byte
 * is there. What a client adds to this is its own.
 */
const [, , url = '', certificate = '', concurrency = '1', calls = '1'] = process.argv;
const { hostname, port } = new URL(url);
const ca = readFileSync(certificate, 'utf8');
const BODY = '1'.repeat(1024);
const REQUEST = Buffer.from(
  `POST /endpoints/dev-diabetes/invocations HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: text/csv\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`,
);

const open = (): Promise<TLSSocket> =>
  new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), servername: 'localhost', ca }, () => resolve(socket));
    socket.setNoDelay(true);
  });

/** The answers are all of one length, which the first one shows. */
function callOver(socket: TLSSocket): () => Promise<void> {
  let length = Infinity;
  return () =>
    new Promise((resolve) => {
      let received = 0;
      const onData = (chunk: Buffer): void => {
        received += chunk.length;
        const head = chunk.indexOf('\r\n\r\n');
        if (length === Infinity && head >= 0)
          length = head + 4 + Number(/content-length: (\d+)/i.exec(String(chunk))?.[1]);
        if (received < length) return;
        socket.off('data', onData);
        resolve();
      };
      socket.on('data', onData);
      socket.write(REQUEST);
    });
}

async function measured(workers: readonly (() => Promise<void>)[], count: number) {
  const latencies: number[] = [];
  let left = count;
  const start = performance.now();
  await Promise.all(
    workers.map(async (call) => {
      while (left-- > 0) {
        const begin = performance.now();
        await call();
        latencies.push(performance.now() - begin);
      }
    }),
  );
  return { perSecond: (count * 1_000) / (performance.now() - start), p50Ms: median(latencies) };
}

void (async () => {
  const sockets = await Promise.all(Array.from({ length: Number(concurrency) }, open));
  const workers = sockets.map(callOver);
  await measured(workers, Math.max(Number(concurrency), Number(calls) / 2));
  process.stdout.write(JSON.stringify(await measured(workers, Number(calls))));
  process.exit(0);
})();
