import { inService, movesConfiguration } from '../../plan/in-service';
import { changesOfType } from '../../plan/plan';
import { eachChange } from '../finding';

/** Without an endpoint every call fails until another one is in service, which takes minutes. */
export const endpointRemoved = eachChange(
  {
    name: 'endpoint-removed',
    level: 'danger',
    types: ['aws_sagemaker_endpoint'],
    advice: 'Move the callers to another endpoint first.',
  },
  ({ type, kind, deposed }) => {
    if (type !== 'aws_sagemaker_endpoint' || deposed !== undefined) return undefined;
    if (kind === 'replace') return 'The endpoint is replaced: every call fails until the new one is in service.';
    return kind === 'delete' ? 'The endpoint is deleted: every call fails from then on.' : undefined;
  },
);

/**
 * What is in service must exist until its successor is in service. A healthy update creates the successor, moves the
 * endpoint to it in the same plan, and deletes the old one last. The same holds for what a rolled-back deployment left.
 */
export const servingRemoved = eachChange(
  {
    name: 'serving-removed',
    level: 'danger',
    types: ['aws_sagemaker_endpoint_configuration', 'aws_sagemaker_model'],
    advice: 'Do not apply. Let the endpoint move to another configuration in the same plan.',
  },
  (change, { plan }) => {
    const { type, kind, before, createsFirst, deposed } = change;
    const what = { aws_sagemaker_endpoint_configuration: 'configuration', aws_sagemaker_model: 'model' }[type];
    if (what === undefined || (kind !== 'delete' && kind !== 'replace')) return undefined;
    const endpoints = changesOfType(plan, 'aws_sagemaker_endpoint');
    // Another rule reports that, and it is worse.
    if (endpoints.some((one) => one.kind === 'delete' || one.kind === 'replace')) return undefined;
    const { configurations, models } = inService(plan);
    const name = String(before?.name);
    const serves = what === 'configuration' ? configurations.has(name) : models.has(name);
    if (!serves) return undefined;
    if (kind === 'replace' && !createsFirst)
      return `The ${what} that serves, ${name}, is deleted before its successor is made.`;
    const moving = endpoints.some(movesConfiguration);
    if (moving) return undefined;
    return `The ${what} that serves, ${name}, is deleted${deposed === undefined ? '' : ' (a leftover of an earlier deployment)'}, and the endpoint does not move to another.`;
  },
);
