import { type Attributes, stringsIn } from '../../plan/attributes';
import { type Change, isUnknown, removesResource } from '../../plan/change';
import { identities } from '../../plan/identities';
import { changesOfType } from '../../plan/plan';
import { eachChange, type RuleContext } from '../finding';

/** The Runtime's host names: `runtime.sagemaker.eu-west-1.amazonaws.com`, and those of the PrivateLink endpoint. */
const RUNTIME_NAMES =
  /^(?:[\w-]+\.)*(?:runtime(?:-fips)?\.sagemaker|sagemaker)\.[a-z0-9-]+(?:\.vpce)?\.amazonaws\.com(?:\.cn)?$/;

/** Whether names under a domain include the Runtime's: `amazonaws.com` does. */
function includesRuntime(domain: unknown): boolean {
  if (typeof domain !== 'string') return false;
  const name = domain.toLowerCase().replace(/\.$/, '').replace(/^\*\./, '');
  return RUNTIME_NAMES.test(name) || /^([a-z]{2}(-[a-z]+)+-\d+\.)?amazonaws\.com(\.cn)?$|^com$|^$/.test(name);
}

/** AWS’s own resolver knows the private names; others ask the world. */
const AMAZON_DNS = 'AmazonProvidedDNS';

export const dnsServersChanged = eachChange(
  {
    name: 'dns-servers-changed',
    level: 'danger',
    types: ['aws_vpc_dhcp_options', 'aws_vpc_dhcp_options_association', 'aws_default_vpc_dhcp_options'],
    advice: `Keep ${AMAZON_DNS}, or check that the new servers forward the Runtime’s name to the VPC’s resolver.`,
  },
  (change, context) => {
    const { type, kind, after } = change;
    if (kind === 'no-op' || change.deposed !== undefined) return undefined;
    const resolving = 'clients resolve the Runtime’s name elsewhere, and calls leave the VPC or fail';
    if (type !== 'aws_vpc_dhcp_options_association') {
      const servers = stringsIn(after?.domain_name_servers);
      const had = stringsIn(change.before?.domain_name_servers);
      return change.before !== undefined &&
        !servers.includes(AMAZON_DNS) &&
        kind !== 'delete' &&
        had.join() !== servers.join()
        ? `The VPC’s DNS servers become ${servers.join(', ') || 'none'}: ${resolving}.`
        : undefined;
    }
    if (isVpcNew(change, context) || isVpcRemoved(context)) return undefined;
    if (kind === 'delete')
      return `The VPC loses its DHCP options: check that ${AMAZON_DNS} is what is left, or ${resolving}.`;
    const options = optionsOf(change, context);
    if (options === undefined) return 'The VPC gets other DHCP options, and no plan says which DNS servers they name.';
    const servers = stringsIn(options.domain_name_servers);
    return servers.length === 0 || servers.includes(AMAZON_DNS)
      ? undefined
      : `The VPC’s DNS servers become ${servers.join(', ')}: ${resolving}.`;
  },
);

const isVpcRemoved = ({ plan }: RuleContext): boolean =>
  changesOfType(plan, 'aws_vpc').some(({ kind }) => kind === 'delete');

const isVpcNew = (change: Change, { plan, allPlans }: RuleContext): boolean => {
  const vpcs = identities(allPlans).in(plan, change, 'vpc_id', 'aws_vpc', 'after');
  return changesOfType(plan, 'aws_vpc').some(
    (vpc) => vpc.kind === 'create' && vpcs.includes(identities(allPlans).ofChange(plan, vpc)),
  );
};

function optionsOf(change: Change, { plan, allPlans }: RuleContext): Attributes | undefined {
  const known = identities(allPlans);
  const ids = known.in(plan, change, 'dhcp_options_id', 'aws_vpc_dhcp_options', 'after');
  return changesOfType(plan, 'aws_vpc_dhcp_options').find((one) => ids.includes(known.ofChange(plan, one)))?.after;
}

/** Records, zones and rules that answer for the Runtime's name in place of the PrivateLink endpoint, or block it. */
export const nameAnsweredElsewhere = eachChange(
  {
    name: 'name-answered-elsewhere',
    level: 'danger',
    types: [
      'aws_route53_zone',
      'aws_route53_record',
      'aws_route53_resolver_rule',
      'aws_route53_resolver_firewall_domain_list',
    ],
    advice: 'Look the Runtime’s name up from a client after this is applied, and before the next deployment.',
  },
  (change) => {
    const { type, kind, before, after } = change;
    if (kind === 'no-op' || change.deposed !== undefined) return undefined;
    const name = (values: Attributes | undefined) => values?.name ?? values?.domain_name;
    const [was, is] = [includesRuntime(name(before)), includesRuntime(name(after))];
    switch (type) {
      case 'aws_route53_zone':
        if (kind === 'create' && is)
          return `A private zone ${String(name(after))} hides the names of the PrivateLink endpoint that it has no records for.`;
        return was && removesResource(change)
          ? `The zone ${String(name(before))} is deleted: the names in it resolve elsewhere.`
          : undefined;
      case 'aws_route53_record':
        return (was || is) && (kind === 'delete' || kind === 'replace' || kind === 'create' || recordDiffers(change))
          ? `The record ${String(name(after ?? before))} is ${kind}d: the Runtime’s name resolves to something else.`
          : undefined;
      case 'aws_route53_resolver_rule':
        return is && kind !== 'delete'
          ? `Another resolver answers for ${String(name(after))}, the Runtime’s name included.`
          : undefined;
      case 'aws_route53_resolver_firewall_domain_list':
        return stringsIn(after?.domains).some(
          (domain) => includesRuntime(domain) && !stringsIn(before?.domains).includes(domain),
        )
          ? 'The DNS firewall’s list has the Runtime’s name: if the list blocks, every call fails.'
          : undefined;
      default:
        return undefined;
    }
  },
);

/** Which names these rules and zones are about stands with their owner. */
export const resolutionChanged = eachChange(
  {
    name: 'resolution-changed',
    level: 'caution',
    types: [
      'aws_route53_zone_association',
      'aws_route53_resolver_rule_association',
      'aws_route53_resolver_firewall_rule_group_association',
    ],
    advice: 'Check that the Runtime’s name still resolves to the PrivateLink endpoint.',
  },
  (change, context) =>
    change.kind === 'no-op' || change.kind === 'update' || isVpcNew(change, context)
      ? undefined
      : `It is ${change.kind}d: names resolve otherwise in the VPC, and no plan says which.`,
);

const recordDiffers = (change: Change): boolean =>
  ['records', 'alias', 'type', 'set_identifier'].some(
    (name) => isUnknown(change, name) || JSON.stringify(change.before?.[name]) !== JSON.stringify(change.after?.[name]),
  );
