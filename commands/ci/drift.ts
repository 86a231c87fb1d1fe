import { inlineCode } from '../review/report/escape';
import { differingAttributes } from '../shared/terraform-files/differing-attributes';
import { plannedAction } from '../shared/terraform-files/planned-action';
import type { Stack } from './stacks';
import { PlanError, type PlannedStack, type Terraform } from './terraform';

/** A resource that is not as Terraform left it. */
export interface Drifted {
  readonly address: string;
  readonly isGone: boolean;
  /** The attributes that differ. Names only: a summary may be public, and values may be secrets. */
  readonly attributes: readonly string[];
}

export interface StackDrift {
  readonly stack: string;
  readonly drifted: readonly Drifted[];
  /** Why the stack could not be checked. */
  readonly failure?: string | undefined;
}

/** Plans all stacks, also after one that could not be planned. */
export async function driftIn(
  stacks: readonly Stack[],
  terraform: Pick<Terraform, 'plan'>,
  log: (line: string) => void,
): Promise<StackDrift[]> {
  const found: StackDrift[] = [];
  for (const stack of stacks) {
    try {
      found.push(driftOf(await terraform.plan(stack, { purpose: 'drift' })));
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      log(error.message);
      found.push({ stack: stack.name, drifted: [], failure: error.message });
    }
  }
  return found;
}

/** From a plan that only refreshes. Terraform lists what it merely moved there, too. */
export const driftOf = ({ stack, json }: Pick<PlannedStack, 'stack' | 'json'>): StackDrift => ({
  stack: stack.name,
  drifted: (json.resource_drift ?? []).flatMap(({ address, change }) => {
    const action = plannedAction(change.actions);
    if (action === 'no-op') return [];
    const attributes = differingAttributes(asObject(change.before), asObject(change.after)).toSorted();
    return [{ address, isGone: action === 'delete', attributes }];
  }),
});

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

export const hasDrift = (stacks: readonly StackDrift[]): boolean =>
  stacks.some(({ drifted, failure }) => drifted.length > 0 || failure !== undefined);

/** Enough to see what is wrong; GitHub takes a summary of 1 MiB at most. */
const MAX_RESOURCES = 200;

/** For the summary of the run. */
export function driftReport(environment: string, stacks: readonly StackDrift[]): string {
  const lines = stacks.flatMap(({ stack, drifted, failure }) => [
    ...(failure === undefined ? [] : [`| ${inlineCode(stack)} | ❓ could not be told: the run's log says why | |`]),
    ...drifted
      .slice(0, MAX_RESOURCES)
      .map(({ address, isGone, attributes }) =>
        isGone
          ? `| ${inlineCode(stack)} | ${inlineCode(address)} | is gone |`
          : `| ${inlineCode(stack)} | ${inlineCode(address)} | ${attributes.map((name) => inlineCode(name)).join(', ')} |`,
      ),
    ...(drifted.length > MAX_RESOURCES
      ? [`| ${inlineCode(stack)} | and ${drifted.length - MAX_RESOURCES} more | |`]
      : []),
  ]);
  const head = [`## Drift of ${inlineCode(environment)}`, ''];
  if (lines.length === 0) return [...head, '✅ Everything is as Terraform left it.', ''].join('\n');
  return [
    ...head,
    'Changed outside of Terraform. The next deployment changes it back, unless the settings say the same by then.',
    '',
    '| stack | resource | differs |',
    '| --- | --- | --- |',
    ...lines,
    '',
  ].join('\n');
}
