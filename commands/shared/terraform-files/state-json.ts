/**
 * A state, as `terraform show -json` has it whatever the backend: the parts that are read here.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format#state-representation
 */
export interface StateJson {
  readonly values?: { readonly root_module?: ModuleValues };
}

/** The resources of a module, in a state or in a plan's copy of one. */
export interface ModuleValues {
  readonly resources?: readonly {
    readonly address: string;
    readonly type: string;
    /** Of a leftover object that shares its address with the current one. */
    readonly deposed_key?: string;
    readonly values?: Readonly<Record<string, unknown>>;
  }[];
  readonly child_modules?: readonly ModuleValues[];
}
