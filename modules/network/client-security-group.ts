import { SecurityGroup, type SecurityGroupTimeouts } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { type ITerraformDependable, TerraformIterator } from 'cdktf';
import { Construct } from 'constructs';
import { BIDIRECTIONAL_STREAMS, HTTPS } from './network';

export interface ClientSecurityGroupProps {
  /** The VPC to create the group in. */
  readonly vpcId: string;
  /** What the group's name begins with; Terraform adds 26 characters. */
  readonly namePrefix: string;
  /**
   * The security group of the PrivateLink endpoint, which is all that members reach through this group. A list where
   * there may be several; it may be known only at plan.
   */
  readonly privateLinkSecurityGroupId: string | string[];
  /** Whether members may open bidirectional streams, on 8443. @default false */
  readonly bidirectionalStreaming?: boolean;
  /** What must exist for as long as this group does. @default - nothing */
  readonly dependsOn?: ITerraformDependable[];
  /** How long creating and deleting the group may take. @default - the provider's */
  readonly timeouts?: SecurityGroupTimeouts;
}

/** A security group whose members may call the models: it lets 443 out to the PrivateLink endpoint, 8443 if asked for, nothing in. */
export class ClientSecurityGroup extends Construct {
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: ClientSecurityGroupProps) {
    super(scope, id);
    const group = new SecurityGroup(this, 'group', {
      vpcId: props.vpcId,
      namePrefix: props.namePrefix,
      description: 'Clients of the models: 443 to the PrivateLink endpoint',
      tags: { Name: props.namePrefix.replace(/-$/, '') },
      timeouts: props.timeouts,
      dependsOn: props.dependsOn,
      lifecycle: { createBeforeDestroy: true },
    });
    new VpcSecurityGroupEgressRule(this, 'to-private-link', {
      ...HTTPS,
      ...reached(props.privateLinkSecurityGroupId),
      securityGroupId: group.id,
      description: 'HTTPS to the PrivateLink endpoint',
    });
    if (props.bidirectionalStreaming === true) {
      new VpcSecurityGroupEgressRule(this, 'to-private-link-streams', {
        ...BIDIRECTIONAL_STREAMS,
        ...reached(props.privateLinkSecurityGroupId),
        securityGroupId: group.id,
        description: 'Bidirectional streams to the PrivateLink endpoint',
      });
    }
    this.securityGroupId = group.id;
  }
}

/** One group, or a rule for each of several. */
function reached(id: string | string[]) {
  if (typeof id === 'string') return { referencedSecurityGroupId: id };
  const ids = TerraformIterator.fromList(id);
  return { forEach: ids, referencedSecurityGroupId: ids.value as string };
}
