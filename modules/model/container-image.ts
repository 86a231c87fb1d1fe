import { DataAwsSagemakerPrebuiltEcrImage } from '@cdktf/provider-aws/lib/data-aws-sagemaker-prebuilt-ecr-image';
import type { Construct } from 'constructs';
import type { ArnContext } from '../iam';

export type ImageProps =
  | { readonly kind: 'own'; readonly uri: string; readonly accountId: string; readonly repository: string }
  | { readonly kind: 'aws'; readonly repository: string; readonly tag: string };

/** An image in Amazon ECR, and the repository that a role must be allowed to read. */
export interface ContainerImage {
  readonly uri: string;
  readonly repositoryArn: string;
}

/** An image of one's own, or one that AWS publishes: from an account that differs by region and is looked up. */
export function containerImage(
  scope: Construct,
  id: string,
  arnContext: ArnContext,
  image: ImageProps,
): ContainerImage {
  const repositoryArn = (accountId: string) =>
    `arn:${arnContext.partition}:ecr:${arnContext.region}:${accountId}:repository/${image.repository}`;
  if (image.kind === 'own') return { uri: image.uri, repositoryArn: repositoryArn(image.accountId) };
  const published = new DataAwsSagemakerPrebuiltEcrImage(scope, id, {
    repositoryName: image.repository,
    imageTag: image.tag,
  });
  return { uri: published.registryPath, repositoryArn: repositoryArn(published.registryId) };
}
