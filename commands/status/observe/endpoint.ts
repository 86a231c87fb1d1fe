import {
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  type DescribeEndpointOutput,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { ask, type Known } from './known';

export interface Variant {
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
  readonly variants: readonly Variant[];
  readonly failureReason: string | undefined;
  readonly changedAt: Date | undefined;
}

/** Undefined where there is no such endpoint. */
export const observeEndpoint = (
  sagemaker: SageMakerClient,
  EndpointName: string,
): Promise<Known<ObservedEndpoint | undefined>> =>
  ask('sagemaker:DescribeEndpoint', async () => {
    try {
      return asObserved(await sagemaker.send(new DescribeEndpointCommand({ EndpointName })));
    } catch (error) {
      if (error instanceof Error && /could not find endpoint/i.test(error.message)) return undefined;
      throw error;
    }
  });

const asObserved = (it: DescribeEndpointOutput): ObservedEndpoint => ({
  status: it.EndpointStatus ?? 'unknown',
  arn: it.EndpointArn ?? '',
  configuration: it.EndpointConfigName,
  moving: it.PendingDeploymentSummary?.EndpointConfigName,
  variants: (it.ProductionVariants ?? []).map((variant) => ({
    name: variant.VariantName ?? '',
    weight: variant.CurrentWeight,
    desiredWeight: variant.DesiredWeight,
    instances: variant.CurrentInstanceCount,
    desiredInstances: variant.DesiredInstanceCount,
    doing: (variant.VariantStatus ?? []).map(({ Status, StatusMessage }) =>
      StatusMessage ? `${Status}: ${StatusMessage}` : `${Status}`,
    ),
  })),
  failureReason: it.FailureReason,
  changedAt: it.LastModifiedTime,
});

export interface ObservedConfiguration {
  readonly name: string;
  readonly instanceType: string | undefined;
  readonly modelName: string | undefined;
  readonly createdAt: Date | undefined;
}

export const observeConfiguration = (sagemaker: SageMakerClient, name: string): Promise<Known<ObservedConfiguration>> =>
  ask('sagemaker:DescribeEndpointConfig', async () => {
    const it = await sagemaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName: name }));
    const [variant] = it.ProductionVariants ?? [];
    return {
      name,
      instanceType: variant?.InstanceType,
      modelName: variant?.ModelName,
      createdAt: it.CreationTime,
    };
  });
