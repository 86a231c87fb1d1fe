import type { SynthesizedApp } from './synthesized-app';
import type { Change, ChangeKind } from './plan/change';
import type { Plan } from './plan/plan';
import { redactor } from './plan/secrets';
import { sortByLevel, applyRules } from './rules';
import type { Finding } from './rules/finding';

export type ChangeCounts = Readonly<
  Record<'create' | 'update' | 'replace' | 'delete' | 'import' | 'move' | 'forget', number>
>;

/** How safe a plan is to apply, as far as it can be judged. */
export type ReviewVerdict = 'danger' | 'caution' | 'cannot be judged' | 'changes' | 'no changes';

export interface StackReview {
  readonly name: string;
  readonly counts: ChangeCounts;
  readonly findings: readonly Finding[];
  /** Why it cannot be judged as a whole; none where it can. */
  readonly limits: readonly string[];
  /** Whether the network beside it changes, so that its plan is made again after that was applied. */
  readonly provisional: boolean;
  readonly changes: readonly Change[];
  /** Outputs that change. */
  readonly outputs: readonly string[];
  /** The path of the construct that makes a resource, by the resource's address, where it is known. */
  readonly constructPaths: Readonly<Record<string, string>>;
  /** From the synthesized folder, where there is one: where the state is, the zones, what is protected. */
  readonly context: readonly string[];
  readonly verdict: ReviewVerdict;
}

export interface Review {
  readonly verdict: ReviewVerdict;
  readonly stacks: readonly StackReview[];
  /** Removes sensitive values from a text. */
  readonly redact: (text: string) => string;
}

/** Reviews plans together: what one stack does may matter to another. */
export function reviewPlans(plans: readonly Plan[], app?: SynthesizedApp): Review {
  const redact = redactor(plans);
  const stacks = plans.map((plan) => reviewPlan(plan, plans, app, redact));
  return { verdict: worst(stacks.map(({ verdict }) => verdict)), stacks, redact };
}

function reviewPlan(
  plan: Plan,
  allPlans: readonly Plan[],
  app: SynthesizedApp | undefined,
  redact: (text: string) => string,
): StackReview {
  const findings = applyRules({ plan, allPlans }).map((finding) => ({ ...finding, message: redact(finding.message) }));
  const notes = plan.failedChecks.map((address): Finding => ({
    level: 'caution',
    rule: 'check-failed',
    address,
    message: 'A condition does not hold; what it says is in the plan itself.',
  }));
  const counts = countsOf(plan.changes);
  const limited = plan.limits.map((limit): Finding => ({ ...limit, address: plan.name }));
  const ordered = sortByLevel([...findings, ...notes, ...limited]);
  return {
    name: plan.name,
    counts,
    findings: ordered,
    limits: plan.limits.map(({ message }) => message),
    provisional: isProvisional(plan, allPlans),
    changes: plan.changes.filter(({ kind }) => kind !== 'no-op'),
    outputs: plan.outputs,
    constructPaths: Object.fromEntries(
      plan.changes.flatMap(({ address }) => {
        const path = app?.constructPath(plan.name, address);
        return path === undefined ? [] : [[address, path]];
      }),
    ),
    context: app === undefined ? [] : contextOf(app, plan.name),
    verdict: verdictOf(ordered, plan, counts),
  };
}

function verdictOf(findings: readonly Finding[], plan: Plan, counts: ChangeCounts): ReviewVerdict {
  if (findings.some(({ level }) => level === 'danger')) return 'danger';
  if (plan.limits.length > 0) return 'cannot be judged';
  if (findings.some(({ level }) => level === 'caution')) return 'caution';
  return Object.values(counts).some((count) => count > 0) || plan.outputs.length > 0 ? 'changes' : 'no changes';
}

const SEVERITY: readonly ReviewVerdict[] = ['danger', 'cannot be judged', 'caution', 'changes', 'no changes'];
const worst = (verdicts: readonly ReviewVerdict[]): ReviewVerdict =>
  SEVERITY.find((verdict) => verdicts.includes(verdict)) ?? 'no changes';

function countsOf(changes: readonly Change[]): ChangeCounts {
  const count = (kind: ChangeKind) => changes.filter((change) => change.kind === kind).length;
  return {
    create: count('create'),
    update: count('update'),
    replace: count('replace'),
    delete: count('delete'),
    // The same plan may change what it imports.
    import: changes.filter(({ importing }) => importing).length,
    move: changes.filter(({ previousAddress }) => previousAddress !== undefined).length,
    forget: count('forget'),
  };
}

/** An endpoint's plan is made from the network's current outputs: once they change, it is another plan. */
function isProvisional({ name }: Plan, allPlans: readonly Plan[]): boolean {
  if (name.endsWith('-network')) return false;
  const network = allPlans.find((plan) => plan.name === `${name.split('-')[0]}-network`);
  return (
    network !== undefined &&
    (network.errored || network.outputs.length > 0 || network.changes.some(({ kind }) => kind !== 'no-op'))
  );
}

function contextOf(app: SynthesizedApp, name: string): string[] {
  const { backend, cloud } = app.stack(name)?.terraform ?? {};
  const kind = cloud === undefined ? Object.keys(backend ?? {})[0] : 'HCP Terraform';
  const [zones, kept] = [app.zones(name), app.protected(name)];
  return [
    ...(kind === undefined ? [] : [`state: ${kind}`]),
    ...(zones.length === 0 ? [] : [`zones: ${zones.join(', ')}`]),
    ...(kept.length === 0 ? [] : [`protected: ${kept.join(', ')}`]),
  ];
}
