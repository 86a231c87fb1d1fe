import { withAcceptance } from './accepted-findings';
import type { Change, ChangeKind } from './plan/change';
import type { Configuration } from './plan/configuration';
import type { OutputChange, Plan } from './plan/plan';
import { redactor } from './plan/secrets';
import { subnetZones } from './plan/subnet-zones';
import { isKnown, rules, sortByLevel } from './rules';
import { type ReviewOptions, ruleContexts } from './rule-contexts';
import { runRule } from './run-rule';
import type { Finding, RuleContext } from './rules/finding';

export type ChangeCounts = Readonly<
  Record<'create' | 'update' | 'replace' | 'delete' | 'import' | 'move' | 'forget' | 'unknown', number>
>;

/** How safe a plan is to apply, as far as it can be judged. */
export type ReviewVerdict = 'danger' | 'cannot be judged' | 'caution' | 'changes' | 'no changes';

export interface StackReview {
  readonly name: string;
  readonly basis: Plan['basis'];
  /** Planning failed. */
  readonly errored: boolean;
  readonly counts: ChangeCounts;
  readonly findings: readonly Finding[];
  /** Why it cannot be judged as a whole; none where it can. */
  readonly limits: readonly string[];
  /** Whether the network beside it changes, so that its plan is made again after that was applied. */
  readonly provisional: boolean;
  readonly changes: readonly Change[];
  readonly outputs: readonly OutputChange[];
  readonly configuration: Configuration;
  /** The types of what changes that no rule knows. */
  readonly unknownTypes: readonly string[];
  /** The path of the construct that makes a resource, by the resource's address, where it is known. */
  readonly constructPaths: Readonly<Record<string, string>>;
  /** From the synthesized folder, where there is one: where the state is, the zones, what is protected. */
  readonly context: readonly string[];
  readonly verdict: ReviewVerdict;
}

export interface Review {
  readonly verdict: ReviewVerdict;
  readonly stacks: readonly StackReview[];
  /** Removes sensitive values from a text. To be used before the text is cut or escaped. */
  readonly redact: (text: string) => string;
  /** The zone of each subnet, by the subnet's ID, as far as it is known. */
  readonly zones: ReadonlyMap<string, string>;
}

/** Reviews plans together: what one stack does may matter to another. */
export function reviewPlans(plans: readonly Plan[], options: ReviewOptions = {}): Review {
  const contexts = ruleContexts(plans, options);
  const allPlans = contexts.map(({ plan }) => plan);
  const redact = redactor(allPlans.flatMap(({ secrets }) => secrets));
  const stacks = contexts.map((context) => reviewPlan(context, options, redact));
  return { verdict: worst(stacks.map(({ verdict }) => verdict)), stacks, redact, zones: subnetZones(allPlans) };
}

function reviewPlan(
  context: RuleContext,
  { head, accepted = [], today = new Date().toISOString().slice(0, 10), ownRules = [] }: ReviewOptions,
  redact: Review['redact'],
): StackReview {
  const { plan, allPlans } = context;
  const found = [
    ...plan.limits.map((limit): Finding => ({ ...limit, address: plan.name })),
    ...[...rules, ...ownRules].flatMap((rule) => runRule(rule, context)),
  ];
  const findings = sortByLevel(
    found.map((finding) => redacted(withAcceptance(finding, plan.name, accepted, today), redact)),
  );
  const counts = countsOf(plan.changes);
  const changes = plan.changes.filter(({ kind }) => kind !== 'no-op');
  return {
    name: plan.name,
    basis: plan.basis,
    errored: plan.errored,
    counts,
    findings,
    limits: plan.limits.map(({ message }) => redact(message)),
    provisional: isProvisional(plan, allPlans),
    changes,
    outputs: plan.outputs,
    configuration: plan.configuration,
    unknownTypes: [...new Set(changes.filter((change) => !isKnown(change)).map(({ type }) => type))].toSorted(),
    constructPaths: Object.fromEntries(
      changes.flatMap(({ address }) => {
        const path = head?.constructPath(plan.name, address);
        return path === undefined ? [] : [[address, path]];
      }),
    ),
    context: head?.describe(plan.name) ?? [],
    verdict: verdictOf(findings, plan, counts),
  };
}

const redacted = (finding: Finding, redact: Review['redact']): Finding => ({
  ...finding,
  address: redact(finding.address),
  message: redact(finding.message),
  ...(finding.cause === undefined ? {} : { cause: redact(finding.cause) }),
});

/** That a plan is redacted takes nothing from what was found in it: the review says so, and goes by the rest. */
function verdictOf(findings: readonly Finding[], { limits, outputs }: Plan, counts: ChangeCounts): ReviewVerdict {
  const open = findings.filter(({ accepted }) => accepted === undefined);
  if (open.some(({ level }) => level === 'danger')) return 'danger';
  if (limits.some(({ level }) => level !== 'note')) return 'cannot be judged';
  if (open.some(({ level }) => level === 'caution')) return 'caution';
  return Object.values(counts).some((count) => count > 0) || outputs.length > 0 ? 'changes' : 'no changes';
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
    import: changes.filter(({ importing }) => importing !== undefined).length,
    move: changes.filter(({ previousAddress }) => previousAddress !== undefined).length,
    forget: count('forget'),
    unknown: count('unknown'),
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
