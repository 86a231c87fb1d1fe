import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minVersion } from 'semver';
import { ROOT } from '../../support/settings';
import { testWith } from '../../support/test-with';

const FOLDER = join(ROOT, '.github', 'workflows');
const workflows = readdirSync(FOLDER).map((file): [string, string] => [file, readFileSync(join(FOLDER, file), 'utf8')]);
const action = readFileSync(join(ROOT, '.github', 'actions', 'set-up', 'action.yml'), 'utf8');
const all = [...workflows.map(([, text]) => text), action].join('\n');
const found = (pattern: RegExp, text = all): string[] => [...text.matchAll(pattern)].map(([, one]) => one as string);

test.each(workflows)('%s: nothing is allowed but what a job says, and no job is without an end', (_, text) => {
  expect(text).toMatch(/^permissions: \{\}$/m);
  expect(text).not.toMatch(/pull_request_target|workflow_run|write-all|read-all|upload-artifact|actions\/cache/);
  const jobs = found(/^ {2}([a-z-]+):$/gm, text.slice(text.indexOf('\njobs:')));
  expect(found(/^ {4}(permissions):(?: \{\})?$/gm, text)).toHaveLength(jobs.length);
  const calls = found(/^ {4}uses: (\.\/\S+)/gm, text);
  expect(found(/^ {4}timeout-minutes: (\d+)$/gm, text)).toHaveLength(jobs.length - calls.length);
});

test('every action is pinned to a commit, the same one everywhere, and leaves no token behind', () => {
  const uses = found(/^ +(?:- )?uses: (?!\.\/)(.+)$/gm);
  expect(uses.length).toBeGreaterThan(10);
  uses.forEach((one) => expect(one).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/));
  expect(new Set(uses.map((one) => one.split('@')[0])).size).toBe(new Set(uses).size);
  const count = (part: string) => all.split(part).length - 1;
  expect(count('persist-credentials: false')).toBe(count('uses: actions/checkout@'));
  expect(count('package-manager-cache: false')).toBe(count('uses: actions/setup-node@'));
  expect(count('terraform_wrapper: false')).toBe(count('uses: hashicorp/setup-terraform@'));
  expect(count('tofu_wrapper: false')).toBe(count('uses: opentofu/setup-opentofu@'));
});

test('plans are compared that the same Terraform made', () => {
  expect(found(/(?:terraform|tofu)_version: (\S+)/g)).toHaveLength(2); // in the action, which all of them use
});

test('the workflows install what they run: Terraform, or OpenTofu if the variable selects it', () => {
  const installing = workflows.filter(([, text]) => text.includes('          terraform: ${{'));
  expect(installing.map(([file]) => file)).toEqual(['deploy-environment.yml', 'drift.yml', 'pull-request.yml']);
  for (const [, text] of installing) {
    const names = new Set(found(/^ {10}terraform: (.+)$/gm, text));
    expect(names).toEqual(new Set(["${{ vars.TERRAFORM_BINARY_NAME || 'terraform' }}"]));
    expect(text).toContain('\n  TERRAFORM_BINARY_NAME: ${{ vars.TERRAFORM_BINARY_NAME }}\n');
  }
});

test('every job is set up in one place, with a Node that engines allows', () => {
  expect(found(/(setup-node|setup-terraform|setup-opentofu)@/g)).toHaveLength(3);
  const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { engines: { node: string } };
  const [, matrix = ''] = /node: \[(.+)\]/.exec(all) ?? [];
  const versions = found(/'([\d.]+)'/g, matrix);
  expect(versions).toEqual([minVersion(engines.node)?.version, '22', '24', '26']);
  expect(versions).toContain(readFileSync(join(ROOT, '.node-version'), 'utf8').trim());
});

test('no expression stands in a script: what others wrote would run', () => {
  const scripts = found(/^ +(?:- )?run: ((?:.*\n)(?:(?: {10,}.*)?\n)*)/gm);
  expect(scripts.length).toBeGreaterThan(10);
  scripts.forEach((script) => expect(script).not.toMatch(/\$\{\{/));
});

test('what the workflows call is there', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
  found(/npm run (?:--silent )?([a-z:-]+)/g).forEach((name) => expect(scripts).toHaveProperty([name]));
  const commands = readFileSync(join(ROOT, 'commands', 'ci', 'command-line.ts'), 'utf8');
  const called = found(/npm run --silent workflow -- ([a-z-]+)/g);
  expect(new Set(called).size).toBe(4);
  called.forEach((name) => expect(commands).toMatch(`.command('${name}')`));
});

test('deployments queue, and none is dropped', () => {
  const deploy = readFileSync(join(FOLDER, 'deploy.yml'), 'utf8');
  expect(deploy).toMatch(/group: deploy-\$\{\{ matrix\.environment \}\}\n +cancel-in-progress: false\n +queue: max\n/);
});

testWith(['actionlint'], 'actionlint finds nothing', (actionlint) => {
  const { status, stdout } = spawnSync(actionlint, ['-no-color'], { cwd: ROOT, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});
