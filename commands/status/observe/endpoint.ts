import {
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  type DescribeEndpointOutput,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { observe, type Observation } from './observation';

export interface ObservedVariant {
  readonly name: string;
  readonly weight: number | undefined;
  readonly desiredWeight: number | undefined;
  readonly instances: number | undefined;
  readonly desiredInstances: number | undefined;
  /** What is happening to it, as AWS says it. */
  readonly doing: readonly string[];
}

/** An endpoint as SageMaker describes it. */
export interface ObservedEndpoint {
  readonly status: string;
  readonly arn: string;
  /** The configuration that serves. Undefined where none does yet. */
  readonly configuration: string | undefined;
  /** The configuration it is moving to. */
  readonly moving: string | undefined;
  readonly variants: readonly ObservedVariant[];
  readonly failureReason: string | undefined;
  readonly changedAt: Date | undefined;
}

/** Undefined where there is no such endpoint. */
export const observeEndpoint = (
  sagemaker: SageMakerClient,
  EndpointName: string,
): Promise<Observation<ObservedEndpoint | undefined>> =>
  observe('sagemaker:DescribeEndpoint', async () => {
    try {
      return asObserved(await sagemaker.send(new DescribeEndpointCommand({ EndpointName })));
    } catch (error) {
      if (error instanceof Error && /could not find endpoint/i.test(error.message)) return undefined;
      throw error;
    }
  });

const asObserved = (output: DescribeEndpointOutput): ObservedEndpoint => ({
  status: output.EndpointStatus ?? 'unknown',
  arn: output.EndpointArn ?? '',
  configuration: output.EndpointConfigName,
  moving: output.PendingDeploymentSummary?.EndpointConfigName,
  variants: (output.ProductionVariants ?? []).map((variant) => ({
    name: variant.VariantName ?? '',
    weight: variant.CurrentWeight,
    desiredWeight: variant.DesiredWeight,
    instances: variant.CurrentInstanceCount,
    desiredInstances: variant.DesiredInstanceCount,
    doing: (variant.VariantStatus ?? []).map(({ Status, StatusMessage }) =>
      StatusMessage ? `${Status}: ${StatusMessage}` : `${Status}`,
    ),
  })),
  failureReason: output.FailureReason,
  changedAt: output.LastModifiedTime,
});

export interface ObservedConfiguration {
  readonly name: string;
  readonly instanceType: string | undefined;
  readonly modelName: string | undefined;
  readonly createdAt: Date | undefined;
}

export const observeConfiguration = (
  sagemaker: SageMakerClient,
  name: string,
): Promise<Observation<ObservedConfiguration>> =>
  observe('sagemaker:DescribeEndpointConfig', async () => {
    const output = await sagemaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName: name }));
    const [variant] = output.ProductionVariants ?? [];
    return {
      name,
      instanceType: variant?.InstanceType,
      modelName: variant?.ModelName,
      createdAt: output.CreationTime,
    };
  });
