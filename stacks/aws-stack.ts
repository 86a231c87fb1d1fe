import { AwsProvider, type AwsProviderConfig } from '@cdktf/provider-aws/lib/provider';
import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { TerraformElement, TerraformStack } from 'cdktf';
import type { Construct, Node } from 'constructs';
import type { ArnContext } from '../modules/iam';

/** Exact, because releases on both sides of it mishandle SageMaker resources (docs/architecture.md, "Versions"). */
export const AWS_PROVIDER_VERSION = '6.27.0';

export interface AwsStackProps {
  /** The environment's name: the value of the tag `environment`. */
  readonly environment: string;
  /** The partition that the region is in, such as `aws`. */
  readonly partition: string;
  /** The AWS region of the provider, such as `eu-west-1`. */
  readonly region: string;
  /** The one account that may be deployed to. @default - any account */
  readonly accountId?: string | undefined;
  /** Tags on everything that takes tags; `environment` and `stack` are added. */
  readonly tags: Readonly<Record<string, string>>;
}

/** A stack in one account and region, with its tags on everything. */
export abstract class AwsStack extends TerraformStack {
  /** Region and allowed account, for every provider of the stack. */
  protected readonly where: AwsProviderConfig;
  private readonly context: Pick<ArnContext, 'partition' | 'region'>;
  private caller: DataAwsCallerIdentity | undefined;

  constructor(scope: Construct, id: string, props: AwsStackProps) {
    super(scope, id);
    this.context = { partition: props.partition, region: props.region };
    this.where = {
      region: props.region,
      allowedAccountIds: props.accountId === undefined ? undefined : [props.accountId],
    };
    new AwsProvider(this, 'aws', {
      ...this.where,
      defaultTags: [{ tags: { ...props.tags, environment: props.environment, stack: id } }],
    });
    // No required_version beside it: checkov cannot read a stack that has one.
    this.addOverride('terraform.required_providers.aws.version', AWS_PROVIDER_VERSION);
    // The provider's full name: cdktf writes `aws`, and its successor writes this.
    this.addOverride('terraform.required_providers.aws.source', 'hashicorp/aws');
  }

  /** What ARNs are built from: the account is that of the credentials, known when Terraform runs. */
  protected get arnContext(): ArnContext {
    // Only where it is used: the probe's stack has no ARN to build.
    this.caller ??= new DataAwsCallerIdentity(this, 'caller');
    const { partition, region } = this.context;
    return { partition, region, accountId: this.caller.accountId };
  }

  /**
   * cdktf resolves every element here, in addition to writing it, to find references to other stacks: a third of the
   * time a stack takes. In this project stacks refer to each other through outputs only
   * (__tests__/synth/shortcuts.test.ts).
   */
  override prepareStack(): void {
    this.ensureBackendExists();
  }

  /**
   * A construct's path, joined, without cdktf's hash: people read plans and states. No id in this project has an
   * underscore, so that no two paths join to the same name.
   */
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const { path } = TerraformElement.isTerraformElement(element) ? element.node : element;
    return path.split('/').slice(1).join('_');
  }
}
