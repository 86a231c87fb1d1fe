import { DataAwsSagemakerPrebuiltEcrImage } from '@cdktf/provider-aws/lib/data-aws-sagemaker-prebuilt-ecr-image';
import type { Construct } from 'constructs';
import type { ArnContext } from '../iam';

/** An image of one's own in Amazon ECR. */
export interface OwnImageProps {
  /** Tells it from one that AWS publishes. */
  readonly kind: 'own';
  /** The image's URI, with a tag or a digest. */
  readonly uri: string;
  /** The account that the registry belongs to, which may be another than the endpoint's. */
  readonly accountId: string;
  /** The repository without registry and tag, such as `team/scoring`: the execution role may pull from it alone. */
  readonly repository: string;
}

/** An image that AWS publishes, from an account that differs by region. */
export interface AwsImageProps {
  /** Tells it from one of one's own. */
  readonly kind: 'aws';
  /** The name of the repository, as AWS documents it for the framework or algorithm. */
  readonly repository: string;
  /** The tag, which AWS documents beside the repository, such as `1.7-1`. */
  readonly tag: string;
}

export type ImageProps = OwnImageProps | AwsImageProps;

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
