import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { Construct } from 'constructs';
import { HTTPS } from './https';

export interface ClientSecurityGroupProps {
  readonly vpcId: string;
  readonly namePrefix: string;
  /** The security group of the PrivateLink endpoint, the one place that members reach through this group. */
  readonly privateLinkSecurityGroupId: string;
}

/** What is made a member of this group may call the models. */
export class ClientSecurityGroup extends Construct {
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: ClientSecurityGroupProps) {
    super(scope, id);
    const group = new SecurityGroup(this, 'group', {
      vpcId: props.vpcId,
      namePrefix: props.namePrefix,
      description: 'Clients of the models: 443 to the PrivateLink endpoint',
      tags: { Name: props.namePrefix.replace(/-$/, '') },
      lifecycle: { createBeforeDestroy: true },
    });
    new VpcSecurityGroupEgressRule(this, 'to-private-link', {
      ...HTTPS,
      securityGroupId: group.id,
      referencedSecurityGroupId: props.privateLinkSecurityGroupId,
      description: 'HTTPS to the PrivateLink endpoint',
    });
    this.securityGroupId = group.id;
  }
}
