import { type AccessAnalyzerAnswer, askAccessAnalyzer } from './access-analyzer';
import { accessAnalyzerClient, type CheckNoNewAccess } from './access-analyzer-client';
import { undecidedPolicies } from './rules/access/undecided-policies';
import type { RuleContext } from './rules/finding';

/**
 * Asks IAM Access Analyzer about the policies that could not be compared.
 *
 * @param checkNoNewAccess - how it is asked; by default with the credentials and region at hand
 */
export async function analyzePolicies(
  contexts: readonly RuleContext[],
  checkNoNewAccess?: CheckNoNewAccess,
): Promise<ReadonlyMap<string, AccessAnalyzerAnswer>> {
  const policies = contexts.flatMap(undecidedPolicies);
  if (policies.length === 0) return new Map();
  const answers = await askAccessAnalyzer(
    policies.map(({ pair }) => pair),
    checkNoNewAccess ?? (await clientOfEnvironment()),
  );
  return new Map(policies.flatMap(({ key }, i) => (answers[i] === undefined ? [] : [[key, answers[i]] as const])));
}

/** The SDK finds credentials and region; it is loaded only where they are needed. */
async function clientOfEnvironment(): Promise<CheckNoNewAccess> {
  const { STSClient } = await import('@aws-sdk/client-sts');
  const { config } = new STSClient({});
  return accessAnalyzerClient(await config.region(), () => config.credentials());
}
