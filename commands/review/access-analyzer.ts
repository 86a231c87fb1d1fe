import { explainAwsError } from '../shared/aws/explain-aws-error';
import type { CheckNoNewAccess } from './access-analyzer-client';

/** A policy before and after a change; undefined where there is none. */
export interface PolicyPair {
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Trust, bucket and VPC endpoint policies are of resources. */
  readonly type: 'IDENTITY_POLICY' | 'RESOURCE_POLICY';
}

export type AccessAnalyzerAnswer =
  | { readonly answer: 'no wider' }
  /** In AWS's words: it names the statements by their number. */
  | { readonly answer: 'wider'; readonly reasons: readonly string[] }
  | { readonly answer: 'cannot tell'; readonly why: string };

/** What AWS says of this pair only; after any other error the next call would fail, too. */
const ABOUT_THE_PAIR = /^(ValidationException|InvalidParameterException|UnprocessableEntityException)$/;

/**
 * Asks IAM Access Analyzer what the comparison of policies cannot tell, one pair after the other. AWS charges for each
 * call, $0.0020 at the time of writing, and sees both policies: ask only where the user wants it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-custom-policy-checks.html
 * @see https://aws.amazon.com/iam/access-analyzer/pricing/
 */
export async function askAccessAnalyzer(
  pairs: readonly PolicyPair[],
  checkNoNewAccess: CheckNoNewAccess,
): Promise<readonly AccessAnalyzerAnswer[]> {
  const answers: AccessAnalyzerAnswer[] = [];
  for (const { before, after, type } of pairs) {
    try {
      const {
        result,
        message = '',
        reasons = [],
      } = await checkNoNewAccess({
        existingPolicyDocument: before ?? nothing(type),
        newPolicyDocument: after ?? nothing(type),
        policyType: type,
      });
      answers.push(
        result === 'PASS'
          ? { answer: 'no wider' }
          : result === 'FAIL'
            ? { answer: 'wider', reasons: reasons.flatMap(({ description }) => description ?? []) }
            : { answer: 'cannot tell', why: `IAM Access Analyzer gives no result: ${message}` },
      );
    } catch (error) {
      const answer = { answer: 'cannot tell', why: `IAM Access Analyzer: ${explainAwsError(error)}` } as const;
      if (!ABOUT_THE_PAIR.test((error as Error).name)) {
        return [...answers, ...Array.from({ length: pairs.length - answers.length }, () => answer)];
      }
      answers.push(answer);
    }
  }
  return answers;
}

/** A policy that allows nothing: AWS takes none without a statement. */
const nothing = (type: PolicyPair['type']): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', ...(type === 'RESOURCE_POLICY' && { Principal: '*' }), Action: '*', Resource: '*' }],
  });
