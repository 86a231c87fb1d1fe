import { isObserved } from '../observe/observation';
import type { ObservedPrivateLink } from '../observe/network';
import { type HealthFinding, finding, type HealthCheck } from './finding';

/** Whether calls from inside the VPC get to it without leaving. */
export const checkPrivateLink: HealthCheck = ({ live, network }, { environment }) => {
  if (live !== undefined && !isObserved(live)) return [finding('unknown', live.unknown)];
  if (network === undefined) return [];
  if (!isObserved(network)) return [finding('unknown', network.unknown)];
  const { vpcId, zones, attributesOff, privateLink } = network.value;
  if (vpcId === undefined) return [finding('bad', 'the model that serves is in no VPC', 'deploy again')];
  const { network: settings } = environment;
  const added = settings.zones.filter((zone) => !zones.includes(zone));
  return [
    ...attributesOff.map((attribute) =>
      finding(
        'bad',
        `${vpcId} has ${attribute} off: the Runtime's name does not resolve to the PrivateLink endpoint`,
        `aws ec2 modify-vpc-attribute --vpc-id ${vpcId} --${kebab(attribute)}`,
      ),
    ),
    ...(privateLink === undefined
      ? [
          finding(
            'bad',
            `${vpcId} has no PrivateLink endpoint for SageMaker Runtime: calls leave the VPC, or fail`,
            `deploy again: npx cdktf deploy ${settings.names.stack}`,
          ),
        ]
      : endpointFindings(privateLink, zones)),
    ...(added.length === 0
      ? []
      : [
          finding(
            'note',
            `the settings have ${added.join(', ')}, and the model that serves is not there yet`,
            'deploy',
          ),
        ]),
  ];
};

function endpointFindings(
  { id, state, privateDns, zones }: ObservedPrivateLink,
  modelZones: readonly string[],
): HealthFinding[] {
  const uncovered = modelZones.filter((zone) => !zones.includes(zone));
  return [
    ...(state === 'available'
      ? []
      : [finding(state.startsWith('pending') ? 'changing' : 'bad', `the PrivateLink endpoint ${id} is ${state}`)]),
    ...(privateDns
      ? []
      : [
          finding(
            'bad',
            `the PrivateLink endpoint ${id} has private DNS off: calls to the Runtime's own name leave the VPC`,
            `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${id} --private-dns-enabled`,
          ),
        ]),
    ...(uncovered.length === 0
      ? []
      : [
          finding(
            'bad',
            `the PrivateLink endpoint ${id} has no network interface in ${uncovered.join(', ')}, where the model is`,
            'deploy the network again',
          ),
        ]),
  ];
}

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
