import { changesOfType } from '../plan/plan';
import { eachChange, type RuleContext } from './finding';

/** It keeps running and costing money, and Terraform no longer manages it. */
export const forgotten = eachChange(
  { name: 'forgotten', level: 'danger', types: 'any', advice: 'Delete it, or keep it in the settings.' },
  ({ kind }) =>
    kind === 'forget' ? 'Terraform forgets it: it goes on running, and no plan will show it any more.' : undefined,
);

/** Whether a deleted resource is created again under another address, as scaling is when the instance type changes. */
const isRecreated = ({ plan }: RuleContext, type: string): boolean =>
  changesOfType(plan, type).some(({ kind }) => kind === 'create');

const isEndpointDeleted = ({ plan }: RuleContext): boolean =>
  changesOfType(plan, 'aws_sagemaker_endpoint').some(({ kind }) => kind === 'delete');

export const scalingRemoved = eachChange(
  {
    name: 'scaling-removed',
    level: 'caution',
    types: ['aws_appautoscaling_target'],
    advice: 'Check that the fixed count carries the peak.',
  },
  ({ type, kind }, context) =>
    type === 'aws_appautoscaling_target' &&
    kind === 'delete' &&
    !isRecreated(context, type) &&
    !isEndpointDeleted(context)
      ? 'The fleet no longer scales: it stays at the size it has.'
      : undefined,
);

export const alarmRemoved = eachChange(
  {
    name: 'alarm-removed',
    level: 'caution',
    types: ['aws_cloudwatch_metric_alarm'],
    advice: 'Check that something else watches this.',
  },
  ({ type, kind, before }, context) =>
    type === 'aws_cloudwatch_metric_alarm' && kind === 'delete' && !isEndpointDeleted(context)
      ? `The alarm ${String(before?.alarm_name)} is deleted.`
      : undefined,
);
