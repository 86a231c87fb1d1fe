import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import type { ArnContext, IamSettings } from '../modules/iam';
import { executionPermissions } from '../modules/model/execution-permissions';
import { ExecutionRole } from '../modules/model/execution-role';
import { NoExecutionRole } from '../modules/model/no-execution-role';
import type { ResolvedEndpoint } from '../settings';
import type { NetworkOutputs } from './network-outputs';

export interface ExecutionRoleSources {
  /** What ARNs are built from. */
  readonly arnContext: ArnContext;
  /** The endpoint that is hosted with it. */
  readonly endpoint: ResolvedEndpoint;
  /** Where its network interfaces are. */
  readonly network: NetworkOutputs;
  /** What may be read as the artifact. */
  readonly artifactArn: string;
  /** The image's repository in Amazon ECR. */
  readonly repositoryArn: string;
  /** The endpoint's log group. */
  readonly logGroupArn: string;
  /** The role's path and permissions boundary. */
  readonly iam: IamSettings;
}

/** What the rest of an endpoint's stack needs to know of the role. */
export interface EndpointRole {
  readonly arn: string;
  /** What must exist before SageMaker gets the role, and until it no longer uses it. */
  readonly ready: ITerraformDependable[];
  /** Its permissions policy, as JSON. @default - not known: the role is the settings' own */
  readonly permissions?: string;
}

/** The role of the settings or, if they name none, one that is created for the endpoint. */
export function executionRole(
  scope: Construct,
  id: string,
  { arnContext, endpoint, network, artifactArn, repositoryArn, logGroupArn, iam }: ExecutionRoleSources,
): EndpointRole {
  const { model, names, kmsKeyArn } = endpoint;
  if (model.executionRoleArn !== undefined)
    return { arn: model.executionRoleArn, ready: new NoExecutionRole(scope, id).ready };
  return new ExecutionRole(scope, id, {
    arnContext,
    rolePrefix: names.executionRolePrefix,
    policyPrefix: names.executionPolicyPrefix,
    description: `SageMaker hosts ${names.endpoint} with it`,
    permissions: executionPermissions({
      arnContext,
      artifactArn,
      repositoryArn,
      logGroupArn,
      vpcId: network.vpcId,
      subnetIds: Object.values(network.subnetIds),
      kmsKeyArns: [kmsKeyArn, model.artifactKmsKeyArn].flatMap((key) => key ?? []),
    }),
    iam,
  });
}
