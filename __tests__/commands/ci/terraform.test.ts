import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunProgram } from '../../../commands/ci/run-program';
import { PlanError, Terraform } from '../../../commands/ci/terraform';
import { Folders, stack } from './support/stacks';

const folders = new Folders();
afterAll(() => folders.end());

const CLOUD = { kind: 'cloud', hostname: 'app.terraform.io' } as const;
const TOKEN = { TF_TOKEN_app_terraform_io: 'secret' };

const PLAN = '{"format_version":"1.2","resource_changes":[]}';

/** Terraform, as far as it is asked here. */
class Fake {
  readonly calls: string[] = [];
  readonly programs = new Set<string>();
  readonly environments: Readonly<Record<string, string | undefined>>[] = [];
  readonly plans = folders.empty();

  constructor(
    private readonly answers: {
      status?: number;
      stdout?: string;
      stderr?: string;
      saved?: string;
      init?: number;
      json?: string;
    } = {},
    private readonly environment: Record<string, string> = {},
    private readonly outdir = 'out',
  ) {}

  private readonly run: RunProgram = async (program, [, ...args], options = {}) => {
    this.programs.add(program);
    this.calls.push(args.join(' ').replaceAll(this.plans, ''));
    this.environments.push(options.env ?? {});
    const { status = 2, stdout = '', stderr = '', saved = 'PK zip', init = 0, json = PLAN } = this.answers;
    if (args[0] === 'init') return { status: init, stdout: '', stderr };
    if (args[0] === 'show') return { status: 0, stdout: json, stderr: '' };
    const out = args.find((one) => one.startsWith('-out='));
    if (out !== undefined) writeFileSync(out.slice('-out='.length), saved);
    return { status: args[0] === 'apply' ? 0 : status, stdout, stderr };
  };

  readonly fetched: string[] = [];
  private readonly fetch = (async (url: string) => {
    this.fetched.push(url);
    return url.includes('/runs/')
      ? Response.json({ data: { relationships: { plan: { data: { id: 'plan-1' } } } } })
      : new Response('{"plan_format_version":"1.0","resource_changes":[]}');
  }) as typeof globalThis.fetch;

  get terraform(): Terraform {
    return new Terraform(this.outdir, this.plans, this.run, this.fetch, this.environment);
  }
}

test('to look: no lock, so that a role that only reads will do; the plan’s JSON stays in memory', async () => {
  const fake = new Fake();
  const { hasChanges, json } = await fake.terraform.plan(stack('a-x'), { purpose: 'speculative' });
  expect(hasChanges).toBe(true);
  expect(fake.calls).toEqual([
    'init -input=false -no-color',
    'plan -input=false -no-color -detailed-exitcode -out=/a-x.tfplan -lock=false',
    'show -json /a-x.tfplan',
  ]);
  expect(json).toEqual({ format_version: '1.2', resource_changes: [] });
  // The saved plan and the providers: what has secrets in clear is not written once more.
  expect(readdirSync(fake.plans).toSorted()).toEqual(['a-x.tfplan', 'providers']);
});

test.each([
  [{}, 'terraform'],
  [{ TERRAFORM_BINARY_NAME: 'tofu' }, 'tofu'],
])('with %j it is %s that plans, shows and applies', async (environment, program) => {
  const fake = new Fake({}, environment);
  await fake.terraform.apply(await fake.terraform.plan(stack('a-x'), { purpose: 'apply' }));
  expect(fake.calls.map((call) => call.split(' ')[0])).toEqual(['init', 'plan', 'show', 'apply']);
  expect([...fake.programs]).toEqual([program]);
});

test('to apply: the saved plan, locked; for drift: a refresh and no more', async () => {
  const fake = new Fake({ status: 0 });
  const planned = await fake.terraform.plan(stack('a-x'), { purpose: 'apply' });
  expect(planned.hasChanges).toBe(false);
  await fake.terraform.apply(planned);
  await fake.terraform.plan(stack('a-x'), { purpose: 'drift' });
  expect(fake.calls.filter((call) => !/^(init|show)/.test(call))).toEqual([
    'plan -input=false -no-color -detailed-exitcode -out=/a-x.tfplan -lock-timeout=10m',
    'apply -input=false -no-color /a-x.tfplan',
    'plan -input=false -no-color -detailed-exitcode -out=/a-x.tfplan -lock=false -refresh-only',
  ]);
});

test('HCP Terraform, to look: a run that nobody can apply, and its redacted plan', async () => {
  const fake = new Fake({ stdout: 'https://app.terraform.io/app/o/a-x/runs/run-Abc1\n' }, TOKEN);
  const { json } = await fake.terraform.plan(stack('a-x', CLOUD), { purpose: 'speculative' });
  expect(json).toEqual({ plan_format_version: '1.0', resource_changes: [] });
  expect(fake.calls.at(-1)).toBe('plan -input=false -no-color -detailed-exitcode');
  expect(fake.fetched).toEqual([
    'https://app.terraform.io/api/v2/runs/run-Abc1',
    'https://app.terraform.io/api/v2/plans/plan-1/json-output-redacted',
  ]);
});

