import { createHash } from 'node:crypto';
import { canonicalJson } from '../shared/terraform-files/canonical-json';
import type { Fingerprints } from './reviewed-plans';
import type { Reviewer, ToAccept } from './reviewer';
import { quoted } from './run-program';
import { difference, readStacks, type Stack, stacksToPlan } from './stacks';
import { PlanError, type PlannedStack, type Terraform } from './terraform';
import { configurationsIn, unsafeStack } from './untrusted/head-folder';

/** Two synthesized folders. */
export interface SynthesizedFolders {
  /** What the change is merged into. */
  readonly base: string;
  /** The merge. It is data that others wrote, and none of its code runs. */
  readonly head: string;
}

export interface ChangeReviewTools {
  readonly terraform: Pick<Terraform, 'plan'>;
  readonly reviewer: Reviewer;
  /** Whether there are credentials to plan a stack with. */
  readonly canPlan: (stack: Stack) => boolean;
  readonly log: (line: string) => void;
}

/** A stack that is not planned although it could be, and why. */
export interface RefusedStack {
  readonly stack: Stack;
  readonly reasons: readonly string[];
}

/** What a change does, as far as it can be told before it is merged. */
export interface ChangeReview {
  /** The review of what was planned, and of what could only be compared. */
  readonly markdown: string;
  readonly toAccept: readonly ToAccept[];
  /** Of the plans. */
  readonly fingerprints: Fingerprints;
  /** A hash of what is shown: another one means that something else is. */
  readonly digest: string;
  /** Stacks that could not be planned, and should have been. */
  readonly failed: readonly Stack[];
  /** Stacks that are not planned with credentials, since planning could do more than read. */
  readonly refused: readonly RefusedStack[];
  /** Stacks that read the outputs of a network that this changes, and cannot be planned before it is deployed. */
  readonly plannedAfterNetwork: readonly Stack[];
  /** Stacks that changed and were not planned, since their state or the credentials are not here. */
  readonly unplanned: readonly Stack[];
}

/** Plans what changes, and compares what cannot be planned. Undefined where no stack changes. */
export async function reviewChange(
  folders: SynthesizedFolders,
  tools: ChangeReviewTools,
): Promise<ChangeReview | undefined> {
  const [base, head] = [readStacks(folders.base), readStacks(folders.head)];
  const { changed, removed } = difference(base, head);
  if (changed.length === 0 && removed.length === 0) return undefined;

  const known = configurationsIn(folders.base, base);
  const candidates = stacksToPlan(changed, head)
    .filter(tools.canPlan)
    .map((stack) => ({ stack, reasons: unsafeStack(folders.head, stack, known) }));
  const refused = candidates.filter(({ reasons }) => reasons.length > 0);
  for (const { stack, reasons } of refused)
    tools.log(
      `${stack.name}: not planned with credentials, for what the base does not have:\n${quoted(reasons.join('\n'))}`,
    );
  const safe = candidates.filter(({ reasons }) => reasons.length === 0).map(({ stack }) => stack);
  const { planned, failed, plannedAfterNetwork } = await planAll(safe, changed, tools);
  const { markdown, fingerprints, comparedFingerprints, ...outcome } = tools.reviewer.review(
    planned,
    folders.head,
    folders.base,
  );
  const toAccept = [
    ...refused.map(({ stack: { name } }) => ({ stack: name, rule: 'not-planned', address: name })),
    ...outcome.toAccept,
  ];
  return {
    markdown,
    toAccept,
    fingerprints,
    digest: createHash('sha256')
      .update(
        canonicalJson({
          toAccept,
          fingerprints,
          comparedFingerprints,
          refused: refused.map(({ stack, reasons }) => [stack.name, reasons]),
          failed: failed.map(({ name }) => name),
        }),
      )
      .digest('hex'),
    failed,
    refused,
    plannedAfterNetwork,
    unplanned: changed.filter((stack) => !tools.canPlan(stack)),
  };
}

interface Plans {
  readonly planned: readonly PlannedStack[];
  readonly failed: readonly Stack[];
  /** They can be planned once the network is deployed: no failure. */
  readonly plannedAfterNetwork: readonly Stack[];
}

/** One after the other: they share a folder of providers, and a machine. */
async function planAll(
  stacks: readonly Stack[],
  changed: readonly Stack[],
  { terraform, log }: ChangeReviewTools,
): Promise<Plans> {
  const networks = new Set(changed.filter(({ kind }) => kind === 'network').map(({ environment }) => environment));
  const plans = { planned: [] as PlannedStack[], failed: [] as Stack[], plannedAfterNetwork: [] as Stack[] };
  for (const stack of stacks) {
    try {
      plans.planned.push(await terraform.plan(stack, { purpose: 'speculative' }));
      log(`${stack.name}: planned`);
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      log(error.message);
      const needsNetwork = stack.kind !== 'network' && networks.has(stack.environment);
      (needsNetwork ? plans.plannedAfterNetwork : plans.failed).push(stack);
    }
  }
  return plans;
}
