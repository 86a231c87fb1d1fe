import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../support/settings';

const environment = (settings: string) =>
  `import { environment } from '../settings';\nexport default environment(${settings});\n`;
const ENVIRONMENTS = {
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

/** A copy of the project, as a user has it. */
let project: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'project-'));
  for (const part of [
    'main.ts',
    'loader',
    'settings',
    'stacks',
    'modules',
    'synth',
    'samples',
    'package.json',
    'cdktf.json',
    'tsconfig.json',
  ]) {
    cpSync(join(ROOT, part), join(project, part), { recursive: true });
  }
  // Environments of its own: those that are shipped are their user's to change.
  mkdirSync(join(project, 'environments'));
  Object.entries(ENVIRONMENTS).forEach(([name, content]) =>
    writeFileSync(join(project, 'environments', name), content),
  );
  symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'));
});
afterAll(() => rmSync(project, { recursive: true }));

function synth(env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync('node', ['--require', './loader/typescript.cjs', 'main.ts'], {
    cwd: project,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...env },
  });
  return { status, stdout, stderr };
}

const written = () => {
  const files = readdirSync(join(project, 'cdktf.out'), { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    files
      .filter((f) => f.isFile())
      .map((f) => [join(f.parentPath, f.name), readFileSync(join(f.parentPath, f.name), 'base64')]),
  );
};

test('writes all environments, and says what is in them', () => {
  const { status, stdout, stderr } = synth();
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(readdirSync(join(project, 'cdktf.out', 'stacks'))).toEqual([
    'dev-diabetes',
    'dev-network',
    'production-network',
  ]);
  expect(stdout).toContain('    zones       us-east-1a (10.0.0.0/19), us-east-1b (10.0.32.0/19)\n');
  expect(stdout).toContain('    endpoint    dev-diabetes, 2 x ml.m5.large; every update starts from 2\n');
  expect(stdout).toContain("  deploy: npx cdktf deploy 'dev-*'\n");
  expect(stdout).toContain(
    'runtime.sagemaker.us-east-1.amazonaws.com will resolve to this PrivateLink endpoint in all of vpc-0a1b2c3d4e5f60718:',
  );
});

test('writes the same every time and everywhere, and no path of this machine', () => {
  const before = written();
  synth();
  expect(written()).toEqual(before);
  const text = Object.values(before)
    .map((content) => Buffer.from(content, 'base64').toString())
    .join('\n');
  expect(text).not.toContain(project);
  expect(text).not.toContain(tmpdir());
});

test('settings that are refused: exit 1, one message, nothing written, no stack trace', () => {
  const before = written();
  const file = join(project, 'environments', 'dev.ts');
  const good = readFileSync(file, 'utf8');
  writeFileSync(file, good.replace("region: 'us-east-1'", "region: 'us-east'"));
  const { status, stdout, stderr } = synth();
  writeFileSync(file, good);
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toBe(
    "the settings have 1 problem; nothing was written\n\nenvironments/dev.ts\n  - region: 'us-east' is not an AWS region: write for example 'eu-west-1'\n\n",
  );
  expect(written()).toEqual(before);
});

test('an environment that is taken away is said loudly, by every synth', () => {
  rmSync(join(project, 'environments', 'dev.ts'));
  const [first, second] = [synth(), synth()];
  expect(first.stderr).toContain(
    '! dev-diabetes is no longer in the settings. If it was deployed, what it deployed still runs and costs money.',
  );
  expect(first.stderr).toContain('! dev-network is no longer in the settings.');
  expect(second.stderr).toBe(first.stderr);
  expect(second.status).toBe(0);
});

test.each([
  [
    'process.exit(0);',
    'a file in environments/ ended the process before anything was written: it must only export settings',
  ],
  ["void Promise.reject(new Error('later'));", 'later'],
])('a file that does more than it should: %s', (code, said) => {
  const file = join(project, 'environments', 'more.ts');
  writeFileSync(file, `${code}\n${ENVIRONMENTS['dev.ts']}`);
  const { status, stderr } = synth();
  rmSync(file);
  expect(status).toBe(1);
  expect(stderr).toContain(`${said}\n`);
  expect(stderr).not.toMatch(/^ +at /m);
});

test('nothing is written where nothing was; with DEBUG the stack trace is there', () => {
  writeFileSync(join(project, 'environments', 'x.ts'), '');
  rmSync(join(project, 'cdktf.out'), { recursive: true });
  const { status, stderr } = synth({ DEBUG: '1' });
  rmSync(join(project, 'environments', 'x.ts'));
  expect(status).toBe(1);
  expect(existsSync(join(project, 'cdktf.out'))).toBe(false);
  expect(stderr).toMatch(/exports no default[^]*\n +at /);
});
