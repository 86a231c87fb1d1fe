import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../support/settings';

const PARTS = [
  'main.ts',
  'loader',
  'commands/shared',
  'settings',
  'stacks',
  'modules',
  'synth',
  'samples',
  'package.json',
  'tsconfig.json',
];

const environment = (settings: string) =>
  `import { environment } from '../settings';\nexport default environment(${settings});\n`;

/** Of its own: those that are shipped are their user's to change. */
export const ENVIRONMENTS = {
  'dev.ts': environment(`{
    region: 'us-east-1',
    network: { create: { cidrBlock: '10.0.0.0/16', availabilityZones: ['us-east-1a', 'us-east-1b'] } },
    endpoints: {
      diabetes: {
        model: { image: { repository: 'sagemaker-xgboost', tag: '1.7-1' }, artifact: 'samples/diabetes/model.tar.gz' },
        instanceType: 'ml.m5.large',
      },
    },
  }`),
  'production.ts': environment(`{
    region: 'us-east-1',
    backend: { kind: 'cloud', organization: 'my-organization' },
    network: {
      existing: {
        vpcId: 'vpc-0a1b2c3d4e5f60718',
        subnets: { 'us-east-1a': 'subnet-0a1b2c3d4e5f6071a', 'us-east-1b': 'subnet-0a1b2c3d4e5f6071b' },
      },
    },
  }`),
};

/** A copy of the project, as a user has it, with the environments above. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), 'project-'));
  readonly outdir = join(this.folder, 'cdktf.out');

  constructor() {
    PARTS.forEach((part) => cpSync(join(ROOT, part), join(this.folder, part), { recursive: true }));
    mkdirSync(join(this.folder, 'environments'));
    Object.entries(ENVIRONMENTS).forEach(([name, content]) => this.write(name, content));
    symlinkSync(join(ROOT, 'node_modules'), join(this.folder, 'node_modules'));
  }

  write(environmentFile: string, content: string): void {
    writeFileSync(join(this.folder, 'environments', environmentFile), content);
  }

  remove(environmentFile: string): void {
    rmSync(join(this.folder, 'environments', environmentFile));
  }

  /** What `npm run synth` does. */
  synth(env: Record<string, string> = {}) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--require', './loader/typescript.cjs', 'main.ts'],
      {
        cwd: this.folder,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, ...env },
      },
    );
    return { status, stdout, stderr };
  }

  /** What it has written: the content of every file by its path. */
  written(): Record<string, string> {
    const files = readdirSync(this.outdir, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    const paths = files.map(({ parentPath, name }) => join(parentPath, name));
    return Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'base64')]));
  }

  end(): void {
    rmSync(this.folder, { recursive: true });
  }
}
