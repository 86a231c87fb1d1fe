import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { addEnvironment } from '../main';
import { checkSettings } from '../settings/load';
import { AwsStack } from '../stacks/aws-stack';
import { withoutCreationTraces } from '../synth/without-creation-traces';
import { measure, type Ratio } from './ratio';

const ROOT = join(__dirname, '..');
const ENDPOINTS = 40;

/** CPU time of the whole process of `npm run synth`, against that of a process that loads cdktf by tsx and ends. */
export function synthProcess(): Ratio {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const cpuFile = join(folder, 'cpu');
  const env = { ...process.env, CDKTF_OUTDIR: join(folder, 'cdktf.out'), CPU_FILE: cpuFile };
  const run =
    (loader: string, ...args: string[]) =>
    () => {
      const argv = ['--require', './bench/peers/cpu-at-exit.cjs', '--require', loader, ...args];
      const { status, stderr } = spawnSync(process.execPath, argv, { cwd: ROOT, env });
      if (status !== 0) throw new Error(stderr.toString());
      return Number(readFileSync(cpuFile, 'utf8'));
    };
  const ours = run('./loader/typescript.cjs', 'main.ts');
  const bare = run('tsx/cjs', '-e', "require('cdktf')");
  const ratio = measure("CPU of npm run synth, against require('cdktf') by tsx", 1.6, 9, ours, bare);
  rmSync(folder, { recursive: true });
  return ratio;
}

/** CPU time that one more endpoint, a stack of its own, adds to a synth, against the same tree as cdktf comes. */
export function furtherEndpoint(): Ratio {
  const perEndpoint = (wrap: Wrap) => () => (synth(ENDPOINTS, wrap) - synth(0, wrap)) / ENDPOINTS;
  return measure(
    'CPU of one more endpoint, against the same as cdktf comes',
    0.75,
    5,
    perEndpoint(withoutCreationTraces),
    perEndpoint(asCdktfComes),
  );
}

type Wrap = <T>(build: () => T) => T;

function asCdktfComes<T>(build: () => T): T {
  const shortcut = Object.getOwnPropertyDescriptor(AwsStack.prototype, 'prepareStack') as PropertyDescriptor;
  // Without it, a stack has the method of cdktf.
  Reflect.deleteProperty(AwsStack.prototype, 'prepareStack');
  try {
    return build();
  } finally {
    Object.defineProperty(AwsStack.prototype, 'prepareStack', shortcut);
  }
}

function synth(endpoints: number, wrap: Wrap): number {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  const environment = environmentOf(endpoints);
  const start = process.cpuUsage();
  wrap(() => {
    const app = new App({ outdir, skipValidation: true });
    addEnvironment(app, environment, { stateFolder: '../../../state', probeCode: noProbe });
    app.synth();
  });
  const { user, system } = process.cpuUsage(start);
  rmSync(outdir, { recursive: true });
  return (user + system) / 1_000;
}

const noProbe = () => {
  throw new Error('no environment of the bench has a probe');
};

function environmentOf(endpoints: number) {
  const settings = {
    model: { image: { repository: 'sagemaker-xgboost', tag: '1.7-1' }, artifact: 'samples/diabetes/model.tar.gz' },
    instanceType: 'ml.m5.large',
  };
  const { environment } = checkSettings(ROOT, 'bench', {
    region: 'us-east-1',
    network: { create: { cidrBlock: '10.0.0.0/16', availabilityZones: ['us-east-1a', 'us-east-1b'] } },
    endpoints: Object.fromEntries(Array.from({ length: endpoints }, (_, i) => [`endpoint${i}`, settings])),
  });
  if (environment === undefined) throw new Error('the settings of the bench are broken');
  return environment;
}
