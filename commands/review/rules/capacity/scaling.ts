import { blocksIn, firstBlock } from '../../plan/attributes';
import { changesOfType } from '../../plan/plan';
import { eachChange, type RuleContext } from '../finding';

const TARGET = 'aws_appautoscaling_target';
const POLICY = 'aws_appautoscaling_policy';

/** Whether a deleted resource is created again under another address, as scaling is when the instance type changes. */
const isRecreated = ({ plan }: RuleContext, type: string): boolean =>
  changesOfType(plan, type).some(({ kind }) => kind === 'create');

const isDeleted = ({ plan }: RuleContext, type: string): boolean =>
  changesOfType(plan, type).some(({ kind }) => kind === 'delete');

export const scalingRemoved = eachChange(
  {
    name: 'scaling-removed',
    level: 'caution',
    types: [TARGET, POLICY],
    advice: 'Check that the fixed count carries the peak.',
  },
  ({ type, kind }, context) => {
    if (kind !== 'delete' || isRecreated(context, type) || isDeleted(context, 'aws_sagemaker_endpoint'))
      return undefined;
    if (type === TARGET) return 'The fleet no longer scales: it stays at the size it has.';
    return isDeleted(context, TARGET)
      ? undefined
      : 'A scaling policy is deleted: nothing tells the fleet when to scale by it.';
  },
);

const MANY_TIMES = 4;

/** It is there, and does not do what it is for. */
export const scalingStuck = eachChange(
  {
    name: 'scaling-stuck',
    level: 'caution',
    types: [TARGET, POLICY, 'aws_appautoscaling_scheduled_action'],
    advice: 'Check that the fleet still follows the load.',
  },
  (change, context) => {
    if (change.kind !== 'update' && change.kind !== 'replace' && change.kind !== 'create') return undefined;
    const stuck =
      change.type === TARGET
        ? stuckTarget(change, context)
        : change.type === POLICY
          ? stuckPolicy(change)
          : stuckSchedule(change);
    return stuck.length === 0 ? undefined : `${stuck.join('; ')}.`;
  },
);

type ScalingChange = Parameters<Parameters<typeof eachChange>[1]>[0];

function stuckTarget({ before, after, kind }: ScalingChange, { plan }: RuleContext): string[] {
  const [was, max, min] = [Number(before?.max_capacity), Number(after?.max_capacity), Number(after?.min_capacity)];
  const counts = changesOfType(plan, 'aws_sagemaker_endpoint_configuration').flatMap(({ after: configuration }) =>
    blocksIn(configuration, 'production_variants').map(({ initial_instance_count: count }) => Number(count)),
  );
  const initial = Math.max(...counts, 0);
  const isLess = kind !== 'create' && max < was;
  const suspended = firstBlock(after, 'suspended_state') ?? {};
  const was_ = firstBlock(before, 'suspended_state') ?? {};
  const off = Object.keys(suspended).filter((name) => suspended[name] === true && was_[name] !== true);
  return [
    ...(max === min && !(Number(before?.max_capacity) === Number(before?.min_capacity)) && kind !== 'create'
      ? [`Scaling stays at ${max} instances: its least and its most are the same`]
      : isLess && initial > 0 && max <= initial
        ? [`Scaling reaches ${max} instances at most, and an update starts from ${initial}: it cannot scale out`]
        : []),
    ...(off.length > 0 ? [`Scaling is suspended: ${off.join(', ')}`] : []),
  ];
}

function stuckPolicy({ before, after, kind }: ScalingChange): string[] {
  if (kind === 'create') return [];
  const [was, is] = [before, after].map((values) => firstBlock(values, 'target_tracking_scaling_policy_configuration'));
  const [from, to] = [Number(was?.target_value), Number(is?.target_value)];
  const cooldown = [was, is].map((one) => Number(one?.scale_out_cooldown));
  const metric = (one: typeof was) =>
    JSON.stringify([
      firstBlock(one, 'predefined_metric_specification')?.predefined_metric_type,
      firstBlock(one, 'customized_metric_specification')?.metric_name,
    ]);
  return [
    ...(is?.disable_scale_in === true && was?.disable_scale_in !== true ? ['The fleet no longer scales in'] : []),
    ...(metric(was) === metric(is) && to >= MANY_TIMES * from
      ? [`The target of scaling goes from ${from} to ${to}: the fleet scales out far later`]
      : []),
    ...((cooldown[1] ?? 0) >= MANY_TIMES * Math.max(cooldown[0] ?? 0, 60)
      ? [`Scaling out waits ${cooldown[1]} s instead of ${cooldown[0]} s`]
      : []),
  ];
}

function stuckSchedule({ before, after }: ScalingChange): string[] {
  const action = (values: typeof before) => firstBlock(values, 'scalable_target_action');
  const [was, is] = [Number(action(before)?.max_capacity), Number(action(after)?.max_capacity)];
  return is === 0 && was !== 0 ? [`The schedule ${String(after?.name)} scales the fleet down to nothing`] : [];
}
