import type { Change } from '../../plan/change';
import { identities } from '../../plan/identities';
import { changesOfType, type Plan } from '../../plan/plan';
import { eachChange, type Rule } from '../finding';
import { zoneOfIdentity } from '../zones/zone-names';
import { INTERNET_GATEWAY, newDefaultRoutes, ROUTE_TYPES } from './default-routes';

/** From then on the subnets are public: what has a public address in them is reached from the internet. */
export const internetRoute: Rule = {
  name: 'internet-route',
  level: 'danger',
  types: ROUTE_TYPES,
  advice: 'Leave the subnets private: PrivateLink and the gateway endpoint of S3 need no route to the internet.',
  find: ({ plan }) =>
    newDefaultRoutes(plan)
      .filter(({ target }) => target === INTERNET_GATEWAY)
      .map(({ address }) => ({
        address,
        message: 'All other addresses are routed to an internet gateway: the subnets become public.',
      })),
};

/** What leaves the VPC is no longer only what the endpoints carry. */
export const wayOutOpened: Rule = {
  name: 'way-out-opened',
  level: 'caution',
  types: ROUTE_TYPES,
  advice: 'Route only the blocks that are needed.',
  find: ({ plan }) =>
    newDefaultRoutes(plan)
      .filter(({ target }) => target !== INTERNET_GATEWAY)
      .map(({ address, target }) => ({
        address,
        message: `All other addresses are routed to ${target}: traffic can leave the VPC.`,
      })),
};

const GATEWAYS: Readonly<Record<string, string>> = {
  aws_internet_gateway: 'An internet gateway',
  aws_internet_gateway_attachment: 'An attachment of an internet gateway',
  aws_egress_only_internet_gateway: 'An egress-only internet gateway',
  aws_nat_gateway: 'A NAT gateway',
  aws_eip: 'A public address',
  aws_eip_association: 'An association with a public address',
};

/** None of them is needed here; each is half of a way in or out. */
export const gatewayAdded: Rule = {
  name: 'gateway-added',
  level: 'caution',
  types: Object.keys(GATEWAYS),
  advice: 'Check what it is for: calls and downloads of models need none.',
  find: ({ plan }) =>
    Object.entries(GATEWAYS).flatMap(([type, what]) =>
      changesOfType(plan, type).flatMap(({ kind, address }) =>
        kind === 'create' ? [{ address, message: `${what} is created.` }] : [],
      ),
    ),
};

/** What is started in the subnet then has a public address. */
export const publicAddressGiven = eachChange(
  {
    name: 'public-addresses',
    level: 'caution',
    types: ['aws_subnet'],
    advice: 'Keep it off: clients need no public address.',
  },
  (change, { plan, allPlans }) => {
    const { kind, before, after } = change;
    if (kind === 'no-op' || after?.map_public_ip_on_launch !== true || before?.map_public_ip_on_launch === true)
      return undefined;
    return `What is started in the subnet in ${zoneOf(plan, allPlans, change)} gets a public address.`;
  },
);

const zoneOf = (plan: Plan, allPlans: readonly Plan[], change: Change): string =>
  zoneOfIdentity(allPlans, identities(allPlans).ofChange(plan, change));
