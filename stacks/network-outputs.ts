import {
  Fn,
  type Precondition,
  TerraformLocal,
  TerraformOutput,
  type TerraformRemoteState,
  TerraformStack,
  Token,
} from 'cdktf';
import { hclList } from '../modules/hcl';

/** What other stacks need of the network. The outputs' names are a contract: people script against them. */
export interface NetworkOutputs {
  readonly vpcId: string;
  /** By zone. */
  readonly subnetIds: Readonly<Record<string, string>>;
  readonly privateLinkId: string;
  /**
   * The subnets of the PrivateLink endpoint's network interfaces, by zone: those above, unless it is an existing one.
   */
  readonly privateLinkSubnetIds: Readonly<Record<string, string>>;
  readonly modelSecurityGroupId: string;
  /** Empty without a probe. */
  readonly probeSecurityGroupId: string;
  /** Empty without a probe. */
  readonly probeRoleArn: string;
}

/** The values that the network stack writes. */
export interface NetworkOutputValues extends NetworkOutputs {
  /** The names of the PrivateLink endpoint, as an HCL expression. */
  readonly privateLinkDnsEntries: string;
  /** The ID of each zone as an HCL expression, by the zone's name. */
  readonly zoneIds: Readonly<Record<string, string>>;
  readonly region: string;
  /** Empty where `network.clients` says who the clients are. */
  readonly clientSecurityGroupId: string;
}

/** What does not apply is an empty string: null outputs vanish from remote state. */
export function writeNetworkOutputs(stack: TerraformStack, values: NetworkOutputValues): void {
  const { privateLinkDnsEntries: entries, region } = values;
  const zones = Object.keys(values.subnetIds);
  // AWS promises no order. A zonal name has its zone after the endpoint's ID; the private name is not under `vpce`, in any
  // partition. https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
  const nameWhere = (condition: string) => `try([for e in ${entries} : e.dns_name if ${condition}][0], "")`;
  const regionalName = nameWhere(
    `strcontains(e.dns_name, ".vpce.") && !strcontains(split(".", e.dns_name)[0], "-${region}")`,
  );
  const zonalName = (zone: string) => nameWhere(`strcontains(e.dns_name, "-${zone}.")`);
  // Not as an object in braces: cdktf takes its end for the end of the expression.
  const namesById = `zipmap([${Object.values(values.zoneIds).join(', ')}], ${hclList(Object.keys(values.zoneIds))})`;
  const output = (name: string, value: unknown, description: string) =>
    new TerraformOutput(stack, name, { value, description, staticId: true });

  output('vpc_id', values.vpcId, 'The VPC');
  output('subnet_ids', values.subnetIds, 'The subnets, by zone');
  output('private_link_id', values.privateLinkId, 'The PrivateLink endpoint of SageMaker Runtime');
  output('private_link_subnet_ids', values.privateLinkSubnetIds, 'The subnets of its network interfaces, by zone');
  output('private_link_dns_name', `\${${regionalName}}`, 'The regional name of the PrivateLink endpoint');
  output(
    'private_link_zonal_dns_names',
    `\${ { for zone in ${hclList(zones)} : zone => ${zonalName('${zone}')} } }`,
    'The names of the PrivateLink endpoint that resolve to one zone, by zone',
  );
  output(
    'private_link_zones',
    `\${ { for id, zone in ${namesById} : id => { name = zone, dns_name = ${zonalName('${zone}')} } } }`,
    'The zones of the PrivateLink endpoint by zone ID, which is the same in every account',
  );
  output('client_security_group_id', values.clientSecurityGroupId, 'Members of this security group may call');
  output('model_security_group_id', values.modelSecurityGroupId, 'The security group of all models');
  output('probe_security_group_id', values.probeSecurityGroupId, "The security group of the probe's functions");
  output('probe_role_arn', values.probeRoleArn, "The role of the probe's functions");
}

/** The outputs as another stack reads them. */
export interface NetworkOutputsRead extends NetworkOutputs {
  /** That the network has a zone of the settings, for where its outputs are used first. */
  readonly hasZone: (zone: string) => Precondition;
  /** That the network has what the probe needs of it. */
  readonly hasProbe: Precondition;
  /**
   * The zones of the PrivateLink endpoint as an HCL expression: objects with `name` and `dns_name`, by zone ID. Empty
   * where the network was deployed by a version of this project that did not say.
   */
  readonly privateLinkZones: string;
}

/**
 * Reads the outputs of the network stack, for the zones of the settings. A zone or probe that the network does not have
 * (yet) is an empty string, which the preconditions refuse with the reason.
 */
export function readNetworkOutputs(
  state: TerraformRemoteState,
  networkStack: string,
  zones: readonly string[],
): NetworkOutputsRead {
  // As locals, because the quotes in an expression would make policies unreadable to scanners.
  const byZone = (output: string, local: string) =>
    Object.fromEntries(
      zones.map((zone) => {
        // Not with Fn.lookup, which treats an empty default as none.
        const subnetId = Fn.try([Fn.lookupNested(state.get(output), [zone]), '']) as unknown;
        return [zone, new TerraformLocal(TerraformStack.of(state), `${local}-${zone}`, subnetId).asString];
      }),
    );
  let privateLinkSubnetIds: Record<string, string> | undefined;
  // A network that was deployed by an earlier version of this project does not have them at all.
  const orEmpty = (output: string) => Token.asString(Fn.try([state.get(output), '']));
  return {
    hasZone: (zone) => ({
      condition: `\${contains(keys(${state.fqn}.outputs.subnet_ids), "${zone}")}`,
      errorMessage: `${networkStack} has no subnet in ${zone} yet: deploy ${networkStack} first.`,
    }),
    hasProbe: {
      condition: `\${try(${state.fqn}.outputs.probe_role_arn, "") != ""}`,
      errorMessage: `${networkStack} has no role for the probe yet: deploy ${networkStack} first.`,
    },
    privateLinkZones: `try(${state.fqn}.outputs.private_link_zones, {})`,
    vpcId: state.getString('vpc_id'),
    subnetIds: byZone('subnet_ids', 'subnet'),
    privateLinkId: state.getString('private_link_id'),
    get privateLinkSubnetIds() {
      // Only where they are used: the probe has no dashboard.
      return (privateLinkSubnetIds ??= byZone('private_link_subnet_ids', 'private-link-subnet'));
    },
    modelSecurityGroupId: state.getString('model_security_group_id'),
    probeSecurityGroupId: orEmpty('probe_security_group_id'),
    probeRoleArn: orEmpty('probe_role_arn'),
  };
}
