import { type Attributes, blocksIn, stringsIn } from '../../plan/attributes';
import { type Change, isUnknown, removesResource } from '../../plan/change';
import { identities } from '../../plan/identities';
import { eachChange } from '../finding';
import { zonesOf } from '../zones/zones';

const ENDPOINT = 'aws_vpc_endpoint';

/** Calls go through it: without it they fail, or leave the VPC. */
export const privateLinkRemoved = eachChange(
  {
    name: 'private-link-removed',
    level: 'danger',
    types: [ENDPOINT],
    advice: 'Keep it, or move the clients elsewhere first.',
  },
  (change) =>
    removesResource(change) && change.before?.vpc_endpoint_type === 'Interface'
      ? `The PrivateLink endpoint is ${deletion(change)}: calls fail or leave the VPC, and its names are other ones afterwards.`
      : undefined,
);

export const vpcRemoved = eachChange(
  { name: 'vpc-removed', level: 'danger', types: ['aws_vpc'], advice: 'Keep it: nothing in it survives.' },
  (change) => (removesResource(change) ? `The VPC is ${deletion(change)}, with all that is in it.` : undefined),
);

const deletion = ({ kind }: Change): string => (kind === 'replace' ? 'replaced' : 'deleted');

/** Clients that know it by version 4 of the protocol, as most do, no longer reach it by version 6 alone. */
export const addressFamilyChanged = eachChange(
  {
    name: 'address-family-changed',
    level: 'danger',
    types: [ENDPOINT],
    advice: 'Use dualstack until every client calls over IPv6.',
  },
  (change) => {
    const { kind, before, after } = change;
    if (kind !== 'update' || before?.vpc_endpoint_type !== 'Interface') return undefined;
    const family = (values: Attributes | undefined) => values?.ip_address_type ?? 'ipv4';
    const records = (values: Attributes | undefined) =>
      blocksIn(values, 'dns_options').map(({ dns_record_ip_type: type }) => type)[0] ?? family(values);
    const lost =
      [family(after), records(after)].includes('ipv6') && ![family(before), records(before)].includes('ipv6');
    const lostV6 = family(before) !== 'ipv4' && family(after) === 'ipv4';
    if (lost) return 'The PrivateLink endpoint answers over IPv6 only: clients that call over IPv4 fail.';
    return lostV6 ? 'The PrivateLink endpoint answers over IPv4 only: clients that call over IPv6 fail.' : undefined;
  },
);

/** Its addresses are others then, and so are those that a firewall or a client has written down. */
export const addressesChanged = eachChange(
  {
    name: 'addresses-changed',
    level: 'caution',
    types: [ENDPOINT],
    advice: 'Check firewalls and clients that name the addresses; calls in progress to the old ones fail.',
  },
  (change, context) => {
    const { kind, before, after } = change;
    if (kind !== 'update' || before?.vpc_endpoint_type !== 'Interface') return undefined;
    const resolver = (values: Attributes | undefined) =>
      blocksIn(values, 'dns_options').some(
        (options) => options.private_dns_only_for_inbound_resolver_endpoint === true,
      );
    if (resolver(after) && !resolver(before))
      return 'Private DNS answers only those who ask through an inbound resolver endpoint.';
    const subnets = new Set(stringsIn(after?.subnet_ids));
    const [zones, left] = [zonesOf(change, context, 'after'), zonesOf(change, context, 'before')];
    if (
      !isUnknown(change, 'subnet_ids') &&
      stringsIn(before.subnet_ids).some((id) => !subnets.has(id)) &&
      [...left].every((zone) => zones.has(zone))
    )
      return 'The PrivateLink endpoint moves to another subnet of the same zone, and gets another address there.';
    const fixed = (values: Attributes | undefined) =>
      blocksIn(values, 'subnet_configuration').map(({ subnet_id: id, ipv4, ipv6 }) => [id, ipv4, ipv6].join(' '));
    const is = new Set(fixed(after));
    return !isUnknown(change, 'subnet_configuration') && is.size > 0 && fixed(before).some((one) => !is.has(one))
      ? 'A network interface of the PrivateLink endpoint gets another address.'
      : undefined;
  },
);

/** By attribute: what it names, and the type of that. */
const WAYS_IN: Readonly<Record<string, readonly [string, string | undefined]>> = {
  subnet_ids: ['Which subnets it is in', 'aws_subnet'],
  security_group_ids: ['Which security groups it has', 'aws_security_group'],
  private_dns_enabled: ['Whether its private DNS stays on', undefined],
};

/** What is not known may be anything. */
export const privateLinkUnclear = eachChange(
  {
    name: 'private-link-unclear',
    level: 'caution',
    types: [ENDPOINT],
    advice: 'Apply what it depends on first, and plan again.',
  },
  (change, { plan, allPlans }) => {
    if (change.kind !== 'update' || change.before?.vpc_endpoint_type !== 'Interface') return undefined;
    const unclear = Object.entries(WAYS_IN).flatMap(([attribute, [what, type]]) => {
      // What it refers to is known by that.
      const known = type === undefined ? [] : identities(allPlans).in(plan, change, attribute, type, 'after');
      return isUnknown(change, attribute) && known.length === 0 ? [what] : [];
    });
    return unclear.length === 0
      ? undefined
      : `The PrivateLink endpoint changes. ${unclear.join('; ')}: that is known only once this is applied.`;
  },
);
