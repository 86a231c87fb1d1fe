import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { addEnvironment } from '../main';
import { check } from '../settings/load';
import { withoutCreationTraces } from '../synth/without-creation-traces';
import { measure, type Ratio } from './ratio';

const ROOT = join(__dirname, '..');
const ENDPOINTS = 40;

/** The whole process of `npm run synth`, against a process that does no more than load cdktf the same way. */
export function synthProcess(): Ratio {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  const run =
    (loader: string, ...args: string[]) =>
    () =>
      timed(() => {
        const { status, stderr } = spawnSync('node', ['--require', loader, ...args], {
          cwd: ROOT,
          env: { ...process.env, CDKTF_OUTDIR: outdir },
        });
        if (status !== 0) throw new Error(stderr.toString());
      });
  const ratio = measure(
    'npm run synth, against loading cdktf',
    3,
    9,
    run('./loader/typescript.cjs', 'main.ts'),
    run('tsx/cjs', '-e', "require('cdktf')"),
  );
  rmSync(outdir, { recursive: true });
  return ratio;
}

/** What one more endpoint, a stack of its own, adds to a synth, against the same tree as cdktf comes. */
export function furtherEndpoint(): Ratio {
  const perEndpoint = (wrap: <T>(build: () => T) => T) => () => (synth(ENDPOINTS, wrap) - synth(0, wrap)) / ENDPOINTS;
  const asItComes = <T>(build: () => T): T => build();
  return measure(
    'one more endpoint, against the same as cdktf comes',
    0.5,
    5,
    perEndpoint(withoutCreationTraces),
    perEndpoint(asItComes),
  );
}

function synth(endpoints: number, wrap: <T>(build: () => T) => T): number {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  const environment = environmentOf(endpoints);
  const took = timed(() =>
    wrap(() => {
      const app = new App({ outdir, skipValidation: true });
      addEnvironment(app, environment, '../../../state');
      app.synth();
    }),
  );
  rmSync(outdir, { recursive: true });
  return took;
}

function environmentOf(endpoints: number) {
  const settings = {
    model: { image: { repository: 'sagemaker-xgboost', tag: '1.7-1' }, artifact: 'samples/diabetes/model.tar.gz' },
    instanceType: 'ml.m5.large',
  };
  const { environment } = check(ROOT, 'bench', {
    region: 'us-east-1',
    network: { create: { cidrBlock: '10.0.0.0/16', availabilityZones: ['us-east-1a', 'us-east-1b'] } },
    endpoints: Object.fromEntries(Array.from({ length: endpoints }, (_, i) => [`endpoint${i}`, settings])),
  });
  if (environment === undefined) throw new Error('the settings of the bench are broken');
  return environment;
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
