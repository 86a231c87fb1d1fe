import type { Attributes } from './attributes';
import type { Change } from './change';
import type { Configuration } from './configuration';
import { remembered } from './remembered';

/** Something that keeps a plan from being judged as a whole. */
export interface PlanLimit {
  readonly level: 'danger' | 'caution' | 'note';
  /** As findings have it. */
  readonly rule: string;
  readonly message: string;
  readonly advice: string;
}

/** An output that changes. */
export interface OutputChange {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly afterUnknown: unknown;
  readonly isSensitive: boolean;
}

/** A plan of one stack: from `terraform show -json`, from HCP Terraform's redacted form, or from two syntheses. */
export interface Plan {
  /** The stack's name. */
  readonly name: string;
  /** `synthesis`: only two synthesized folders were compared, so that AWS and the state were not asked. */
  readonly basis: 'plan' | 'redacted plan' | 'synthesis';
  readonly changes: readonly Change[];
  /** What was changed outside of Terraform since it was applied last. */
  readonly drift: readonly Change[];
  /** Resources and data sources before it, by address. */
  readonly prior: ReadonlyMap<string, { readonly type: string; readonly values: Attributes }>;
  readonly configuration: Configuration;
  /** Why this plan cannot be judged as a whole; none where it can. */
  readonly limits: readonly PlanLimit[];
  /** Whether planning failed: what stands here is not what would happen. */
  readonly errored: boolean;
  readonly outputs: readonly OutputChange[];
  /**
   * What runs beside the changes of resources, as the plan has it: Terraform's actions, data sources that are read only
   * then, and what is deferred.
   */
  readonly runsBeside: readonly unknown[];
  /** What works on the resources, by the keys that these have: where, and as whom. */
  readonly providers: readonly unknown[];
  /** Conditions that do not hold, by the address of what has them: their messages may hold secrets. */
  readonly failedChecks: readonly string[];
  /** Every value that is marked as sensitive, as text. */
  readonly secrets: readonly string[];
}

/** Rules ask by type, and a plan may have thousands of resources. */
const BY_TYPE = new WeakMap<Plan, ReadonlyMap<string, Change[]>>();

export function changesOfType(plan: Plan, type: string): readonly Change[] {
  const byType = remembered(BY_TYPE, plan, () => groupByType(plan.changes));
  return byType.get(type) ?? [];
}

function groupByType(changes: readonly Change[]): ReadonlyMap<string, Change[]> {
  const byType = new Map<string, Change[]>();
  for (const change of changes) {
    const { type } = change;
    const group = byType.get(type);
    if (group === undefined) byType.set(type, [change]);
    else group.push(change);
  }
  return byType;
}

const OWN = new WeakMap<Plan, ReadonlySet<Change>>();

/** The changes of a plan, to tell them from those of the plans beside it. */
export function ownChanges(plan: Plan): ReadonlySet<Change> {
  return remembered(OWN, plan, () => new Set(plan.changes));
}
