/**
 * The few parts of a plan's JSON that decide what is done with it, as `terraform show -json` and, with the same names,
 * HCP Terraform's redacted form have them. What a plan means is for `review/` to say.
 */
export interface PlanJson {
  readonly resource_changes?: readonly ResourceChange[];
  readonly resource_drift?: readonly ResourceChange[];
  readonly output_changes?: Readonly<Record<string, Change>>;
}

export interface ResourceChange {
  readonly address?: string;
  readonly type?: string;
  readonly change?: Change;
}

export interface Change {
  readonly actions?: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly after_unknown?: unknown;
}
