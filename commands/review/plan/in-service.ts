import type { Change, Attributes } from './change';
import type { Plan } from './plan';

/** The first block of a kind, of which Terraform makes lists. */
export const firstBlock = (values: Attributes | undefined, name: string): Attributes | undefined => {
  const list = values?.[name];
  const first: unknown = Array.isArray(list) ? list[0] : list;
  return typeof first === 'object' && first !== null ? (first as Attributes) : undefined;
};

export const stringsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

export const changesOfType = ({ changes }: Plan, type: string): Change[] =>
  changes.filter((change) => change.type === type);

/** What serves before a plan is applied: the configurations that endpoints are in service with, and their models. */
export function inService(plan: Plan): {
  readonly configurations: ReadonlySet<string>;
  readonly models: ReadonlySet<string>;
} {
  const endpoints = changesOfType(plan, 'aws_sagemaker_endpoint').filter(({ deposed }) => deposed === undefined);
  const configurations = new Set(endpoints.flatMap(({ before }) => stringsIn([before?.endpoint_config_name])));
  const models = changesOfType(plan, 'aws_sagemaker_endpoint_configuration')
    .filter(({ before }) => configurations.has(String(before?.name)))
    .flatMap(({ before }) =>
      Array.isArray(before?.production_variants) ? (before.production_variants as Attributes[]) : [],
    )
    .flatMap(({ model_name }) => stringsIn([model_name]));
  return { configurations, models: new Set(models) };
}

/** Whether an endpoint moves to another configuration. */
export const movesConfiguration = ({ kind, before, after, afterUnknown }: Change): boolean => {
  if (kind !== 'update') return false;
  const unknown = (afterUnknown as Attributes | undefined)?.endpoint_config_name === true;
  return unknown || before?.endpoint_config_name !== after?.endpoint_config_name;
};
