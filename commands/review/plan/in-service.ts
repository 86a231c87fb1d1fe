import { type Attributes, stringsIn } from './attributes';
import type { Change } from './change';
import { changesOfType, type Plan } from './plan';

/** What is in service before a plan is applied: the configurations of the endpoints, and their models. */
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
