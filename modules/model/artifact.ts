import { DataAwsS3Object } from '@cdktf/provider-aws/lib/data-aws-s3-object';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { AssetType, TerraformAsset, type TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { hclLiteral } from '../hcl';
import type { ArnContext } from '../iam';
import { ArtifactBucket, type ArtifactBucketProps } from './artifact-bucket';

/** A model's artifact: known to the execution role first, and stored once the model has a revision. */
export interface Artifact {
  /** The ARN that the execution role must be allowed to read: of the object, or of every object in the bucket. */
  readonly readableArn: string;
  /** Values that change whenever the content does: each change makes a new revision of the model. */
  readonly revisionTriggers: Readonly<Record<string, string>>;
  /** Makes the artifact available to a revision of the model, and returns its S3 URL. To be called once. */
  store(revision: string): string;
}

export interface UploadedArtifactProps {
  /** The absolute path of a `.tar.gz`. */
  readonly path: string;
  /** The SHA-256 of its content, in hexadecimal. */
  readonly sha256: string;
  /** The bucket that is created for it. */
  readonly bucket: ArtifactBucketProps;
  /** A provider without default tags: S3 allows an object ten tags, default ones included. */
  readonly untagged: TerraformProvider;
}

/**
 * A file, uploaded to a bucket of its own, for every revision under a new key: if the key came from the content, going
 * back to earlier content would write the object that is about to be deleted.
 *
 * Creates the bucket with it. Charged for storage, old versions for 90 days more.
 */
export class UploadedArtifact extends Construct implements Artifact {
  readonly readableArn: string;
  readonly revisionTriggers: Readonly<Record<string, string>>;
  private readonly bucket: ArtifactBucket;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: UploadedArtifactProps,
  ) {
    super(scope, id);
    this.bucket = new ArtifactBucket(this, 'store', props.bucket);
    this.readableArn = `${this.bucket.arn}/*`;
    this.revisionTriggers = { sha256: props.sha256, key: props.bucket.kmsKeyArn ?? '' };
  }

  store(revision: string): string {
    const file = new TerraformAsset(this, 'file', {
      path: this.props.path,
      type: AssetType.FILE,
      assetHash: this.props.sha256,
    });
    const object = new S3Object(this, 'object', {
      bucket: this.bucket.bucket,
      key: `${revision}/model.tar.gz`,
      source: hclLiteral(file.path),
      provider: this.props.untagged,
      dependsOn: this.bucket.ready,
      lifecycle: { createBeforeDestroy: true },
    });
    return `s3://${this.bucket.bucket}/${object.key}`;
  }
}

export interface ExistingArtifactProps {
  /** Where the object is: its partition is part of its ARN. */
  readonly arnContext: ArnContext;
  /** The bucket that holds it, which SageMaker wants in the region of the model. */
  readonly bucket: string;
  /** The key of the `.tar.gz` in it. */
  readonly key: string;
}

/**
 * An existing object in S3: looked up, never changed. Its ETag is read at plan, so that overwriting the object is a
 * change of the model. The plan fails if the object does not exist or may not be read. Creates nothing.
 */
export class ExistingArtifact extends Construct implements Artifact {
  readonly readableArn: string;
  readonly revisionTriggers: Readonly<Record<string, string>>;
  private readonly url: string;

  constructor(scope: Construct, id: string, props: ExistingArtifactProps) {
    super(scope, id);
    const object = new DataAwsS3Object(this, 'object', { bucket: props.bucket, key: props.key });
    this.url = `s3://${props.bucket}/${props.key}`;
    this.readableArn = `arn:${props.arnContext.partition}:s3:::${props.bucket}/${props.key}`;
    this.revisionTriggers = { url: this.url, etag: object.etag };
  }

  store(): string {
    return this.url;
  }
}
