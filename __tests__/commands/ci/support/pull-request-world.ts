import { ACCEPT_LABEL, type LabelEvent } from '../../../../commands/ci/acceptance';
import type { CommentUpsert } from '../../../../commands/ci/comment';
import { reviewPullRequest, type PullRequestTools } from '../../../../commands/ci/pull-request';
import { fingerprintsOf, type CheckRun } from '../../../../commands/ci/reviewed-plans';
import type { ToAccept } from '../../../../commands/ci/reviewer';
import type { Stack } from '../../../../commands/ci/stacks';
import { PlanError } from '../../../../commands/ci/terraform';
import { fakeGitHub, fakeReviewer, type Folders, hash, LOCAL, planned, S3 } from './stacks';

const COMMIT = 'c'.repeat(40);
export const file = (terraform: object, version = 1) => ({ terraform, locals: { version } });
export const same = { 'e-network': file(S3), 'e-x': file(S3), 'e-y': file(S3), 'dev-z': file(LOCAL) };
export const changed = { ...same, 'e-x': file(S3, 2) };
export const DANGER: ToAccept = { stack: 'e-x', rule: 'zone-lost', address: 'aws_subnet.a' };
const minute = (count: number) => new Date(Date.UTC(2026, 10, 28, 18, count));

/** A pull request, and the runs for its last commit: a minute each. */
export class World {
  readonly planned: string[] = [];
  readonly checks: CheckRun[] = [];
  readonly events: LabelEvent[] = [];
  comments: { id: number; body: string; user: { login: string } }[] = [];
  labels: string[] = ['bug'];
  written: CommentUpsert | undefined;
  summary = '';
  log = '';
  time = 0;
  toAccept: ToAccept[] = [];
  prints = { 'e-network': hash('1'), 'e-x': hash('2') };
  compared: Record<string, string> = {};
  pushers = ['alice'];
  acceptedByAnother = false;

  constructor(
    private readonly folders: Folders,
    private readonly head: Record<string, object>,
    private readonly fails: readonly string[] = [],
  ) {}

  putLabelOn(login = 'alice') {
    this.time += 1;
    this.labels = ['bug', ACCEPT_LABEL];
    this.events.push({
      id: this.time,
      event: 'labeled',
      created_at: minute(this.time).toISOString(),
      actor: { login, type: 'User' },
      label: { name: ACCEPT_LABEL },
    });
  }

  run(): Promise<boolean> {
    this.time += 1;
    const tools: PullRequestTools = {
      terraform: {
        plan: async (one: Stack) => {
          this.planned.push(one.name);
          if (this.fails.includes(one.name)) throw new PlanError(one, 'Error: no');
          return planned(one);
        },
      },
      reviewer: fakeReviewer(() => this.prints, this.toAccept, this.compared),
      gitHub: fakeGitHub({
        comments: async () => this.comments,
        comment: async (_, wanted) => {
          this.written = wanted;
          return minute(this.time);
        },
        labels: async () => this.labels,
        labelEvents: async () => this.events,
        removeLabel: async (_, label) => void (this.labels = this.labels.filter((one) => one !== label)),
        addCheckRun: async (check) =>
          void this.checks.push({ ...(check as CheckRun), id: this.checks.length, app: { slug: 'github-actions' } }),
        checkRuns: async () => this.checks,
        pullRequest: async (number) => ({
          number,
          merged_at: null,
          merge_commit_sha: null,
          user: { login: 'Author' },
          head: { sha: COMMIT, ref: 'branch' },
          base: { ref: 'main' },
        }),
        pushers: async (branch) => (branch === 'branch' ? this.pushers : []),
      }),
      canPlan: ({ backend }) => backend.kind === 's3',
      log: (line) => void (this.log += `${line}\n`),
      summary: (text) => void (this.summary += text),
    };
    const { acceptedByAnother } = this;
    const pair = { base: this.folders.folder(same), head: this.folders.folder(this.head) };
    return reviewPullRequest(
      { number: 5, commit: COMMIT, url: 'https://run', folders: pair, acceptedByAnother },
      tools,
    );
  }

  get body(): string {
    return this.written?.body ?? '';
  }

  get kept() {
    return fingerprintsOf(this.checks, COMMIT);
  }
}
