import { block } from '../plan/endpoint';
import { eachChange } from './finding';

const CONFIGURATION = 'aws_sagemaker_endpoint_configuration';

export const capacityReduced = eachChange('capacity-reduced', 'caution', ({ type, kind, before, after }) => {
  if (before === undefined || after === undefined || kind === 'no-op') return undefined;
  const less = (name: string, from: unknown, to: unknown) =>
    typeof from === 'number' && typeof to === 'number' && to < from ? [`${name} from ${from} to ${to}`] : [];
  const reduced =
    type === CONFIGURATION
      ? less(
          'the initial count',
          block(before, 'production_variants')?.initial_instance_count,
          block(after, 'production_variants')?.initial_instance_count,
        )
      : type === 'aws_appautoscaling_target'
        ? [
            ...less('the fewest instances', before.min_capacity, after.min_capacity),
            ...less('the most instances', before.max_capacity, after.max_capacity),
          ]
        : [];
  return reduced.length === 0 ? undefined : `There will be less capacity: ${reduced.join(', ')}.`;
});

export const instanceTypeChanged = eachChange('instance-type-changed', 'caution', ({ type, before, after }) => {
  if (type !== CONFIGURATION || before === undefined || after === undefined) return undefined;
  const [from, to] = [before, after].map((values) => block(values, 'production_variants')?.instance_type);
  return typeof from === 'string' && typeof to === 'string' && from !== to
    ? `The instance type changes from ${from} to ${to}.`
    : undefined;
});
