import type { App } from './app/app';
import type { Change, Kind } from './plan/change';
import type { Plan } from './plan/plan';
import { redactor } from './plan/secrets';
import { byLevel, findingsOf } from './rules';
import type { Finding } from './rules/finding';

export type Counts = Readonly<
  Record<'create' | 'update' | 'replace' | 'delete' | 'import' | 'move' | 'forget', number>
>;

/** How safe a plan is to apply, as far as it can be judged. */
export type Verdict = 'danger' | 'caution' | 'cannot be judged' | 'changes' | 'no changes';

export interface StackReview {
  readonly name: string;
  readonly counts: Counts;
  readonly findings: readonly Finding[];
  /** Why it cannot be judged as a whole; none where it can. */
  readonly limits: readonly string[];
  /** Whether the network beside it changes, so that its plan is made again after that was applied. */
  readonly provisional: boolean;
  readonly changes: readonly Change[];
  /** Outputs that change. */
  readonly outputs: readonly string[];
  /** The way to the construct of a change, by its address, where it is known. */
  readonly constructPaths: Readonly<Record<string, string>>;
  /** What the synthesized folder tells beside: where its state is, its zones, what is protected. Nothing without it. */
  readonly beside: readonly string[];
  readonly verdict: Verdict;
}

export interface Review {
  readonly verdict: Verdict;
  readonly stacks: readonly StackReview[];
  /** Takes what must not be shown out of a text. */
  readonly redact: (text: string) => string;
}

/** Reviews plans together: what one stack does may matter to another. */
export function reviewPlans(plans: readonly Plan[], app?: App): Review {
  const redact = redactor(plans);
  const stacks = plans.map((plan) => reviewPlan(plan, plans, app, redact));
  return { verdict: worst(stacks.map(({ verdict }) => verdict)), stacks, redact };
}

function reviewPlan(
  plan: Plan,
  all: readonly Plan[],
  app: App | undefined,
  redact: (text: string) => string,
): StackReview {
  const findings = findingsOf({ plan, all }).map((finding) => ({ ...finding, message: redact(finding.message) }));
  const notes = plan.failedChecks.map((address): Finding => ({
    level: 'caution',
    rule: 'check-failed',
    address,
    message: 'A condition does not hold; what it says is in the plan itself.',
  }));
  const counts = countsOf(plan.changes);
  const limited = plan.limits.map((limit): Finding => ({ ...limit, address: plan.name }));
  const told = byLevel([...findings, ...notes, ...limited]);
  return {
    name: plan.name,
    counts,
    findings: told,
    limits: plan.limits.map(({ message }) => message),
    provisional: isProvisional(plan, all),
    changes: plan.changes.filter(({ kind }) => kind !== 'no-op'),
    outputs: plan.outputs,
    constructPaths: Object.fromEntries(
      plan.changes.flatMap(({ address }) => {
        const path = app?.constructPath(plan.name, address);
        return path === undefined ? [] : [[address, path]];
      }),
    ),
    beside: app === undefined ? [] : besideOf(app, plan.name),
    verdict: verdictOf(told, plan, counts),
  };
}

function verdictOf(findings: readonly Finding[], plan: Plan, counts: Counts): Verdict {
  if (findings.some(({ level }) => level === 'danger')) return 'danger';
  if (plan.limits.length > 0) return 'cannot be judged';
  if (findings.some(({ level }) => level === 'caution')) return 'caution';
  return Object.values(counts).some((count) => count > 0) || plan.outputs.length > 0 ? 'changes' : 'no changes';
}

const SEVERITY: readonly Verdict[] = ['danger', 'cannot be judged', 'caution', 'changes', 'no changes'];
const worst = (verdicts: readonly Verdict[]): Verdict =>
  SEVERITY.find((verdict) => verdicts.includes(verdict)) ?? 'no changes';

function countsOf(changes: readonly Change[]): Counts {
  const of = (kind: Kind) => changes.filter((change) => change.kind === kind).length;
  return {
    create: of('create'),
    update: of('update'),
    replace: of('replace'),
    delete: of('delete'),
    // What is adopted may be changed in the same breath.
    import: changes.filter(({ importing }) => importing).length,
    move: changes.filter(({ previousAddress }) => previousAddress !== undefined).length,
    forget: of('forget'),
  };
}

/** An endpoint's plan reads what its network put out last; once that changes, it is another plan. */
function isProvisional({ name }: Plan, all: readonly Plan[]): boolean {
  if (name.endsWith('-network')) return false;
  const network = all.find((plan) => plan.name === `${name.split('-')[0]}-network`);
  return (
    network !== undefined &&
    (network.errored || network.outputs.length > 0 || network.changes.some(({ kind }) => kind !== 'no-op'))
  );
}

function besideOf(app: App, name: string): string[] {
  const { backend, cloud } = app.stack(name)?.terraform ?? {};
  const kind = cloud === undefined ? Object.keys(backend ?? {})[0] : 'HCP Terraform';
  const [zones, kept] = [app.zones(name), app.protected(name)];
  return [
    ...(kind === undefined ? [] : [`state: ${kind}`]),
    ...(zones.length === 0 ? [] : [`zones: ${zones.join(', ')}`]),
    ...(kept.length === 0 ? [] : [`protected: ${kept.join(', ')}`]),
  ];
}
