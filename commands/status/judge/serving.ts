import type { ObservedEndpoint } from '../observe/endpoint';
import { isObserved } from '../observe/observation';
import type { EnvironmentEndpoint } from '../../../settings/find-endpoint';
import { type HealthFinding, finding, type HealthCheck } from './finding';

/** Whether it serves at all, by the status that AWS gives. */
export const checkServing: HealthCheck = ({ endpoint }, subject) => {
  if (!isObserved(endpoint)) return [finding('unknown', endpoint.unknown)];
  const observed = endpoint.value;
  const { names } = subject.endpoint;
  if (observed === undefined) {
    const where = `${subject.environment.region}, in the account of these credentials`;
    return [
      finding(
        'bad',
        `there is no endpoint ${names.endpoint} in ${where}`,
        `deploy it: npx cdktf deploy ${names.stack}`,
      ),
    ];
  }
  return statusFindings(observed, subject);
};

const GUARDRAILS = 'https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-rolling.html';

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeEndpoint.html (EndpointStatus) */
function statusFindings(
  observed: ObservedEndpoint,
  { endpoint: { names }, environment: { region } }: EnvironmentEndpoint,
): HealthFinding[] {
  const reason = observed.failureReason === undefined ? '' : `: ${observed.failureReason}`;
  const log = `aws logs tail ${names.logGroup} --region ${region} --since 1h`;
  switch (observed.status) {
    case 'InService':
      return [];
    case 'Creating':
      return [finding('changing', 'it is being created, and serves nobody yet', 'wait, and ask again')];
    case 'Updating':
      return observed.moving === undefined
        ? [finding('note', 'its instances or weights are being changed; it serves meanwhile')]
        : [
            finding(
              'changing',
              `an update to ${observed.moving} is under way; ${observed.configuration} serves until it is through`,
              'wait, and ask again',
            ),
          ];
    case 'SystemUpdating':
      return [finding('note', 'AWS maintains it; it serves meanwhile, and cannot be changed')];
    case 'RollingBack':
      return [
        finding('bad', `a change of its instances failed and is being taken back${reason}`, 'wait, and ask again'),
      ];
    case 'UpdateRollbackFailed':
      return [
        finding(
          'bad',
          `an update failed, and taking it back failed as well: old and new configuration both answer${reason}`,
          `see the container’s log (${log}), then ${GUARDRAILS}; a deployment that goes well puts an end to it`,
        ),
      ];
    case 'OutOfService':
      return [finding('bad', `it takes no calls${reason}`, `see the container’s log: ${log}`)];
    case 'Failed':
      return [
        finding(
          'bad',
          `it could not be made, changed or scaled${reason}`,
          `see the container’s log (${log}). AWS lets it only be deleted: aws sagemaker delete-endpoint --endpoint-name ${names.endpoint} --region ${region}; then deploy`,
        ),
      ];
    case 'Deleting':
      return [finding('bad', 'it is being deleted')];
    default:
      return [finding('unknown', `AWS says it is ${observed.status}, which status knows nothing of`)];
  }
}
