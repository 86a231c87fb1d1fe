import type { Change } from '../../plan/change';
import { identities } from '../../plan/identities';
import type { Plan } from '../../plan/plan';

/** What the network puts out for its probe: empty once it has none. */
const OUTPUTS = ['probe_security_group_id', 'probe_role_arn'];

/** Whether a resource is the probe's, which is removed: nobody but the probe calls through it. */
export const isOfProbe = (plan: Plan, change: Change, allPlans: readonly Plan[]): boolean =>
  plan.outputs.some(({ name, before, after }) => {
    if (!OUTPUTS.includes(name) || after !== '' || typeof before !== 'string') return false;
    const known = identities(allPlans);
    return known.identify(plan, change.type, before) === known.ofChange(plan, change);
  });
