import { isUnknown } from '../../plan/change';
import { changesOfType } from '../../plan/plan';
import { eachChange } from '../finding';

/** The Runtime's own name then resolves to public addresses: calls leave the VPC, or fail. */
export const privateDnsOff = eachChange(
  {
    name: 'private-dns-off',
    level: 'danger',
    types: ['aws_vpc_endpoint', 'aws_vpc_endpoint_private_dns'],
    advice: 'Keep private DNS on.',
  },
  (change) =>
    change.kind === 'update' &&
    change.before?.private_dns_enabled === true &&
    change.after?.private_dns_enabled !== true &&
    !isUnknown(change, 'private_dns_enabled')
      ? "Private DNS is turned off: calls to the Runtime's own name leave the VPC, or fail."
      : undefined,
);

/** Private DNS needs both. */
export const vpcDnsOff = eachChange(
  { name: 'vpc-dns-off', level: 'danger', types: ['aws_vpc'], advice: 'Keep both DNS attributes on.' },
  ({ type, kind, before, after }) => {
    if (type !== 'aws_vpc' || kind !== 'update') return undefined;
    const off = ['enable_dns_support', 'enable_dns_hostnames'].filter(
      (attribute) => before?.[attribute] === true && after?.[attribute] !== true,
    );
    return off.length === 0
      ? undefined
      : `${off.join(' and ')} of the VPC ${off.length > 1 ? 'are' : 'is'} turned off: private DNS needs both.`;
  },
);

/** In a VPC that others use, private DNS takes over the Runtime's name for all of them. */
export const privateNameCaptured = eachChange(
  {
    name: 'private-name-captured',
    level: 'danger',
    types: ['aws_vpc_endpoint'],
    advice: 'List the other callers in network.clients, and their endpoints in network.privateLink.alsoAllow, first.',
  },
  (change, { plan }) => {
    const { type, kind, before, after } = change;
    if (type !== 'aws_vpc_endpoint' || after?.vpc_endpoint_type !== 'Interface' || after.private_dns_enabled !== true)
      return undefined;
    const isNew = kind === 'create' || (kind === 'update' && before?.private_dns_enabled !== true);
    // A VPC that is made here has no other callers yet.
    if (!isNew || changesOfType(plan, 'aws_vpc').length > 0) return undefined;
    return `From then on the private name of ${String(after.service_name)} leads here in all of ${String(after.vpc_id)}: every other caller there must be let through.`;
  },
);
