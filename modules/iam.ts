/** What every ARN of a stack has in common. */
export interface ArnContext {
  /** For example `aws`, or `aws-cn`. */
  readonly partition: string;
  /** For example `eu-west-1`. */
  readonly region: string;
  /** Usually a token: the account of the credentials at hand. */
  readonly accountId: string;
}

/** An ARN of a regional service in this partition, region and account. */
export const arn = (context: ArnContext, service: string, resource: string): string =>
  `arn:${context.partition}:${service}:${context.region}:${context.accountId}:${resource}`;

/** What every role of a stack gets. */
export interface IamSettings {
  /** The ARN of the permissions boundary. @default - no boundary */
  readonly permissionsBoundaryArn?: string | undefined;
  /** The IAM path, with a slash at both ends. @default '/' */
  readonly path?: string | undefined;
}

/** A statement of an IAM policy, in IAM's own words. */
export interface IamStatement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  /** For policies of resources and roles only. */
  readonly Principal?: '*' | Readonly<Record<string, string | readonly string[]>>;
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A policy as text. Tokens in it are resolved where the text ends up. */
export const policyDocument = (statements: readonly IamStatement[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

/**
 * The trust policy of a role for an AWS service, closed to other accounts' use of that service.
 *
 * @param sources - the ARNs of what the service may act for, and the account, where the service sends it
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export const serviceTrust = (
  service: string,
  { sourceArns, accountId }: { readonly sourceArns: readonly string[]; readonly accountId?: string },
): string =>
  policyDocument([
    {
      Sid: 'AssumedByService',
      Effect: 'Allow',
      Principal: { Service: service },
      Action: ['sts:AssumeRole'],
      Condition: {
        ...(accountId !== undefined && { StringEquals: { 'aws:SourceAccount': accountId } }),
        ArnLike: { 'aws:SourceArn': sourceArns },
      },
    },
  ]);
