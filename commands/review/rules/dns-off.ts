import { eachChange } from './finding';

/** The Runtime's own name then resolves to public addresses: calls leave the VPC, or fail. */
export const privateDnsOff = eachChange('private-dns-off', 'danger', ({ type, kind, before, after }) =>
  type === 'aws_vpc_endpoint' &&
  kind === 'update' &&
  before?.private_dns_enabled === true &&
  after?.private_dns_enabled === false
    ? "Private DNS goes off: calls to the Runtime's own name leave the VPC, or fail."
    : undefined,
);

/** Private DNS needs both. */
export const vpcDnsOff = eachChange('vpc-dns-off', 'danger', ({ type, kind, before, after }) => {
  if (type !== 'aws_vpc' || kind !== 'update') return undefined;
  const off = ['enable_dns_support', 'enable_dns_hostnames'].filter(
    (attribute) => before?.[attribute] === true && after?.[attribute] === false,
  );
  return off.length === 0
    ? undefined
    : `${off.join(' and ')} of the VPC ${off.length > 1 ? 'go' : 'goes'} off: private DNS needs both.`;
});
