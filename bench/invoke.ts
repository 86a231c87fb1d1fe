import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, type Ratio } from './ratio';

const ROOT = join(__dirname, '..');
const ROUNDS = 3;

interface Calls {
  readonly perSecond: number;
  readonly p50Ms: number;
}

/** A server to call over TLS on loopback, and what calls it. Ends with `end`. */
export class CallBench {
  private readonly folder = mkdtempSync(join(tmpdir(), 'bench-'));
  private readonly certificate = join(this.folder, 'certificate.pem');
  private readonly server = spawn(
    process.execPath,
    ['--require', './loader/typescript.cjs', 'bench/peers/answering-server.ts', this.certificate],
    { cwd: ROOT },
  );
  private url = '';
  private readonly env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: 'any',
    AWS_SECRET_ACCESS_KEY: 'any',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_CA_BUNDLE: this.certificate,
    NODE_EXTRA_CA_CERTS: this.certificate,
  };

  async start(): Promise<void> {
    const port = await new Promise<string>((resolve) =>
      this.server.stdout.once('data', (data: Buffer) => resolve(data.toString())),
    );
    this.url = `https://localhost:${port}`;
  }

  /** What there is to compare with here. */
  *ratios(): Generator<Ratio> {
    const [ours, sdk] = [this.node('ours'), this.node('default')];
    const [throughput, p50] = [({ perSecond }: Calls) => perSecond, ({ p50Ms }: Calls) => p50Ms];
    yield {
      name: 'throughput at 16 at a time, against the SDK as it comes',
      promise: { atLeast: 1.8 },
      unit: '/s',
      ...medians(ours(16, 10_000), sdk(16, 5_000), throughput),
    };
    yield {
      name: 'p50 over one connection, against the SDK as it comes',
      promise: { atMost: 0.8 },
      unit: 'ms',
      ...medians(ours(1, 3_000), sdk(1, 2_000), p50),
    };
    if (this.has('python3', '-c', 'import boto3')) {
      yield {
        name: 'throughput at 16 at a time, against boto3',
        promise: { atLeast: 4 },
        unit: '/s',
        ...medians(ours(16, 10_000), this.boto3(16, 1_600), throughput),
      };
    }
    if (this.has('aws', '--version')) yield this.coldStart();
  }

  end(): void {
    this.server.kill();
    rmSync(this.folder, { recursive: true });
  }

  private node = (which: string) => (concurrency: number, calls: number) => (): Calls =>
    this.json(process.execPath, [
      '--require',
      './loader/typescript.cjs',
      'bench/peers/node-calls.ts',
      which,
      this.url,
      this.certificate,
      `${concurrency}`,
      `${calls}`,
    ]);

  private boto3 = (concurrency: number, calls: number) => (): Calls =>
    this.json('python3', ['bench/peers/boto3_calls.py', this.url, this.certificate, `${concurrency}`, `${calls}`]);

  /** From the start of the process to its end, with one call in between, by the bundle against the AWS CLI. */
  private coldStart(): Ratio {
    execFileSync('npm', ['run', '--silent', 'bundle'], { cwd: ROOT });
    const body = join(ROOT, 'samples', 'diabetes', 'rows.csv');
    const timed = (command: string, args: string[]) => () => {
      const start = performance.now();
      const { status, stderr } = spawnSync(command, args, { cwd: ROOT, env: this.env });
      if (status !== 0) throw new Error(stderr.toString());
      return performance.now() - start;
    };
    const ours = ['dist/invoke.mjs', 'dev-diabetes', '--body', body, '--endpoint-url', this.url];
    const theirs = [
      '--endpoint-url',
      this.url,
      '--endpoint-name',
      'dev-diabetes',
      '--body',
      `fileb://${body}`,
      '/dev/null',
    ];
    return {
      name: 'process start to answer, by dist/invoke.mjs, against the AWS CLI',
      promise: { atMost: 0.4 },
      unit: 'ms',
      ...medians(
        timed(process.execPath, ours),
        timed('aws', ['sagemaker-runtime', 'invoke-endpoint', ...theirs]),
        (ms) => ms,
      ),
    };
  }

  private json(command: string, args: string[]): Calls {
    return JSON.parse(
      execFileSync(command, args, { cwd: ROOT, env: this.env, stdio: ['ignore', 'pipe', 'ignore'] }).toString(),
    ) as Calls;
  }

  private has = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;
}

/** Runs both in turn, and answers the median of a figure of each. */
function medians<T>(
  subject: () => T,
  baseline: () => T,
  figure: (measured: T) => number,
): { subject: number; baseline: number } {
  const pairs = Array.from({ length: ROUNDS }, () => [figure(subject()), figure(baseline())] as const);
  return { subject: median(pairs.map(([s]) => s)), baseline: median(pairs.map(([, b]) => b)) };
}
