import { SagemakerEndpoint } from '@cdktf/provider-aws/lib/sagemaker-endpoint';
import { SagemakerEndpointConfiguration } from '@cdktf/provider-aws/lib/sagemaker-endpoint-configuration';
import { DataResource, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { RollbackAlarm } from '../operations/rollback-alarm';
import { deploymentConfig, type RolloutProps } from '../operations/rollout';

export interface EndpointProps {
  /** The endpoint's name, the same for good. */
  readonly endpointName: string;
  /** The one variant: constant, because guardrails and scaling know it by its name. */
  readonly variantName: string;
  /** What every configuration's name begins with; Terraform adds 26 characters. */
  readonly configurationPrefix: string;
  /** The name of the alarm that rolls the update to a configuration back. */
  readonly rollbackAlarmName: (configuration: string) => string;
  /** The model that the next configuration serves. */
  readonly modelName: string;
  /** For example `ml.m5.large`. */
  readonly instanceType: string;
  /** The number of instances that every update starts from. */
  readonly instanceCount: number;
  /** How SageMaker picks the instance that answers. */
  readonly routing: 'LEAST_OUTSTANDING_REQUESTS' | 'RANDOM';
  /** The size of each instance's volume, in GB. @default - AWS's */
  readonly volumeSizeGb?: number | undefined;
  /** How long downloading and unpacking the artifact may take, in seconds. @default - AWS's */
  readonly modelDownloadSeconds?: number | undefined;
  /** How long the container may take to answer its first health check, in seconds. @default - AWS's */
  readonly startupSeconds?: number | undefined;
  /** The key that encrypts the instances' volumes. @default - AWS's key */
  readonly kmsKeyArn?: string | undefined;
  /** Whether Terraform refuses to destroy the endpoint. */
  readonly protect: boolean;
  /** How an update reaches the callers. */
  readonly rollout: RolloutProps;
  /** What serving needs: it exists before the endpoint does, and until the endpoint is gone. */
  readonly dependsOn: ITerraformDependable[];
}

/**
 * The endpoint, which stays, and its configuration, which every change replaces with a new one: the endpoint moves from
 * one to the next while an alarm watches the new fleet. A deployment that was rolled back fails, so that Terraform
 * deletes nothing that serves. Charged per instance and hour; an update runs the fleet twice, except a rolling one.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails.html
 */
export class Endpoint extends Construct {
  readonly arn: string;
  /** Its name, known once it exists. */
  readonly endpointName: string;
  /** Its address in Terraform. */
  readonly address: string;
  /** The ARN of the alarm that rolls an update back. */
  readonly rollbackAlarmArn: string;

  constructor(scope: Construct, id: string, props: EndpointProps) {
    super(scope, id);
    const configuration = new SagemakerEndpointConfiguration(this, 'configuration', {
      // Terraform generates the rest of the name, so that no two configurations ever have the same one.
      namePrefix: props.configurationPrefix,
      kmsKeyArn: props.kmsKeyArn,
      productionVariants: [
        {
          variantName: props.variantName,
          modelName: props.modelName,
          instanceType: props.instanceType,
          initialInstanceCount: props.instanceCount,
          initialVariantWeight: 1,
          volumeSizeInGb: props.volumeSizeGb,
          modelDataDownloadTimeoutInSeconds: props.modelDownloadSeconds,
          containerStartupHealthCheckTimeoutInSeconds: props.startupSeconds,
          routingConfig: [{ routingStrategy: props.routing }],
        },
      ],
      lifecycle: { createBeforeDestroy: true },
    });
    const alarm = new RollbackAlarm(this, 'rollback', {
      alarmName: props.rollbackAlarmName(configuration.name),
      endpointName: props.endpointName,
      variantName: props.variantName,
      configurationName: configuration.name,
    });
    const endpoint = new SagemakerEndpoint(this, 'endpoint', {
      name: props.endpointName,
      endpointConfigName: configuration.name,
      deploymentConfig: deploymentConfig(props.rollout, [alarm.alarmName]),
      dependsOn: props.dependsOn,
      lifecycle: {
        preventDestroy: props.protect || undefined,
        // The provider reports success for a deployment that was rolled back, and Terraform would then delete the
        // configuration in service. Failing here keeps it; the next apply starts from the actual state.
        postcondition: [
          {
            condition: `\${self.endpoint_config_name == ${configuration.fqn}.name}`,
            errorMessage:
              `${props.endpointName} still serves \${self.endpoint_config_name}: the deployment of ` +
              `\${${configuration.fqn}.name} was rolled back, and nothing that serves was deleted. ` +
              `See why by npm run status -- ${props.endpointName}; then change what was at fault, ` +
              'or take the change back, and deploy again.',
          },
        ],
      },
    });
    // The configuration that served last. It changes only after the endpoint has moved, and remembers everything that
    // the endpoint depended on: a bucket or role that was removed from the settings is deleted only when the
    // configuration in service no longer uses it. Without it, a second attempt after a rollback would delete that
    // first.
    new DataResource(this, 'served', { input: { configuration: configuration.name }, dependsOn: [endpoint] });
    this.rollbackAlarmArn = alarm.arn;
    this.arn = endpoint.arn;
    this.endpointName = endpoint.name;
    this.address = `${endpoint.terraformResourceType}.${endpoint.friendlyUniqueId}`;
  }
}
