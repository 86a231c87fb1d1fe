import { deploymentPhases } from './order';
import type { Reviewer } from './review';
import { wasSeen, type Fingerprints } from './reviewed-plans';
import type { Stack } from './stacks';
import type { PlannedStack, Terraform } from './terraform';

export interface Deployment {
  /** Stacks that were deployed, in order. */
  readonly applied: readonly string[];
  readonly unchanged: readonly string[];
  /** Stacks whose plan nobody has seen: what they would do waits for an approval. */
  readonly stopped: readonly PlannedStack[];
  /** Their fingerprints, for the approval: what is approved is what was shown, and nothing else. */
  readonly shown: Fingerprints;
  /** Stacks after these, which were not looked at. */
  readonly waiting: readonly string[];
}

export interface DeployTools {
  readonly terraform: Pick<Terraform, 'plan' | 'apply'>;
  readonly reviewer: Pick<Reviewer, 'fingerprints'>;
  readonly log: (line: string) => void;
}

/**
 * Deploys the stacks of one environment, as far as what they would do was seen by a person.
 *
 * Each is planned when its turn has come and not before: a plan that was made before the network was deployed applies
 * without complaint, with what the network was before.
 *
 * @param seen - fingerprints of plans that were reviewed, or shown for an approval that was given
 */
export async function deploy(
  stacks: readonly Stack[],
  seen: readonly Fingerprints[],
  { terraform, reviewer, log }: DeployTools,
): Promise<Deployment> {
  const network = stacks.find(({ kind }) => kind === 'network');
  const first = network && (await terraform.plan(network, { purpose: 'apply' }));
  const order = deploymentPhases(stacks, first?.json);
  const done = { applied: [] as string[], unchanged: [] as string[], stopped: [] as PlannedStack[] };
  const shown: Record<string, string> = {};

  for (const [index, phase] of order.entries()) {
    for (const stack of phase) {
      const isFresh = stack === network && index === 0;
      const planned = isFresh && first ? first : await terraform.plan(stack, { purpose: 'apply' });
      if (!planned.hasChanges) {
        log(`${stack.name}: nothing to change`);
        done.unchanged.push(stack.name);
        continue;
      }
      const fingerprint = reviewer.fingerprints([planned])[stack.name] as string;
      if (!wasSeen(stack.name, fingerprint, seen)) {
        log(`${stack.name}: not what was reviewed, waits for an approval`);
        done.stopped.push(planned);
        shown[stack.name] = fingerprint;
        continue;
      }
      log(`${stack.name}: as it was reviewed, deploying`);
      await terraform.apply(planned);
      done.applied.push(stack.name);
    }
    if (done.stopped.length > 0) {
      const waiting = order.slice(index + 1).flatMap((later) => later.map(({ name }) => name));
      return { ...done, shown, waiting };
    }
  }
  return { ...done, shown, waiting: [] };
}

/** For the summary of the run, above the review of what stopped. */
export function deploymentReport({ applied, unchanged, stopped, waiting }: Deployment, environment: string): string {
  const line = (what: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`- ${what}: ${names.map((name) => `\`${name}\``).join(', ')}`];
  return [
    `## Deployment of \`${environment}\``,
    '',
    ...line('✅ deployed', applied),
    ...line('nothing to change', unchanged),
    ...line(
      '✋ waits for an approval, since this is not what was reviewed',
      stopped.map(({ stack }) => stack.name),
    ),
    ...line('comes after it', waiting),
    '',
    ...(stopped.length === 0
      ? []
      : [`What follows is what an approval in \`${environment}-approval\` would let through, and only that.`, '']),
  ].join('\n');
}
