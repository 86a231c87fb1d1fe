import { approvalCommand } from './approver';
import { deploymentPhases } from './deployment-order';
import type { Reviewer } from './reviewer';
import { isReviewed, type Fingerprints } from './reviewed-plans';
import type { Stack } from './stacks';
import type { SavedPlan, Terraform } from './terraform';

export interface Deployment {
  /** Stacks that were deployed, in order. */
  readonly applied: readonly string[];
  readonly unchanged: readonly string[];
  /** Stacks whose plan nobody has reviewed: they are not deployed before it is approved. */
  readonly awaitingApproval: readonly SavedPlan[];
  /** Their fingerprints: an approval is for the plans that were shown, and for nothing else. */
  readonly awaitingFingerprints: Fingerprints;
  /** Stacks in later phases, which were not planned. */
  readonly notReached: readonly string[];
}

export interface DeployTools {
  readonly terraform: Pick<Terraform, 'plan' | 'apply'>;
  readonly reviewer: Pick<Reviewer, 'fingerprint'>;
  readonly log: (line: string) => void;
}

/**
 * Deploys the stacks of one environment, as far as a person has reviewed what they would do.
 *
 * Each is planned only when its turn comes: a plan that was made before the network was deployed would apply without an
 * error, with the network's old outputs.
 *
 * @param reviewed - fingerprints of plans that were reviewed in a pull request, or approved after one
 */
export async function deploy(
  stacks: readonly Stack[],
  reviewed: readonly Fingerprints[],
  { terraform, reviewer, log }: DeployTools,
): Promise<Deployment> {
  const network = stacks.find(({ kind }) => kind === 'network');
  const first = network && (await terraform.plan(network, { purpose: 'apply' }));
  const order = deploymentPhases(stacks, first?.json);
  const done = { applied: [] as string[], unchanged: [] as string[], awaitingApproval: [] as SavedPlan[] };
  const awaitingFingerprints: Record<string, string> = {};

  for (const [index, phase] of order.entries()) {
    for (const stack of phase) {
      const isFresh = stack === network && index === 0;
      const planned = isFresh && first ? first : await terraform.plan(stack, { purpose: 'apply' });
      if (!planned.hasChanges) {
        log(`${stack.name}: nothing to change`);
        done.unchanged.push(stack.name);
        continue;
      }
      const fingerprint = reviewer.fingerprint(planned);
      if (!isReviewed(stack.name, fingerprint, reviewed)) {
        log(`${stack.name}: not what was reviewed, waits for an approval`);
        done.awaitingApproval.push(planned);
        awaitingFingerprints[stack.name] = fingerprint;
        continue;
      }
      log(`${stack.name}: as it was reviewed, deploying`);
      await terraform.apply(planned);
      done.applied.push(stack.name);
    }
    if (done.awaitingApproval.length > 0) {
      const notReached = order
        .slice(index + 1)
        .flat()
        .map(({ name }) => name);
      return { ...done, awaitingFingerprints, notReached };
    }
  }
  return { ...done, awaitingFingerprints, notReached: [] };
}

/**
 * For the summary of the run, above the review of what awaits approval.
 *
 * @param hasReviewers - whether an approval is given in a GitHub environment, and not by the command
 */
export function deploymentReport(
  { applied, unchanged, awaitingApproval, awaitingFingerprints, notReached }: Deployment,
  environment: string,
  hasReviewers: boolean,
): string {
  const line = (what: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`- ${what}: ${names.map((name) => `\`${name}\``).join(', ')}`];
  const toApprove = hasReviewers
    ? [`What follows is what an approval in \`${approvalEnvironment(environment)}\` would let through, and only that.`]
    : [
        'Whoever wrote nothing of what follows can approve it, and only it:',
        '',
        '```sh',
        approvalCommand(environment, awaitingFingerprints),
        '```',
      ];
  return [
    `## Deployment of \`${environment}\``,
    '',
    ...line('✅ deployed', applied),
    ...line('nothing to change', unchanged),
    ...line(
      '✋ waits for an approval, since this is not what was reviewed',
      awaitingApproval.map(({ stack }) => stack.name),
    ),
    ...line('comes after it', notReached),
    '',
    ...(awaitingApproval.length === 0 ? [] : [...toApprove, '']),
  ].join('\n');
}

/** The GitHub environment in which reviewers approve what an environment's deployment stopped at. */
export const approvalEnvironment = (environment: string): string => `${environment}-approval`;
