import { blocksIn } from '../../plan/attributes';
import type { Change } from '../../plan/change';
import { changesOfType, type Plan } from '../../plan/plan';
import type { Found, Rule } from '../finding';
import { privateLinkAccess } from '../security-groups/private-link-access';
import { namesOf } from '../words';

const LIST = 'aws_ec2_managed_prefix_list';
const ENTRY = 'aws_ec2_managed_prefix_list_entry';

/** A rule by prefix list lets in whoever is in the list, so that the rule itself need not change. */
export const prefixListNarrowed: Rule = {
  name: 'prefix-list-narrowed',
  level: 'danger',
  types: [LIST, ENTRY],
  advice: 'Keep the entries of clients that still call.',
  find: ({ plan, allPlans }) => {
    const used = new Set(privateLinkAccess(allPlans).flatMap(({ reach }) => [...reach.before.others]));
    const isUsed = (id: unknown) => typeof id === 'string' && (used.has(id) || used.has(addressOf(plan, id)));
    const found = ({ address }: Change, lost: readonly string[]): Found[] =>
      lost.length === 0
        ? []
        : [
            {
              address,
              message: `${namesOf(lost)} can no longer reach the PrivateLink endpoint: the prefix list no longer has it.`,
            },
          ];
    return [
      ...changesOfType(plan, LIST).flatMap((change) => {
        if (!isUsed(change.before?.id)) return [];
        const is = new Set(blocksIn(change.after, 'entry').map(({ cidr }) => cidr));
        const lost = blocksIn(change.before, 'entry').map(({ cidr }) => String(cidr));
        return found(
          change,
          lost.filter((cidr) => !is.has(cidr)),
        );
      }),
      ...changesOfType(plan, ENTRY).flatMap((change) =>
        change.kind === 'delete' && isUsed(change.before?.prefix_list_id)
          ? found(change, [String(change.before?.cidr)])
          : [],
      ),
    ];
  },
};

const addressOf = (plan: Plan, id: string): string =>
  changesOfType(plan, LIST).find(({ before }) => before?.id === id)?.address ?? '';
