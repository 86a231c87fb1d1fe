import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { arn, type ArnContext, type IamSettings, policyDocument, serviceTrust, type IamStatement } from '../iam';
import { Revision } from './revision';

export interface ExecutionRoleProps {
  /** What ARNs are built from. */
  readonly arnContext: ArnContext;
  /** What the role's name begins with; Terraform adds 26 characters. */
  readonly rolePrefix: string;
  /** What the inline policy's name begins with; the revision is added. */
  readonly policyPrefix: string;
  /** What the role allows. */
  readonly permissions: readonly IamStatement[];
  /** Its path and permissions boundary. */
  readonly iam: IamSettings;
  /** What the role is for, as the console shows it. */
  readonly description: string;
}

/**
 * The role that SageMaker assumes to host a model, for this account only, with one inline policy. Whenever its
 * permissions change, a new policy is created, and the old one is deleted only after the endpoint has moved. Free.
 */
export class ExecutionRole extends Construct {
  readonly arn: string;
  /** What must exist before SageMaker gets the role, and until it no longer uses it. */
  readonly ready: ITerraformDependable[];
  /** Its permissions policy, as JSON. */
  readonly permissions: string;

  constructor(scope: Construct, id: string, props: ExecutionRoleProps) {
    super(scope, id);
    const role = new IamRole(this, 'role', {
      namePrefix: props.rolePrefix,
      description: props.description,
      path: props.iam.path,
      permissionsBoundary: props.iam.permissionsBoundaryArn,
      // The ARN has the account. AWS's page shows no aws:SourceAccount for inference, and documents nowhere that it is
      // sent: https://docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html
      assumeRolePolicy: serviceTrust('sagemaker.amazonaws.com', {
        sourceArns: [arn(props.arnContext, 'sagemaker', '*')],
      }),
      lifecycle: { createBeforeDestroy: true },
    });
    // A policy is never narrowed in place: the old fleet, which may still scale or come back, keeps the old policy
    // until the endpoint has moved.
    const document = policyDocument(props.permissions);
    const revision = new Revision(this, 'policy', { document });
    const policy = new IamRolePolicy(this, 'permissions', {
      role: role.name,
      name: `${props.policyPrefix}${revision.suffix}`,
      policy: document,
      lifecycle: { createBeforeDestroy: true },
    });
    this.arn = role.arn;
    this.ready = [policy];
    this.permissions = document;
  }
}
