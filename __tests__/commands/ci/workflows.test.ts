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
  expect(text).not.toMatch(/pull_request_target|workflow_run:|write-all|read-all|actions\/cache/);
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
  expect(installing.map(([file]) => file)).toEqual([
    'deploy-environment.yml',
    'drift.yml',
    'pull-request.yml',
    'review.yml',
  ]);
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
  expect(new Set(called)).toEqual(new Set(['environments', 'review', 'compare', 'deploy', 'drift']));
  called.forEach((name) => expect(commands).toMatch(`.command('${name}')`));
});

/** The jobs of a workflow, by name: what stands below each. */
const jobsOf = (file: string): Record<string, string> => {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  const [, ...parts] = text.slice(text.indexOf('\njobs:')).split(/^ {2}([a-z-]+):$/m);
  return Object.fromEntries(parts.flatMap((name, index) => (index % 2 === 0 ? [[name, parts[index + 1] ?? '']] : [])));
};
const permissionsIn = (job: string): string[] => found(/^ {6}([a-z-]+: (?:read|write)) #/gm, job);

test('the code of a pull request runs without a permission, a credential or a secret', () => {
  const jobs = jobsOf('pull-request.yml');
  const { synthesize = '', plan = '', ...others } = jobs;
  expect(Object.keys(jobs)).toEqual(['node', 'checks', 'validate', 'synthesize', 'plan', 'compare', 'review']);
  for (const job of [synthesize, ...Object.values(others)]) {
    expect(permissionsIn(job).filter((one) => one !== 'contents: read')).toEqual([]);
    expect(job).not.toMatch(/secrets\.|github\.token|configure-aws-credentials/);
  }
  expect(plan).toMatch('uses: ./.github/workflows/review.yml');
  expect(plan).toMatch('github.event.pull_request.head.repo.full_name == github.repository &&');
  expect(plan).toMatch("github.event.pull_request.user.type == 'User'");
});

test('only what was synthesized is handed over; a plan never is', () => {
  const uploads = found(/actions\/upload-artifact@.*\n((?: {8,}.*\n)+)/g);
  expect(uploads.map((one) => found(/^ +path: (.*)$/gm, one))).toEqual([['cdktf.out']]);
  const downloads = found(/actions\/download-artifact@.*\n((?: {8,}.*\n)+)/g);
  expect(downloads.map((one) => found(/^ +path: (.*)$/gm, one))).toEqual([['merge/cdktf.out'], ['merge/cdktf.out']]);
});

test.each([
  ['review.yml', 'plan'],
  ['pull-request.yml', 'compare'],
])(
  '%s: what accepts findings comes from git, where a person sees it: what was run could have written it',
  (file, name) => {
    const job = jobsOf(file)[name] ?? '';
    expect(job).toMatch(
      /ref: \$\{\{ github\.sha \}\}\n +path: merge\n +sparse-checkout: \|\n +\/review\.accept\.json\n/,
    );
    expect(job).toMatch('--head merge/cdktf.out');
  },
);

test.each([
  ['review.yml', 'plan'],
  ['pull-request.yml', 'compare'],
])('%s: what judges a pull request is the base’s code, from before anything of it runs', (file, name) => {
  const job = jobsOf(file)[name] ?? '';
  const order = ['actions/checkout@', 'git checkout --quiet --detach HEAD^1', './.github/actions/set-up', 'npm run'];
  const places = order.map((part) => job.indexOf(part));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
  expect(job.indexOf('download-artifact')).toBeGreaterThan(job.lastIndexOf('npm run --silent synth'));
  expect(job).not.toMatch(/working-directory|npm (?:ci|install)|cd "?\$/);
});

test('one workflow alone plans with credentials: a role can trust that file on main, and no other', () => {
  const planning = workflows.filter(([, text]) => text.includes('vars.AWS_PLAN_ROLE_ARN }}')).map(([file]) => file);
  expect(planning).toEqual(['drift.yml', 'review.yml']);
  expect(jobsOf('review.yml').plan).toMatch('ref: ${{ github.event.merge_group.base_sha || github.sha }}');
});

test('the checks to require are reported for a merge queue, too, and whoever opened the pull request', () => {
  const text = readFileSync(join(FOLDER, 'pull-request.yml'), 'utf8');
  expect(text).toMatch('\n  merge_group:\n');
  const { review = '', checks = '', validate = '' } = jobsOf('pull-request.yml');
  [review, checks].forEach((job) => expect(job).toMatch('\n    if: always()\n'));
  expect(validate).not.toMatch('\n    if:');
  expect(review).toMatch('[ "$PLAN" = success ] || [ "$PLAN $COMPARE" = "skipped success" ]');
});

test('deployments queue, and none is dropped', () => {
  const deploy = readFileSync(join(FOLDER, 'deploy.yml'), 'utf8');
  expect(deploy).toMatch(/group: deploy-\$\{\{ matrix\.environment \}\}\n +cancel-in-progress: false\n +queue: max\n/);
});

testWith(['actionlint'], 'actionlint finds nothing', (actionlint) => {
  const { status, stdout } = spawnSync(actionlint, ['-no-color'], { cwd: ROOT, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});

testWith(['zizmor'], 'zizmor finds nothing', (zizmor) => {
  const { status, stdout } = spawnSync(zizmor, ['--offline', '--quiet', '--no-progress', '.github'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect({ status, stdout: stdout.replace(/^No findings.*\n/, '') }).toEqual({ status: 0, stdout: '' });
});
