import { DataAwsEc2ManagedPrefixList } from '@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { Construct } from 'constructs';
import { HTTPS } from './network';

export interface ModelSecurityGroupProps {
  /** The VPC to create the group in. */
  readonly vpcId: string;
  /** What the group's name begins with; Terraform adds 26 characters. */
  readonly namePrefix: string;
  /** The name of S3's prefix list in the region. */
  readonly s3PrefixListName: string;
}

/**
 * The security group of models: it lets 443 out to S3, for artifacts, and nothing in. Calls come in through SageMaker,
 * not through a model's network interfaces.
 *
 * It is part of the network and not of an endpoint, because SageMaker's network interfaces outlive an endpoint.
 */
export class ModelSecurityGroup extends Construct {
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: ModelSecurityGroupProps) {
    super(scope, id);
    const group = new SecurityGroup(this, 'group', {
      vpcId: props.vpcId,
      namePrefix: props.namePrefix,
      description: 'Models: 443 to S3',
      tags: { Name: props.namePrefix.replace(/-$/, '') },
      lifecycle: { createBeforeDestroy: true },
    });
    const s3 = new DataAwsEc2ManagedPrefixList(this, 's3', { name: props.s3PrefixListName });
    new VpcSecurityGroupEgressRule(this, 'to-s3', {
      ...HTTPS,
      securityGroupId: group.id,
      prefixListId: s3.id,
      description: 'HTTPS to S3, for artifacts',
    });
    this.securityGroupId = group.id;
  }
}
