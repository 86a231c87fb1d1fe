import { Address4, Address6 } from 'ip-address';
import { type Attributes, stringsIn } from '../plan/attributes';
import { eachChange } from './finding';

/** Half of all addresses is as good as all of them: the longest prefixes that are taken for everyone. */
const MAX_PREFIX_V4 = 7;
const MAX_PREFIX_V6 = 16;

/** Unique local addresses (RFC 4193): private ones, so that a block of them is not of the world. */
const UNIQUE_LOCAL = new Address6('fc00::/7');

function isWorld(block: string): boolean {
  if (Address4.isValid(block)) return new Address4(block).subnetMask <= MAX_PREFIX_V4;
  if (!Address6.isValid(block)) return false;
  const address = new Address6(block);
  return address.subnetMask <= MAX_PREFIX_V6 && !address.startAddress().isInSubnet(UNIQUE_LOCAL);
}

/** Whoever gets an address in reach could then try the PrivateLink endpoint; nobody outside has any business there. */
export const httpsOpen = eachChange(
  {
    name: 'https-open',
    level: 'danger',
    types: [
      'aws_vpc_security_group_ingress_rule',
      'aws_security_group_rule',
      'aws_security_group',
      'aws_default_security_group',
    ],
    advice: 'Allow the security groups or address blocks of the clients only.',
  },
  ({ type, kind, before, after }) => {
    if (after === undefined || kind === 'delete' || kind === 'no-op') return undefined;
    const open = openIn(type, after).filter((rule) => !openIn(type, before ?? {}).includes(rule));
    return open.length === 0 ? undefined : `Port 443 is opened to ${open.join(' and ')}: to everyone.`;
  },
);

/** The blocks of the whole world that may reach port 443. */
function openIn(type: string, values: Attributes): string[] {
  switch (type) {
    case 'aws_vpc_security_group_ingress_rule':
      return covers(values) ? stringsIn([values.cidr_ipv4, values.cidr_ipv6]).filter(isWorld) : [];
    case 'aws_security_group_rule':
      return values.type === 'ingress' && covers(values) ? worldIn(values) : [];
    case 'aws_security_group':
    case 'aws_default_security_group':
      return (Array.isArray(values.ingress) ? (values.ingress as Attributes[]) : []).flatMap((rule) =>
        covers(rule) ? worldIn(rule) : [],
      );
    default:
      return [];
  }
}

const worldIn = ({ cidr_blocks, ipv6_cidr_blocks }: Attributes): string[] =>
  [...stringsIn(cidr_blocks), ...stringsIn(ipv6_cidr_blocks)].filter(isWorld);

function covers({ from_port, to_port, ip_protocol, protocol }: Attributes): boolean {
  const all = [ip_protocol, protocol].some((one) => one === '-1' || one === 'all');
  return all || (Number(from_port) <= 443 && Number(to_port) >= 443);
}
