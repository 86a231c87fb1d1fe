import { of } from '../plan/endpoint';
import { eachChange } from './finding';

/** In a VPC that others use, private DNS takes over the Runtime's name for all of them. */
export const privateNameCaptured = eachChange('private-name-captured', 'danger', (change, { plan }) => {
  const { type, kind, before, after } = change;
  if (type !== 'aws_vpc_endpoint' || after?.vpc_endpoint_type !== 'Interface' || after.private_dns_enabled !== true)
    return undefined;
  const isNew = kind === 'create' || (kind === 'update' && before?.private_dns_enabled !== true);
  // A VPC that is made here has no other callers yet.
  if (!isNew || of(plan, 'aws_vpc').length > 0) return undefined;
  return `From then on the private name of ${String(after.service_name)} leads here in all of ${String(after.vpc_id)}: every other caller there must be let through.`;
});
