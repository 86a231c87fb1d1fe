import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

/**
 * Takes the place of `ExecutionRole` where the settings name a role: a policy that is counted as none, under the same
 * address. It keeps one order. When an endpoint leaves the role that was created for it, the security group of the old
 * network interfaces must be deleted before that role's policy. If the apply fails in between, or was rolled back,
 * Terraform no longer knows what the old group depended on, and goes by what the new one depends on: this.
 */
export class NoExecutionRole extends Construct {
  /** What depends on the role depends on this. */
  readonly ready: ITerraformDependable[];

  constructor(scope: Construct, id: string) {
    super(scope, id);
    // The same id as in ExecutionRole. Without instances Terraform evaluates no argument.
    this.ready = [new IamRolePolicy(this, 'permissions', { count: 0, role: 'none', policy: '{}' })];
  }
}
