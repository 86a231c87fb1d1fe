import type { ModuleValues } from './state-json';

/**
 * A plan, as `terraform show -json` and, with the same names, HCP Terraform's redacted form have it: the parts that are
 * read here.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
export interface PlanJson {
  readonly format_version?: string;
  /** In place of `format_version`, in the redacted form. */
  readonly plan_format_version?: string;
  readonly errored?: boolean;
  /** Terraform only: OpenTofu does not say. */
  readonly complete?: boolean;
  readonly resource_changes?: readonly ResourceChangeJson[];
  readonly resource_drift?: readonly ResourceChangeJson[];
  readonly deferred_changes?: readonly unknown[];
  readonly action_invocations?: readonly unknown[];
  readonly output_changes?: Readonly<Record<string, ChangeJson>>;
  readonly configuration?: ConfigurationJson;
  readonly prior_state?: { readonly values?: { readonly root_module?: ModuleValues } };
  readonly checks?: readonly {
    readonly address?: { readonly to_display?: string };
    readonly status?: string;
  }[];
}

export interface ResourceChangeJson {
  readonly address?: string;
  readonly mode?: string;
  readonly type?: string;
  readonly deposed?: string;
  readonly previous_address?: string;
  readonly action_reason?: string;
  readonly change?: ChangeJson;
}

export interface ChangeJson {
  readonly actions?: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly after_unknown?: unknown;
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
  readonly replace_paths?: readonly (readonly (string | number)[])[];
  readonly importing?: unknown;
}

/** Of the configuration: the resources that a plan should be about. */
export interface ConfigurationJson {
  readonly root_module?: {
    readonly resources?: readonly {
      readonly address: string;
      readonly mode?: string;
      readonly count_expression?: unknown;
      readonly for_each_expression?: unknown;
    }[];
  };
}
