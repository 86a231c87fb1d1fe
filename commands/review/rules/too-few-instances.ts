import type { Change } from '../plan/change';
import { block, of, texts } from '../plan/endpoint';
import type { Plan } from '../plan/plan';
import { eachChange } from './finding';

/** A zone without an instance is answered from another one, and two zones with one instance survive nothing. */
export const tooFewInstances = eachChange('too-few-instances', 'danger', (change, { plan }) => {
  const [count, what] = fewestOf(change);
  if (typeof count !== 'number' || change.kind === 'no-op') return undefined;
  const zones = zonesOfModel(plan);
  return zones !== undefined && count < zones
    ? `${what} ${count} instance${count === 1 ? '' : 's'} for ${zones} zones: a zone without one is answered from another.`
    : undefined;
});

function fewestOf({ type, after }: Change): readonly [unknown, string] {
  if (type === 'aws_sagemaker_endpoint_configuration')
    return [block(after, 'production_variants')?.initial_instance_count, 'The fleet starts with'];
  if (type === 'aws_appautoscaling_target' && after?.service_namespace === 'sagemaker')
    return [after.min_capacity, 'Scaling goes down to'];
  return [undefined, ''];
}

function zonesOfModel(plan: Plan): number | undefined {
  const counts = of(plan, 'aws_sagemaker_model').flatMap(({ after }) => {
    const subnets = texts(block(after, 'vpc_config')?.subnets);
    return subnets.length === 0 ? [] : [subnets.length];
  });
  return counts.length === 0 ? undefined : Math.max(...counts);
}
