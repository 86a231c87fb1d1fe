import { HCP_TERRAFORM } from '../../../settings/defaults';
import { protectedResources, type StackFile } from '../../shared/terraform-files/stack-file';
import { terraformBinary } from '../../shared/terraform-binary';
import type { Found, Rule, RuleContext, RuleInfo } from './finding';

/** A rule that compares a stack as it was synthesized before and after: of this, plans say nothing. */
const eachStack = (
  info: Omit<RuleInfo, 'types'>,
  look: (base: StackFile, head: StackFile, context: RuleContext) => readonly Found[],
): Rule => ({
  ...info,
  types: 'any',
  find: (context) =>
    context.base === undefined || context.head === undefined ? [] : look(context.base, context.head, context),
});

/** Removing a stack from the settings destroys nothing, and nothing shows it any more. */
const stackGone: Rule = {
  name: 'stack-gone',
  level: 'danger',
  types: 'any',
  advice: `Destroy it first, while the settings still have it.`,
  find: ({ plan, base, head }) =>
    base !== undefined && head === undefined
      ? [
          {
            address: plan.name,
            message: 'The stack is gone from the settings: what it deployed keeps running and costing money.',
          },
        ]
      : [],
};

/** Terraform would create everything a second time: another backend, key or workspace, or a state that was lost. */
const stateLost = eachStack(
  {
    name: 'state-lost',
    level: 'danger',
    advice: 'Check the backend. If the stack was never deployed, accept this once.',
  },
  (_, __, { plan }) => {
    const changes = plan.changes.filter(({ kind }) => kind !== 'no-op');
    const isEmpty =
      plan.basis !== 'synthesis' && [...plan.prior.keys()].every((address) => address.startsWith('data.'));
    return isEmpty && changes.length > 0 && changes.every(({ kind }) => kind === 'create')
      ? [
          {
            address: plan.name,
            message:
              'The state is empty, and the base has this stack already: if it is deployed, all of it would be created a second time.',
          },
        ]
      : [];
  },
);

const providerChanged = eachStack(
  { name: 'provider-changed', level: 'caution', advice: 'Read what else that version changes.' },
  (base, head, { plan }) => {
    const [was, is] = [versionOf(base), versionOf(head)];
    return was === is ? [] : [{ address: plan.name, message: `The AWS provider changes from ${was} to ${is}.` }];
  },
);

const backendChanged = eachStack(
  {
    name: 'backend-changed',
    level: 'caution',
    advice: `Run ${terraformBinary()} init -migrate-state in the folder of the stack, the network first.`,
  },
  (base, head, { plan }) =>
    JSON.stringify(stateOf(base)) === JSON.stringify(stateOf(head))
      ? []
      : [{ address: plan.name, message: 'The state moves to another backend.' }],
);

/** From then on a plan may destroy it. */
const protectionRemoved = eachStack(
  { name: 'protection-removed', level: 'caution', advice: 'Keep protect on, unless it is to be destroyed next.' },
  (base, head) => {
    const kept = new Set(protectedResources(head));
    return protectedResources(base)
      .filter((address) => !kept.has(address))
      .map((address) => ({ address, message: 'Terraform no longer refuses to destroy it.' }));
  },
);

const versionOf = ({ terraform }: StackFile): string => terraform?.required_providers?.aws?.version ?? 'any version';

/** A block without a host means HCP Terraform's: to write it out moves nothing. */
const stateOf = ({ terraform }: StackFile): unknown => [
  terraform?.backend,
  terraform?.cloud && { hostname: HCP_TERRAFORM, ...terraform.cloud },
];

/** Rules about what is synthesized beside the resources. */
export const synthesisRules: readonly Rule[] = [
  stackGone,
  stateLost,
  providerChanged,
  backendChanged,
  protectionRemoved,
];
