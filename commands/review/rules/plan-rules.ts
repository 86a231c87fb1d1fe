import { differingAttributes } from '../../shared/terraform-files/differing-attributes';
import type { Change } from '../plan/change';
import { withoutKeys } from '../plan/configuration';
import type { Rule } from './finding';

/** A condition of the configuration does not hold. What it says may quote a secret. */
const checkFailed: Rule = {
  name: 'check-failed',
  level: 'caution',
  types: 'any',
  advice: 'Terraform’s own output has the message of the condition.',
  find: ({ plan }) =>
    isChanging(plan) ? plan.failedChecks.map((address) => ({ address, message: 'This condition does not hold.' })) : [],
};

/** It did not hold when this was deployed, and nothing changes now: worth a line, and nobody’s attention every day. */
const checkStillFails: Rule = {
  name: 'check-still-fails',
  level: 'note',
  types: 'any',
  advice: '',
  find: ({ plan }) =>
    isChanging(plan) || plan.failedChecks.length === 0
      ? []
      : [{ address: plan.name, message: `These conditions still do not hold: ${plan.failedChecks.join(', ')}.` }],
};

const isChanging = ({ changes }: { readonly changes: readonly Change[] }): boolean =>
  changes.some(({ kind }) => kind !== 'no-op');

/** Applying changes it back, or the settings should say the same. */
const drift: Rule = {
  name: 'drift',
  level: 'note',
  types: 'any',
  advice: 'Applying changes it back, unless the settings say the same.',
  find: ({ plan }) =>
    plan.drift.map((change) => ({
      address: change.address,
      cause: 'Changed outside of Terraform since the last apply',
      message: whatDrifted(change),
    })),
};

/** Names only: a value may be a secret that nobody marked. */
const whatDrifted = ({ kind, before, after }: Change): string =>
  kind === 'delete'
    ? 'It was deleted.'
    : `${differingAttributes(before, after).toSorted().join(', ') || 'It'} changed.`;

/** A provisioner runs with the credentials of whoever applies, and no plan shows what it does. */
const provisioner: Rule = {
  name: 'provisioner-runs',
  level: 'caution',
  types: 'any',
  advice: 'Read the command in the configuration.',
  find: ({ plan }) =>
    plan.changes.flatMap(({ address, kind }) => {
      const { provisioners = [] } = plan.configuration.get(withoutKeys(address)) ?? {};
      if (provisioners.length === 0 || !['create', 'replace', 'delete'].includes(kind)) return [];
      return [{ address, message: 'A provisioner may run a command when this is applied.' }];
    }),
};

/** Rules about a plan as a whole. */
export const planRules: readonly Rule[] = [checkFailed, provisioner, checkStillFails, drift];
