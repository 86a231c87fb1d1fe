import { FIPS_REGIONS } from '../region';
import { type Invariant, problem } from './invariant';

/** What would change an existing endpoint, and what of it. */
const changes = [
  ['alsoAllow', 'its policy'],
  ['openAi', 'its policy'],
  ['bidirectionalStreaming', 'its policy and its security groups'],
] as const;

/** An endpoint that is used as it is: what would change it has no place beside it. */
export const existingPrivateLinkUnchanged: Invariant = ({ settings: { network } }) => {
  const privateLink = network?.privateLink ?? {};
  if (privateLink.existing === undefined) return [];
  const path = ['network', 'privateLink'];
  return [
    ...(network?.create === undefined
      ? []
      : [
          problem(
            [...path, 'existing'],
            'a VPC that is made here has no PrivateLink endpoint yet: leave it out, and one is made',
          ),
        ]),
    ...(network?.clients === undefined
      ? []
      : [
          problem(
            ['network', 'clients'],
            'nothing of an existing PrivateLink endpoint is changed, its security groups neither: leave it out',
          ),
        ]),
    ...changes.flatMap(([field, what]) =>
      privateLink[field] === undefined || privateLink[field] === false
        ? []
        : [
            problem(
              [...path, field],
              `nothing of an existing PrivateLink endpoint is changed, ${what} neither: leave it out`,
            ),
          ],
    ),
  ];
};

export const fipsAvailable: Invariant = ({ settings: { region, network } }) => {
  if (network?.privateLink?.fips !== true) return [];
  const path = ['network', 'privateLink'];
  return [
    ...(region === undefined || FIPS_REGIONS.includes(region)
      ? []
      : [
          problem(
            [...path, 'fips'],
            `SageMaker Runtime has no FIPS endpoint in ${region}, only in ${FIPS_REGIONS.join(', ')}: leave it out`,
          ),
        ]),
    ...(network.privateLink.alsoAllow === undefined || network.privateLink.existing !== undefined
      ? []
      : [
          problem(
            [...path, 'alsoAllow'],
            'AWS supports no endpoint policy on the FIPS endpoint, so every endpoint is allowed already: leave it out',
          ),
        ]),
    ...(network.privateLink.openAi !== true || network.privateLink.existing !== undefined
      ? []
      : [
          problem(
            [...path, 'openAi'],
            'AWS supports no endpoint policy on the FIPS endpoint, so every call is allowed already: leave it out',
          ),
        ]),
  ];
};

export const clientsNotEmpty: Invariant = ({ settings: { network } }) =>
  network?.clients !== undefined && Object.keys(network.clients).length === 0
    ? [
        problem(
          ['network', 'clients'],
          'is empty, and nobody could reach the PrivateLink endpoint: give securityGroupIds or cidrBlocks, or leave it out',
        ),
      ]
    : [];

/** https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html */
const MAX_POLICY_LENGTH = 20_480;
/** What the policy holds beside the ARNs, with room to spare. */
const POLICY_FRAME = 480;

export const policyFits: Invariant = ({ settings: { network } }) => {
  const arns = network?.privateLink?.alsoAllow ?? [];
  const length = POLICY_FRAME + arns.reduce((sum, arn) => sum + arn.length + 3, 0);
  return length <= MAX_POLICY_LENGTH
    ? []
    : [
        problem(
          ['network', 'privateLink', 'alsoAllow'],
          `makes a policy of about ${length} characters, and AWS takes ${MAX_POLICY_LENGTH}: name several endpoints by one ARN with *`,
        ),
      ];
};
