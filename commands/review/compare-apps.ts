import { terraformBinary } from '../shared/terraform-binary';
import type { StackFile } from '../shared/terraform-files/stack-file';
import { HCP_TERRAFORM } from '../../settings/defaults';
import type { SynthesizedApp } from './synthesized-app';
import { synthesizedPlan } from './plan/synthesized-plan';
import { sortByLevel } from './rules';
import type { Finding } from './rules/finding';
import { type Review, reviewPlans, type StackReview } from './review';

/** What is said below the verdict: the reader must know what it rests on. */
export const SYNTH_REMARK =
  'From the synthesized Terraform alone, without a plan: what is deployed, what AWS fills in and what only a plan can know is not in it.';

/** Compares two synthesized folders, by the same rules as plans. */
export function compareApps(base: SynthesizedApp, head: SynthesizedApp): Review {
  const names = [...new Set([...base.names, ...head.names])].toSorted();
  const plans = names.map((name) => synthesizedPlan(name, base.stack(name), head.stack(name)));
  const { stacks, redact } = reviewPlans(plans, head);
  const all = stacks.map((stack) =>
    withFindings(stack, [
      ...stackFindings(stack.name, base.stack(stack.name), head.stack(stack.name)),
      ...unprotected(stack.name, base, head),
    ]),
  );
  const verdicts = all.map(({ verdict }) => verdict);
  const verdict = (['danger', 'caution', 'changes'] as const).find((one) => verdicts.includes(one)) ?? 'no changes';
  return { verdict, stacks: all, redact };
}

function withFindings(stack: StackReview, more: readonly Finding[]): StackReview {
  if (more.length === 0) return stack;
  const findings = sortByLevel([...more, ...stack.findings]);
  const verdict = findings.some(({ level }) => level === 'danger') ? 'danger' : 'caution';
  return { ...stack, findings, verdict };
}

/** What is not about a resource. */
function stackFindings(name: string, base: StackFile | undefined, head: StackFile | undefined): Finding[] {
  if (base !== undefined && head === undefined) {
    const message =
      'The stack is gone from the settings: what it deployed still runs and costs, until it is destroyed.';
    return [{ level: 'danger', rule: 'stack-gone', address: name, message }];
  }
  if (base === undefined || head === undefined) return [];
  const [was, is] = [versionOf(base), versionOf(head)];
  return [
    ...(was === is
      ? []
      : [
          caution(
            'provider-changed',
            name,
            `The AWS provider changes from ${was} to ${is}: read what else that changes.`,
          ),
        ]),
    ...(JSON.stringify(stateOf(base)) === JSON.stringify(stateOf(head))
      ? []
      : [
          caution(
            'backend-changed',
            name,
            `The state moves: ${terraformBinary()} init -migrate-state in the folder of the stack, the network first.`,
          ),
        ]),
  ];
}

/** What may be destroyed from then on; a plan does not tell. */
const unprotected = (name: string, base: SynthesizedApp, head: SynthesizedApp): Finding[] =>
  head.stack(name) === undefined
    ? []
    : base
        .protected(name)
        .filter((address) => !head.protected(name).includes(address))
        .map((address) => caution('protection-removed', address, 'Terraform no longer refuses to destroy it.'));

const caution = (rule: string, address: string, message: string): Finding => ({
  level: 'caution',
  rule,
  address,
  message,
});

const versionOf = ({ terraform }: StackFile): string => terraform?.required_providers?.aws?.version ?? 'any version';
/** A block without a host means HCP Terraform's: to write it out moves nothing. */
const stateOf = ({ terraform }: StackFile): unknown => [
  terraform?.backend,
  terraform?.cloud && { hostname: HCP_TERRAFORM, ...terraform.cloud },
];
