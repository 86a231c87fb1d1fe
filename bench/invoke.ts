import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CalledServer, type Caller, Callers } from './caller';
import { coldStart } from './cold-start';
import { canPin, CORE, onCore } from './pinning';
import { inTurn, type Promised, type Ratio } from './ratio';

const ROOT = join(__dirname, '..');
const ROUNDS = 3;

/** A server to call over TLS on loopback, and what calls it. Ends with `end`. */
export class CallBench {
  private readonly folder = mkdtempSync(join(tmpdir(), 'bench-'));
  private readonly certificate = join(this.folder, 'certificate.pem');
  private readonly server = spawn(
    ...onCore(CORE.server, process.execPath, [
      '--require',
      './loader/typescript.cjs',
      'bench/peers/answering-server.ts',
      this.certificate,
    ]),
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  private url = '';

  async start(): Promise<void> {
    const port = await new Promise<string>((resolve) =>
      this.server.stdout.once('data', (data: Buffer) => resolve(data.toString())),
    );
    this.url = `https://localhost:${port}`;
  }

  /** What there is to compare with here, and a line about each peer that there is not. */
  *figures(): Generator<Ratio | string> {
    yield canPin
      ? 'calls: the server on one core, whatever calls it on another'
      : 'calls: not kept to cores, for want of taskset or of two of them';
    const server = this.called();
    const callers = new Callers(server, this.folder);
    const { ours, sdk, raw } = callers;
    yield throughput('the SDK as it comes', { atLeast: 5 }, ours, sdk, 5_000);
    yield latency('the SDK as it comes', { atMost: 0.4 }, ours, sdk);
    yield latency('a bare socket', { atMost: 2.5 }, ours, raw);
    const [boto3, go] = [callers.boto3(), callers.go()];
    if (boto3 === undefined) yield 'boto3 is left out: it is not installed';
    else yield throughput('boto3', { atLeast: 8 }, ours, boto3, 1_600);
    if (go === undefined) yield 'the SDK for Go is left out: there is no Go 1.25, or its modules cannot be had';
    else {
      yield throughput('the SDK for Go', { atLeast: 1 }, ours, go, 20_000);
      yield latency('the SDK for Go', { atMost: 1.1 }, ours, go);
    }
    if (spawnSync('aws', ['--version']).status === 0) yield coldStart(server);
    else yield 'the AWS CLI is left out: it is not installed';
  }

  end(): void {
    this.server.kill();
    rmSync(this.folder, { recursive: true });
  }

  private called(): CalledServer {
    const env = {
      ...process.env,
      AWS_ACCESS_KEY_ID: 'any',
      AWS_SECRET_ACCESS_KEY: 'any',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_CA_BUNDLE: this.certificate,
      NODE_EXTRA_CA_CERTS: this.certificate,
    };
    return { url: this.url, certificate: this.certificate, env };
  }
}

const throughput = (peer: string, promise: Promised, ours: Caller, theirs: Caller, calls: number): Ratio => ({
  name: `throughput at 16 at a time, against ${peer}`,
  promise,
  unit: '/s',
  ...inTurn(
    ROUNDS,
    () => ours(16, 20_000).perSecond,
    () => theirs(16, calls).perSecond,
  ),
});

const latency = (peer: string, promise: Promised, ours: Caller, theirs: Caller): Ratio => ({
  name: `p50 over one connection, against ${peer}`,
  promise,
  unit: 'ms',
  ...inTurn(
    ROUNDS,
    () => ours(1, 5_000).p50Ms,
    () => theirs(1, 5_000).p50Ms,
  ),
});