test('HCP Terraform, to apply: the run is named in the saved plan', async () => {
  const saved = '{"remote_plan_format":1,"run_id":"run-Def2","hostname":"app.terraform.io"}';
  const fake = new Fake({ saved }, TOKEN);
  const { json } = await fake.terraform.plan(stack('a-x', CLOUD), { purpose: 'apply' });
  expect(json).toHaveProperty('plan_format_version');
  expect(fake.fetched[0]).toMatch('runs/run-Def2');
});

test('HCP Terraform that keeps the state and leaves planning to this machine: a plan as any other', async () => {
  const fake = new Fake({ stdout: 'a plan, with what is in it' }, TOKEN);
  const { json } = await fake.terraform.plan(stack('a-x', CLOUD), { purpose: 'speculative' });
  expect(json).toHaveProperty('format_version');
  expect(fake.fetched).toEqual([]);
  expect(fake.calls.at(-1)).toBe('show -json /a-x.tfplan');
});

test('what could not be planned says what Terraform said, and not what would change', async () => {
  const fake = new Fake({ status: 1, stderr: '::add-mask::x\nError: no', stdout: 'a plan with secrets' });
  const failure = fake.terraform.plan(stack('a-x'), { purpose: 'speculative' });
  await expect(failure).rejects.toBeInstanceOf(PlanError);
  await expect(failure).rejects.toThrow(/^a-x could not be planned:\n\| ::add-mask::x\n\| Error: no$/);
  const remote = new Fake({ status: 1, stdout: 'https://app.terraform.io/app/o/w/runs/run-1\nError: far away' }, TOKEN);
  await expect(remote.terraform.plan(stack('a-x', CLOUD), { purpose: 'speculative' })).rejects.toThrow(
    '| Error: far away',
  );
  const init = new Fake({ init: 1, stderr: 'Error: no bucket' });
  await expect(init.terraform.plan(stack('a-x'), { purpose: 'speculative' })).rejects.toThrow('no bucket');
});

test('an environment with a profile of its own is planned with that, and not with the credentials around it', async () => {
  const fake = new Fake({}, { AWS_PROFILES: 'production, other' });
  await fake.terraform.plan(stack('production-x'), { purpose: 'speculative' });
  expect(fake.environments[0]).toMatchObject({ AWS_PROFILE: 'production', AWS_ACCESS_KEY_ID: undefined });
  const other = new Fake({}, { AWS_PROFILES: 'production' });
  await other.terraform.plan(stack('dev-x'), { purpose: 'speculative' });
  expect(other.environments[0]).not.toHaveProperty('AWS_PROFILE');
  expect(other.environments[0]).toMatchObject({ TF_IN_AUTOMATION: '1' });
});

test('the lock of providers beside the synthesized folder holds for every stack; without one there is none', async () => {
  const project = folders.empty();
  const outdir = join(project, 'cdktf.out');
  cpSync(folders.folder({ 'a-x': {} }), outdir, { recursive: true });
  const stackLock = join(outdir, 'stacks', 'a-x', '.terraform.lock.hcl');
  const init = async () => {
    const fake = new Fake({}, {}, outdir);
    await fake.terraform.plan(stack('a-x'), { purpose: 'speculative' });
    return fake.calls[0];
  };
  expect(await init()).toBe('init -input=false -no-color');
  expect(existsSync(stackLock)).toBe(false);
  writeFileSync(join(project, '.terraform.lock.hcl'), '# locked');
  expect(await init()).toBe('init -input=false -no-color -lockfile=readonly');
  expect(readFileSync(stackLock, 'utf8')).toBe('# locked');
});

test('Terraform gets none of the tokens that the workflow has for GitHub', async () => {
  const fake = new Fake();
  await fake.terraform.plan(stack('a-x'), { purpose: 'speculative' });
  const withheld = ['GH_TOKEN', 'GITHUB_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'ACTIONS_RUNTIME_TOKEN'];
  fake.environments.slice(0, 2).forEach((one) => {
    expect(one).toMatchObject(Object.fromEntries(withheld.map((name) => [name, undefined])));
    withheld.forEach((name) => expect(one).toHaveProperty(name));
  });
});

test('an unreadable plan is an error, quoted in the log so that GitHub cannot take it for a command', async () => {
  const fake = new Fake({ json: '{"format_version":"\\n::error::2","resource_changes":[]}' });
  await expect(fake.terraform.plan(stack('a-x'), { purpose: 'apply' })).rejects.toThrow(
    /^The plan of a-x cannot be read:\n\| it is a plan of format  ::error::2, and 1 is/,
  );
});
