import { SagemakerModel } from '@cdktf/provider-aws/lib/sagemaker-model';
import type { ITerraformDependable, TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';
import { hclLiteral } from '../hcl';
import type { Artifact } from './artifact';
import { Revision } from './revision';

export interface HostedModelProps {
  /** What the names of all revisions begin with. */
  readonly namePrefix: string;
  /** The container's image. */
  readonly imageUri: string;
  /** The trained model. */
  readonly artifact: Artifact;
  /** Environment variables of the container. */
  readonly environment: Readonly<Record<string, string>>;
  /** Whether the container is cut off from the network and from credentials. */
  readonly networkIsolation: boolean;
  /** The role that SageMaker assumes. */
  readonly executionRoleArn: string;
  /** What that role allows, if it is created here: other permissions are another revision. @default - not known */
  readonly permissions?: string | undefined;
  /** The subnets that the model gets its network interfaces in. */
  readonly subnetIds: readonly string[];
  /** The security groups of its network interfaces. */
  readonly securityGroupIds: readonly string[];
  /** What SageMaker needs before it accepts the model: it tries the role right away. */
  readonly dependsOn: ITerraformDependable[];
  /** What must hold before a revision is created. */
  readonly preconditions: TerraformResourceLifecycle['precondition'];
}

/**
 * The model, with its network. A SageMaker model cannot be changed, so that every change of content is a revision under
 * a new name, created before the last one is deleted. AWS refuses a model whose image or artifact the role cannot read.
 * Free: instances are charged, not models.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModel.html
 */
export class HostedModel extends Construct {
  readonly modelName: string;

  constructor(scope: Construct, id: string, props: HostedModelProps) {
    super(scope, id);
    const content = {
      executionRoleArn: props.executionRoleArn,
      enableNetworkIsolation: props.networkIsolation,
      vpcConfig: { subnets: [...props.subnetIds], securityGroupIds: [...props.securityGroupIds] },
    };
    const environment = Object.entries(props.environment).map(([name, value]) => [name, hclLiteral(value)] as const);
    const container = {
      image: props.imageUri,
      environment: environment.length === 0 ? undefined : Object.fromEntries(environment),
    };
    const revision = new Revision(
      this,
      'content',
      // The permissions too: otherwise the fleet that was started with wider ones would be left with the narrower
      // policy while it still serves.
      { ...content, container, artifact: props.artifact.revisionTriggers, permissions: props.permissions },
      { precondition: props.preconditions ?? [] },
    );
    const model = new SagemakerModel(this, 'model', {
      ...content,
      name: `${props.namePrefix}${revision.suffix}`,
      primaryContainer: { ...container, modelDataUrl: props.artifact.store(revision.suffix) },
      dependsOn: props.dependsOn,
      lifecycle: { createBeforeDestroy: true },
    });
    this.modelName = model.name;
  }
}
