import type { Construct } from 'constructs';
import { arn, type ArnContext, type IamSettings } from '../modules/iam';
import { ClientSecurityGroup } from '../modules/network/client-security-group';
import type { PrivateLink } from '../modules/network/private-link';
import { ProbeRole } from '../modules/probe/probe-role';
import type { NetworkNames, ProbeNames } from '../settings/names';
import type { NetworkOutputs } from './network-outputs';

export interface ProbeAccessProps {
  /** What ARNs are built from. */
  readonly arnContext: ArnContext;
  /** The VPC that the functions are connected to. */
  readonly vpcId: string;
  /** The PrivateLink endpoint that they call through. */
  readonly privateLink: PrivateLink;
  /** The SageMaker endpoints that they may call, by a pattern. */
  readonly endpointArns: string;
  /** The names of the network's resources, the role and the security group among them. */
  readonly networkNames: NetworkNames;
  /** The names of the functions and their log groups. */
  readonly probeNames: ProbeNames;
  /** The role's path and permissions boundary. */
  readonly iam: IamSettings;
}

/**
 * According to the Lambda team, 35 minutes in 99 of 100 cases:
 * https://github.com/hashicorp/terraform-provider-aws/blob/v6.27.0/internal/service/ec2/vpc_network_interface.go
 */
const UNTIL_LAMBDA_LETS_GO = '45m';

/**
 * Creates the role and the security group of the probe's functions. They are part of the network, because they must
 * outlive the network interfaces that Lambda creates for the functions and deletes some time after them.
 */
export function addProbeAccess(
  scope: Construct,
  props: ProbeAccessProps,
): Pick<NetworkOutputs, 'probeSecurityGroupId' | 'probeRoleArn'> {
  const { arnContext, vpcId, privateLink, networkNames, probeNames } = props;
  const role = new ProbeRole(scope, 'probe-role', {
    rolePrefix: networkNames.probeRole,
    functionArns: arn(arnContext, 'lambda', `function:${probeNames.function('*')}`),
    logGroupArns: arn(arnContext, 'logs', `log-group:${probeNames.logGroup('*')}`),
    endpointArns: props.endpointArns,
    vpcEndpointId: privateLink.vpcEndpointId,
    iam: props.iam,
  });
  const { securityGroupId } = new ClientSecurityGroup(scope, 'probe', {
    vpcId,
    namePrefix: networkNames.probeSecurityGroup,
    privateLinkSecurityGroupId: privateLink.securityGroupId,
    dependsOn: role.ready,
    timeouts: { delete: UNTIL_LAMBDA_LETS_GO },
  });
  return { probeSecurityGroupId: securityGroupId, probeRoleArn: role.arn };
}
