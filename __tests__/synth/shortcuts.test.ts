import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { synthesize } from '../../main';
import { AwsStack } from '../../stacks/aws-stack';
import { endpoint, resolved, ROOT, settings } from '../support/settings';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shortcuts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Every file below the folder, by its path. */
function written(): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const all = files.map(({ parentPath, name }) => [
    join(parentPath, name),
    readFileSync(join(parentPath, name), 'utf8'),
  ]);
  return Object.fromEntries(all) as Record<string, string>;
}

/** What is written with this project's `prepareStack`, and what with cdktf's own. */
function bothWays(write: () => void): [ours: Record<string, string>, cdktfs: Record<string, string>] {
  write();
  const ours = written();
  const replaced = jest.spyOn(AwsStack.prototype, 'prepareStack').mockImplementation(function (this: AwsStack) {
    TerraformStack.prototype.prepareStack.call(this);
  });
  write();
  expect(replaced).toHaveBeenCalled();
  replaced.mockRestore();
  return [ours, written()];
}

const EVERYTHING = settings({
  probe: true,
  endpoints: {
    churn: endpoint({
      instanceCount: 2,
      scaling: { min: 2, max: 6, target: { concurrentRequests: 4 } },
      alarms: { modelLatencyP99Ms: 100, overheadLatencyMs: 20, errorPercent: 2 },
    }),
  },
});

test('no stack refers to another, so that what is written is what cdktf writes with its search for references', () => {
  const [ours, cdktfs] = bothWays(() => {
    synthesize([resolved(EVERYTHING)], folder, join(folder, 'cdktf.out'));
  });
  expect(Object.keys(ours).length).toBeGreaterThan(4);
  expect(ours).toEqual(cdktfs);
});

test('a reference between stacks would be seen', () => {
  class OneStack extends AwsStack {
    readonly account = this.arnContext.accountId;
  }
  const [ours, cdktfs] = bothWays(() => {
    const app = new App({ outdir: join(folder, 'cdktf.out'), skipValidation: true });
    const props = { environment: 'test', partition: 'aws', region: 'eu-west-1', tags: {} };
    const [from, to] = [new OneStack(app, 'from', props), new OneStack(app, 'to', props)];
    [from, to].forEach((stack) => new LocalBackend(stack, { path: `${stack.node.id}.tfstate` }));
    const value = new TerraformOutput(from, 'value', { value: 'x', staticId: true });
    new TerraformOutput(to, 'value', { value: value.value as string, staticId: true });
    new TerraformOutput(to, 'account', { value: from.account, staticId: true });
    app.synth();
  });
  expect(ours).not.toEqual(cdktfs);
});

// cdktn, CDKTF's successor, has no archiver (npm run test:cdktn).
const framework = JSON.parse(readFileSync(join(ROOT, 'node_modules', 'cdktf', 'package.json'), 'utf8')) as {
  readonly name: string;
};
const testOnCdktf = framework.name === 'cdktn' ? test.skip : test;

testOnCdktf('the loader keeps archiver from being loaded until it is called, and it works then', () => {
  const code = `
    const loaded = () => Object.keys(require.cache).some((file) => /[\\\\/]archiver[\\\\/]/.test(file));
    require('cdktf');
    const before = loaded();
    const archive = require('archiver')('zip');
    process.stdout.write(JSON.stringify([before, loaded(), typeof archive.finalize]));`;
  const cwd = join(ROOT, 'node_modules', 'cdktf');
  const loader = join(ROOT, 'loader', 'typescript.cjs');
  const { stdout, stderr } = spawnSync(process.execPath, ['--require', loader, '-e', code], { cwd, encoding: 'utf8' });
  expect([stdout, stderr]).toEqual(['[false,true,"function"]', '']);
});
