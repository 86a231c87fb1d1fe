import type { Attributes } from '../../../../commands/review/plan/attributes';
import type { Change } from '../../../../commands/review/plan/change';
import type { Plan } from '../../../../commands/review/plan/plan';
import { reviewPlans } from '../../../../commands/review/review';
import { fixture } from '../fixtures';

/** A change by hand: created without values before, deleted without values after. */
export function changeOf(
  address: string,
  before: Attributes | undefined,
  after: Attributes | undefined,
  more: Partial<Change> = {},
): Change {
  const isSame = JSON.stringify(before) === JSON.stringify(after);
  return {
    address,
    type: /(?:^|\.)(\w+)\.[^.]+$/.exec(address.replace(/\[.*$/, ''))?.[1] ?? '',
    deposed: undefined,
    kind: before === undefined ? 'create' : after === undefined ? 'delete' : isSame ? 'no-op' : 'update',
    createsFirst: false,
    before,
    after,
    afterUnknown: {},
    beforeSensitive: {},
    afterSensitive: {},
    replacePaths: [],
    reason: undefined,
    previousAddress: undefined,
    importing: undefined,
    ...more,
  };
}

/** A stack that is deployed, and of which nothing changes. */
export function deployed(name: string, as: string): Plan {
  const plan = fixture(name, as);
  const changes = plan.changes.flatMap(({ address, before, deposed }) =>
    before === undefined || deposed !== undefined ? [] : [changeOf(address, before, before)],
  );
  return { ...plan, changes, outputs: [], failedChecks: [], drift: [] };
}

/** What becomes of a resource: other values for some attributes, nothing, or a change as it is. */
export type Edit = Attributes | 'deleted' | ((before: Attributes) => Attributes);

/** The plan with other values of some resources, and with resources that are created. */
export function edited(plan: Plan, edits: Readonly<Record<string, Edit>>, more: readonly Change[] = []): Plan {
  const missing = Object.keys(edits).filter((address) => plan.changes.every((change) => change.address !== address));
  if (missing.length > 0) throw new Error(`the plan has no ${missing.join(', ')}`);
  const changes = plan.changes.map((change) => {
    const edit = edits[change.address];
    if (edit === undefined) return change;
    const { address, before = {} } = change;
    if (edit === 'deleted') return changeOf(address, before, undefined);
    return changeOf(address, before, typeof edit === 'function' ? edit(before) : { ...before, ...edit });
  });
  return { ...plan, changes: [...changes, ...more] };
}

/** The values of a resource in a plan. */
export function valuesOf({ changes }: Plan, address: string): Attributes {
  const values = changes.find((change) => change.address === address)?.before;
  if (values === undefined) throw new Error(`the plan has no ${address}`);
  return values;
}

/** What is found, each as `d clients-cut-off`. Policies that are wider are none of the tests' business that use this. */
export const found = (...plans: readonly Plan[]): string[] =>
  reviewPlans(plans)
    .stacks.flatMap(({ findings }) => findings.map(({ level, rule }) => `${level[0]} ${rule}`))
    .filter((one) => !/ (policy-wider|policy-not-compared|policy-unbounded|policy-new|policy-extended)$/.test(one));

/** As `found`, with what is said. */
export const messages = (...plans: readonly Plan[]): string[] =>
  reviewPlans(plans).stacks.flatMap(({ findings }) => findings.map(({ message }) => message));
