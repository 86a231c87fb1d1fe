import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { policyDocument } from '../iam';

export interface ArtifactBucketProps {
  /** What the bucket's name begins with; Terraform adds 26 characters. */
  readonly bucketPrefix: string;
  /** The key that encrypts the objects. @default - S3's own keys */
  readonly kmsKeyArn?: string | undefined;
  /** Whether the bucket and its objects are kept when everything else is destroyed. */
  readonly protect: boolean;
}

/**
 * When the bucket is removed from the settings, Terraform keeps resources with create_before_destroy until everything
 * that depended on them has changed; all others it would delete first.
 */
const KEPT = { createBeforeDestroy: true };

const UNFINISHED_UPLOAD_DAYS = 7;
const SUPERSEDED_VERSION_DAYS = 90;

/**
 * A private bucket for an endpoint's artifacts: encrypted, versioned, over TLS only. It is emptied when it is
 * destroyed, unless it is protected. Old versions are charged for 90 days.
 */
export class ArtifactBucket extends Construct {
  readonly bucket: string;
  readonly arn: string;
  /** What must exist before the first object does. */
  readonly ready: ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ArtifactBucketProps) {
    super(scope, id);
    const bucket = new S3Bucket(this, 'bucket', {
      bucketPrefix: props.bucketPrefix,
      forceDestroy: !props.protect,
      lifecycle: KEPT,
    });
    const publicAccess = new S3BucketPublicAccessBlock(this, 'public-access', {
      bucket: bucket.id,
      lifecycle: KEPT,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const ownership = new S3BucketOwnershipControls(this, 'ownership', {
      bucket: bucket.id,
      lifecycle: KEPT,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
    const encryption = new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket: bucket.id,
      lifecycle: KEPT,
      rule: [
        {
          applyServerSideEncryptionByDefault: {
            sseAlgorithm: props.kmsKeyArn === undefined ? 'AES256' : 'aws:kms',
            kmsMasterKeyId: props.kmsKeyArn,
          },
          bucketKeyEnabled: props.kmsKeyArn !== undefined,
        },
      ],
    });
    const versioning = new S3BucketVersioningA(this, 'versioning', {
      bucket: bucket.id,
      lifecycle: KEPT,
      versioningConfiguration: { status: 'Enabled' },
    });
    new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket: bucket.id,
      lifecycle: KEPT,
      rule: [
        {
          id: 'tidy',
          status: 'Enabled',
          filter: [{ prefix: '' }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: UNFINISHED_UPLOAD_DAYS }],
          noncurrentVersionExpiration: [{ noncurrentDays: SUPERSEDED_VERSION_DAYS }],
        },
      ],
      dependsOn: [versioning],
    });
    const policy = new S3BucketPolicy(this, 'policy', {
      bucket: bucket.id,
      lifecycle: KEPT,
      policy: tlsOnly(bucket.arn),
      dependsOn: [publicAccess],
    });
    this.bucket = bucket.id;
    this.arn = bucket.arn;
    this.ready = [publicAccess, ownership, encryption, versioning, policy];
  }
}

const tlsOnly = (bucketArn: string): string =>
  policyDocument([
    {
      Sid: 'TlsOnly',
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:*'],
      Resource: [bucketArn, `${bucketArn}/*`],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ]);
