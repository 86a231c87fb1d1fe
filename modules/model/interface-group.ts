import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { Revision } from './revision';

/** SageMaker takes some minutes, and AWS gives no limit. Each try waits for the interfaces to go. */
const DELETE_TIMEOUT = '45m';

export interface InterfaceGroupProps {
  /** The VPC to create the group in. */
  readonly vpcId: string;
  /** What the group's name begins with; a revision is added. */
  readonly namePrefix: string;
  /** The role that SageMaker creates and deletes the interfaces with. */
  readonly executionRoleArn: string;
  /** What SageMaker needs until the last interface is deleted: the role's permissions. */
  readonly dependsOn: ITerraformDependable[];
}

/**
 * A security group without rules, on every network interface of a model. AWS does not delete it while an interface has
 * it, so Terraform, which deletes it before the role's permissions, waits for SageMaker to delete the interfaces: that
 * happens minutes after the endpoint is gone, and with that role. Without the permissions the interfaces would stay, and
 * no subnet or security group of theirs could ever be deleted.
 *
 * Another role gets another group, so that an update that leaves a role waits for the old fleet's interfaces, too. Free.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteEndpoint.html
 */
export class InterfaceGroup extends Construct {
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: InterfaceGroupProps) {
    super(scope, id);
    const revision = new Revision(this, 'role', { executionRoleArn: props.executionRoleArn });
    const group = new SecurityGroup(this, 'group', {
      vpcId: props.vpcId,
      name: `${props.namePrefix}${revision.suffix}`,
      description: 'On the network interfaces of a model; without rules, see docs/security.md',
      tags: { Name: props.namePrefix.replace(/-$/, '') },
      timeouts: { delete: DELETE_TIMEOUT },
      dependsOn: props.dependsOn,
      lifecycle: { createBeforeDestroy: true },
    });
    this.securityGroupId = group.id;
  }
}
