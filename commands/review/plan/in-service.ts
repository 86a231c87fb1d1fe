import { type Attributes, stringsIn } from './attributes';
import type { Change } from './change';
import { changesOfType, type Plan } from './plan';
import { remembered } from './remembered';

/** What is in service before a plan is applied, by name: the configurations of the endpoints, and their models. */
export interface InService {
  readonly configurations: ReadonlySet<string>;
  readonly models: ReadonlySet<string>;
}

/** It is asked for each change. */
const IN_SERVICE = new WeakMap<Plan, InService>();

export function inService(plan: Plan): InService {
  return remembered(IN_SERVICE, plan, () => findInService(plan));
}

function findInService(plan: Plan): InService {
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
