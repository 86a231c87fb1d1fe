import { ACCEPT_LABEL } from '../../../commands/ci/accept-label';
import { COMMENT_MARKER, WORKFLOWS_LOGIN, type CommentUpsert } from '../../../commands/ci/comment';
import { reviewPullRequest, type PullRequestTools } from '../../../commands/ci/pull-request';
import { fingerprintsOf, type CheckRun } from '../../../commands/ci/reviewed-plans';
import type { Stack } from '../../../commands/ci/stacks';
import { PlanError } from '../../../commands/ci/terraform';
import { CLOUD, fakeReviewer, Folders, hash, LOCAL, planned, S3 } from './support/stacks';

const folders = new Folders();
afterAll(() => folders.end());

const COMMIT = 'c'.repeat(40);
const file = (terraform: object, version = 1) => ({ terraform, locals: { version } });
const BASE = folders.folder({ 'e-network': file(S3), 'e-x': file(S3), 'e-y': file(S3), 'dev-z': file(LOCAL) });

class Run {
  readonly planned: string[] = [];
  readonly labels: string[];
  readonly checks: CheckRun[] = [];
  written: CommentUpsert | undefined;
  summary = '';

  constructor(
    private readonly head: Record<string, object>,
    private readonly options: { labels?: string[]; stacksToAccept?: string[]; fails?: string[]; isPush?: boolean } = {},
  ) {
    this.labels = [...(options.labels ?? [])];
  }

  start(comments: { id: number; body: string; user: { login: string } }[] = []): Promise<boolean> {
    const { stacksToAccept = [], fails = [], isPush = false } = this.options;
    const tools: PullRequestTools = {
      terraform: {
        plan: async (one: Stack) => {
          this.planned.push(one.name);
          if (fails.includes(one.name)) throw new PlanError(one, 'Error: no');
          return planned(one);
        },
      },
      reviewer: fakeReviewer(() => ({ 'e-network': hash('1'), 'e-x': hash('2') }), stacksToAccept),
      gitHub: {
        comments: async () => comments,
        comment: async (_, wanted) => void (this.written = wanted),
        labels: async () => this.labels,
        removeLabel: async (_, label) => void this.labels.splice(this.labels.indexOf(label), 1),
        addCheckRun: async (check) =>
          void this.checks.push({ ...(check as CheckRun), id: this.checks.length, app: { slug: 'github-actions' } }),
        checkRuns: async () => [],
        pullRequestsOf: async () => [],
        hasReviewers: async () => true,
      },
      canPlan: ({ backend }) => backend.kind === 's3',
      log: () => undefined,
      summary: (text) => void (this.summary += text),
    };
    const head = folders.folder(this.head);
    return reviewPullRequest({ number: 5, commit: COMMIT, url: 'https://run', isPush, base: BASE, head }, tools);
  }

  get body(): string {
    return this.written !== undefined && 'body' in this.written ? this.written.body : '';
  }
}

const same = { 'e-network': file(S3), 'e-x': file(S3), 'e-y': file(S3), 'dev-z': file(LOCAL) };

test('only what changed is planned; the review is the comment, and its fingerprints are kept with the commit', async () => {
  const run = new Run({ ...same, 'e-x': file(S3, 2) });
  expect(await run.start()).toBe(true);
  expect(run.planned).toEqual(['e-x']);
  expect(run.written).toMatchObject({ action: 'create' });
  expect(run.body).toMatch('plans: e-x');
  expect(run.summary).toBe('plans: e-x');
  expect(fingerprintsOf(run.checks, COMMIT)).toEqual({ 'e-x': hash('2') });
});

test('nothing changed: no comment, or the one that is there says so', async () => {
  const run = new Run(same);
  expect(await run.start()).toBe(true);
  expect(run.written).toEqual({ action: 'none' });
  await run.start([{ id: 9, body: `${COMMENT_MARKER} old`, user: { login: WORKFLOWS_LOGIN } }]);
  expect(run.written).toMatchObject({ action: 'update', id: 9 });
  expect(run.planned).toEqual([]);
});

test('a danger fails the run and is not reviewed, unless the label is on', async () => {
  const blocked = new Run({ ...same, 'e-x': file(S3, 2) }, { stacksToAccept: ['e-x'] });
  expect(await blocked.start()).toBe(false);
  expect(blocked.body).toMatch(`add the label \`${ACCEPT_LABEL}\``);
  expect(blocked.checks).toHaveLength(1);
  expect(fingerprintsOf(blocked.checks, COMMIT)).toEqual({});

  const accepted = new Run({ ...same, 'e-x': file(S3, 2) }, { stacksToAccept: ['e-x'], labels: ['x', ACCEPT_LABEL] });
  expect(await accepted.start()).toBe(true);
  expect(accepted.body).toMatch('is on');
  expect(fingerprintsOf(accepted.checks, COMMIT)).toEqual({ 'e-x': hash('2') });
});

test('a push takes the label off: what it was for has changed; no other label', async () => {
  const run = new Run(
    { ...same, 'e-x': file(S3, 2) },
    { stacksToAccept: ['e-x'], labels: ['x', ACCEPT_LABEL], isPush: true },
  );
  expect(await run.start()).toBe(false);
  expect(run.labels).toEqual(['x']);
});

test('a stack that is gone is a danger: its plan would say nothing', async () => {
  const { 'e-y': gone, ...rest } = same;
  expect(gone).toBeDefined();
  const run = new Run(rest);
  expect(await run.start()).toBe(false);
  expect(run.body).toMatch('Gone from the settings: `e-y`');
  expect(run.body).toMatch('folders');
});

test('what waits for a network of this change is no failure; what fails by itself is', async () => {
  const withNetwork = new Run({ ...same, 'e-network': file(S3, 2), 'e-x': file(S3, 2) }, { fails: ['e-x'] });
  expect(await withNetwork.start()).toBe(true);
  expect(withNetwork.planned).toEqual(['e-network', 'e-x', 'e-y']);
  expect(withNetwork.body).toMatch('to be approved then: `e-x`');
  expect(Object.keys(fingerprintsOf(withNetwork.checks, COMMIT))).toEqual(['e-network', 'e-y']);

  const alone = new Run({ ...same, 'e-x': file(S3, 2), 'e-y': file(S3, 2) }, { fails: ['e-x'] });
  expect(await alone.start()).toBe(false);
  expect(alone.body).toMatch('Could not be planned: `e-x`');
  expect(alone.body).toMatch('plans: e-y');
});

test('the network itself failing is a failure', async () => {
  const run = new Run({ ...same, 'e-network': file(S3, 2) }, { fails: ['e-network', 'e-x', 'e-y'] });
  expect(await run.start()).toBe(false);
  expect(run.body).toMatch('Could not be planned: `e-network`');
  expect(run.body).toMatch('folders');
});

test('without credentials or shared state: compared without plans, and said', async () => {
  const run = new Run({ ...same, 'dev-z': file(LOCAL, 2), 'f-network': file(CLOUD) });
  expect(await run.start()).toBe(true);
  expect(run.planned).toEqual([]);
  expect(run.body).toMatch('not planned');
  expect(run.body).toMatch('`f-network`, `dev-z`');
  expect(run.body).toMatch('folders');
});
