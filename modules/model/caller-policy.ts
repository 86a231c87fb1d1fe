import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { TerraformIterator } from 'cdktf';
import { Construct } from 'constructs';
import { policyDocument } from '../iam';
import { bearerTokenStatements, type InvocationKinds, invokeActions } from '../invocation';

export interface CallerPolicyProps extends InvocationKinds {
  /** The name of the managed policy, unique in the account: people attach it by that name. */
  readonly name: string;
  /** The name of the SageMaker endpoint, for the description. */
  readonly endpointName: string;
  /** The endpoint's ARN, in lower case as SageMaker has it. */
  readonly endpointArn: string;
  /** The one PrivateLink endpoint that calls may come through. */
  readonly vpcEndpointId: string;
  /** The names of the roles that get the policy. */
  readonly roleNames: readonly string[];
}

/**
 * The policy of a caller: it allows invoking the endpoint through the PrivateLink endpoint, and denies it any other
 * way, whatever other policies allow. An interface endpoint alone does not stop calls over the internet.
 *
 * It is attached to the roles that are named, which must exist and are otherwise left alone. Free.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/interface-vpc-endpoint.html
 */
export class CallerPolicy extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: CallerPolicyProps) {
    super(scope, id);
    const policy = new IamPolicy(this, 'policy', {
      name: props.name,
      description: `Invokes ${props.endpointName}, through PrivateLink only`,
      policy: policyDocument([
        {
          Sid: 'InvokeThroughPrivateLink',
          Effect: 'Allow',
          Action: invokeActions(props),
          Resource: [props.endpointArn],
          Condition: { StringEquals: { 'aws:SourceVpce': props.vpcEndpointId } },
        },
        {
          Sid: 'NoOtherWay',
          Effect: 'Deny',
          Action: ['sagemaker:InvokeEndpoint*'],
          Resource: [props.endpointArn],
          Condition: { StringNotEquals: { 'aws:SourceVpce': props.vpcEndpointId } },
        },
        // Not bound to the PrivateLink endpoint, because nobody documents that AWS checks this action with it. What the
        // token is used for is bound: by the statements above.
        ...bearerTokenStatements(props),
      ]),
    });
    if (props.roleNames.length > 0) {
      // With for_each, because role names have characters that Terraform addresses cannot have.
      const roles = TerraformIterator.fromList([...props.roleNames]);
      new IamRolePolicyAttachment(this, 'attachment', {
        forEach: roles,
        role: roles.value as string,
        policyArn: policy.arn,
      });
    }
    this.arn = policy.arn;
  }
}
