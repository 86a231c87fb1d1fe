import { changesOfType } from '../plan/plan';
import { eachChange, type RuleContext } from './finding';

/** It goes on running and costing, and nothing looks after it any more. */
export const forgotten = eachChange('forgotten', 'danger', ({ kind }) =>
  kind === 'forget' ? 'Terraform forgets it: it goes on running, and no plan will show it any more.' : undefined,
);

/** Whether a thing that goes comes back under another address, as scaling does when the instance type changes. */
const comesBack = ({ plan }: RuleContext, type: string): boolean =>
  changesOfType(plan, type).some(({ kind }) => kind === 'create');

const endpointGoes = ({ plan }: RuleContext): boolean =>
  changesOfType(plan, 'aws_sagemaker_endpoint').some(({ kind }) => kind === 'delete');

export const scalingRemoved = eachChange('scaling-removed', 'caution', ({ type, kind }, context) =>
  type === 'aws_appautoscaling_target' && kind === 'delete' && !comesBack(context, type) && !endpointGoes(context)
    ? 'The fleet no longer scales: it stays at the size it has.'
    : undefined,
);

export const alarmRemoved = eachChange('alarm-removed', 'caution', ({ type, kind, before }, context) =>
  type === 'aws_cloudwatch_metric_alarm' && kind === 'delete' && !endpointGoes(context)
    ? `The alarm ${String(before?.alarm_name)} is deleted.`
    : undefined,
);
