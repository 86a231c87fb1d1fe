import type { Attributes } from './attributes';
import type { Change } from './change';

/** Something that keeps a plan from being judged as a whole. */
export interface PlanLimit {
  readonly level: 'danger' | 'caution' | 'note';
  /** As findings have it. */
  readonly rule: string;
  readonly message: string;
}

/** A plan of one stack: from `terraform show -json`, from HCP Terraform's redacted form, or from two syntheses. */
export interface Plan {
  /** The stack's name. */
  readonly name: string;
  readonly changes: readonly Change[];
  /** Resources and data sources before it, by address. */
  readonly prior: ReadonlyMap<string, { readonly type: string; readonly values: Attributes }>;
  /** Why this plan cannot be judged as a whole; none where it can. */
  readonly limits: readonly PlanLimit[];
  /** Whether planning failed: what stands here is not what would happen. */
  readonly errored: boolean;
  /** Outputs that change. */
  readonly outputs: readonly string[];
  /** Conditions that do not hold, by the address of what has them: their messages may hold secrets. */
  readonly failedChecks: readonly string[];
}

export const changesOfType = ({ changes }: Plan, type: string): Change[] =>
  changes.filter((change) => change.type === type);
