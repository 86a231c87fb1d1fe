import { type Attributes, firstBlock } from '../plan/attributes';
import { attributeDiffers, type Change } from '../plan/change';
import { movesConfiguration } from '../plan/in-service';
import { eachChange } from './finding';

const guardOf = (values: Attributes | undefined): Attributes | undefined =>
  firstBlock(firstBlock(values, 'deployment_config'), 'auto_rollback_configuration');

/** The provider replaces the endpoint when this block comes or goes. */
export const rollbackGuard = eachChange(
  {
    name: 'rollback-guard-changed',
    level: 'danger',
    types: ['aws_sagemaker_endpoint'],
    advice: 'Keep the rollback configuration as it is.',
  },
  ({ type, before, after }) => {
    if (type !== 'aws_sagemaker_endpoint' || before === undefined || after === undefined) return undefined;
    const [had, has] = [guardOf(before) !== undefined, guardOf(after) !== undefined];
    if (had === has) return undefined;
    return `The rollback configuration is ${has ? 'added' : 'removed'}: the endpoint is deleted and made again for that.`;
  },
);

/** The new fleet then stays, however many errors it returns. */
export const unguardedUpdate = eachChange(
  {
    name: 'unguarded-update',
    level: 'caution',
    types: ['aws_sagemaker_endpoint'],
    advice: 'Give the endpoint an alarm, so that errors roll the update back.',
  },
  (change) =>
    change.type === 'aws_sagemaker_endpoint' && change.kind === 'update' && alarmsOf(change) === 0
      ? 'No alarm guards this update: a model that errs is not rolled back.'
      : undefined,
);

const alarmsOf = ({ after }: Change): number => {
  const alarms = guardOf(after)?.alarms;
  return Array.isArray(alarms) ? alarms.length : 0;
};

/** AWS takes another rollout only together with a deployment: the fleet is replaced for it. */
export const rolloutAlone = eachChange(
  {
    name: 'rollout-alone',
    level: 'caution',
    types: ['aws_sagemaker_endpoint'],
    advice: 'Change the rollout together with the next model.',
  },
  (change) =>
    change.type === 'aws_sagemaker_endpoint' &&
    change.kind === 'update' &&
    !movesConfiguration(change) &&
    attributeDiffers(change, 'deployment_config')
      ? 'Only the rollout changes: the same configuration is deployed once more, and a scaled fleet starts from its initial count.'
      : undefined,
);
