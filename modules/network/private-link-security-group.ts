import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';
import { BIDIRECTIONAL_STREAMS, HTTPS } from './network';

export interface PrivateLinkSecurityGroupProps {
  /** The VPC to create the group in. */
  readonly vpcId: string;
  /** What the group's name begins with; Terraform adds 26 characters. */
  readonly namePrefix: string;
}

/** What a client may do beyond calls on 443. */
export interface ClientAccess {
  /** Open bidirectional streams, on 8443. @default false */
  readonly bidirectionalStreaming?: boolean;
}

/** The security group of the PrivateLink endpoint: it lets 443 in from named clients, 8443 if asked for, nothing out. */
export class PrivateLinkSecurityGroup extends Construct {
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: PrivateLinkSecurityGroupProps) {
    super(scope, id);
    const group = new SecurityGroup(this, 'group', {
      vpcId: props.vpcId,
      namePrefix: props.namePrefix,
      description: 'The PrivateLink endpoint of SageMaker Runtime: 443 from clients',
      tags: { Name: props.namePrefix.replace(/-$/, '') },
      lifecycle: { createBeforeDestroy: true },
    });
    this.securityGroupId = group.id;
  }

  /** @param id - what the rule is known by, for as long as the client may reach the endpoint */
  allowSecurityGroup(id: string, referencedSecurityGroupId: string, access?: ClientAccess): void {
    this.allow(id, { referencedSecurityGroupId }, access);
  }

  /** @param cidrIpv4 - a canonical IPv4 block */
  allowCidrBlock(cidrIpv4: string, access?: ClientAccess): void {
    this.allow(`from-${cidrIpv4.replaceAll(/[./]/g, '-')}`, { cidrIpv4 }, access);
  }

  private allow(
    id: string,
    source: { referencedSecurityGroupId: string } | { cidrIpv4: string },
    { bidirectionalStreaming = false }: ClientAccess = {},
  ): void {
    const { securityGroupId } = this;
    new VpcSecurityGroupIngressRule(this, id, {
      ...HTTPS,
      securityGroupId,
      ...source,
      description: 'HTTPS from clients',
    });
    if (!bidirectionalStreaming) return;
    new VpcSecurityGroupIngressRule(this, `${id}-streams`, {
      ...BIDIRECTIONAL_STREAMS,
      securityGroupId,
      ...source,
      description: 'Bidirectional streams from clients',
    });
  }
}
