import { firstBlock, stringsIn } from '../../plan/attributes';
import type { Change } from '../../plan/change';
import { changesOfType, type Plan } from '../../plan/plan';
import { eachChange } from '../finding';

const CONFIGURATION = 'aws_sagemaker_endpoint_configuration';

export const capacityReduced = eachChange(
  {
    name: 'capacity-reduced',
    level: 'caution',
    types: ['aws_sagemaker_endpoint_configuration', 'aws_appautoscaling_target'],
    advice: 'Check the load at its peak.',
  },
  ({ type, kind, before, after }) => {
    if (before === undefined || after === undefined || kind === 'no-op') return undefined;
    const less = (name: string, from: unknown, to: unknown) =>
      typeof from === 'number' && typeof to === 'number' && to < from ? [`${name} from ${from} to ${to}`] : [];
    const reduced =
      type === CONFIGURATION
        ? less(
            'the initial count',
            firstBlock(before, 'production_variants')?.initial_instance_count,
            firstBlock(after, 'production_variants')?.initial_instance_count,
          )
        : type === 'aws_appautoscaling_target'
          ? [
              ...less('the fewest instances', before.min_capacity, after.min_capacity),
              ...less('the most instances', before.max_capacity, after.max_capacity),
            ]
          : [];
    return reduced.length === 0 ? undefined : `There will be less capacity: ${reduced.join(', ')}.`;
  },
);

export const instanceTypeChanged = eachChange(
  {
    name: 'instance-type-changed',
    level: 'caution',
    types: ['aws_sagemaker_endpoint_configuration'],
    advice: 'Check the quota for both types, and compare latency after the update.',
  },
  ({ type, before, after }) => {
    if (type !== CONFIGURATION || before === undefined || after === undefined) return undefined;
    const [from, to] = [before, after].map((values) => firstBlock(values, 'production_variants')?.instance_type);
    return typeof from === 'string' && typeof to === 'string' && from !== to
      ? `The instance type changes from ${from} to ${to}.`
      : undefined;
  },
);

/** A zone without an instance is answered from another one, and two zones with one instance survive nothing. */
export const tooFewInstances = eachChange(
  {
    name: 'too-few-instances',
    level: 'danger',
    types: ['aws_sagemaker_endpoint_configuration', 'aws_appautoscaling_target'],
    advice: 'Use at least one instance for each zone.',
  },
  (change, { plan }) => {
    const [count, what] = fewestOf(change);
    if (typeof count !== 'number' || change.kind === 'no-op') return undefined;
    const zones = zonesOfModel(plan);
    return zones !== undefined && count < zones
      ? `${what} ${count} instance${count === 1 ? '' : 's'} for ${zones} zones: a zone without one is answered from another.`
      : undefined;
  },
);

function fewestOf({ type, after }: Change): readonly [unknown, string] {
  if (type === 'aws_sagemaker_endpoint_configuration')
    return [firstBlock(after, 'production_variants')?.initial_instance_count, 'The fleet starts with'];
  if (type === 'aws_appautoscaling_target' && after?.service_namespace === 'sagemaker')
    return [after.min_capacity, 'Scaling goes down to'];
  return [undefined, ''];
}

function zonesOfModel(plan: Plan): number | undefined {
  const counts = changesOfType(plan, 'aws_sagemaker_model').flatMap(({ after }) => {
    const subnets = stringsIn(firstBlock(after, 'vpc_config')?.subnets);
    return subnets.length === 0 ? [] : [subnets.length];
  });
  return counts.length === 0 ? undefined : Math.max(...counts);
}
