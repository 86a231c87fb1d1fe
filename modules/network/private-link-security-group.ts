import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';
import { HTTPS } from './network';

export interface PrivateLinkSecurityGroupProps {
  /** The VPC to create the group in. */
  readonly vpcId: string;
  /** What the group's name begins with; Terraform adds 26 characters. */
  readonly namePrefix: string;
}

/** The security group of the PrivateLink endpoint: it lets 443 in from named clients, and nothing out. */
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
  allowSecurityGroup(id: string, referencedSecurityGroupId: string): void {
    new VpcSecurityGroupIngressRule(this, id, {
      ...HTTPS,
      securityGroupId: this.securityGroupId,
      referencedSecurityGroupId,
      description: 'HTTPS from clients',
    });
  }

  /** @param cidrIpv4 - a canonical IPv4 block */
  allowCidrBlock(cidrIpv4: string): void {
    new VpcSecurityGroupIngressRule(this, `from-${cidrIpv4.replaceAll(/[./]/g, '-')}`, {
      ...HTTPS,
      securityGroupId: this.securityGroupId,
      cidrIpv4,
      description: 'HTTPS from clients',
    });
  }
}
