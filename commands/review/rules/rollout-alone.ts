import { differs } from '../plan/change';
import { moves } from '../plan/endpoint';
import { eachChange } from './finding';

/** AWS takes another rollout only together with a deployment: the fleet is replaced for it. */
export const rolloutAlone = eachChange('rollout-alone', 'caution', (change) =>
  change.type === 'aws_sagemaker_endpoint' &&
  change.kind === 'update' &&
  !moves(change) &&
  differs(change, 'deployment_config')
    ? 'Only the rollout changes: the same configuration is deployed once more, and a scaled fleet starts from its initial count.'
    : undefined,
);
