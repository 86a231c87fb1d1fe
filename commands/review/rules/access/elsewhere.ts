import type { Change } from '../../plan/change';
import type { Plan } from '../../plan/plan';
import { mergePolicies } from './merge-policies';
import { documentsIn } from './policy-documents';
import { isHeldPolicy, ownerOf } from './policy-owner';

const TEXTS = new WeakMap<Plan, ReadonlyMap<string, readonly string[]>>();

/**
 * What the same owner has by policies at other addresses, that go as this one comes or come as it goes: a policy that
 * has another name in the configuration gives nothing.
 */
export function policiesElsewhere(change: Change, side: 'before' | 'after', plan: Plan): string | undefined {
  const owner = ownerOf(side === 'before' ? change.after : change.before);
  const texts = TEXTS.get(plan) ?? textsByOwner(plan);
  TEXTS.set(plan, texts);
  return owner === undefined ? undefined : mergePolicies(texts.get(keyOf(change, side, owner)) ?? []);
}

const keyOf = ({ type }: Change, side: 'before' | 'after', owner: string): string => `${side} ${type} ${owner}`;

function textsByOwner({ changes }: Plan): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, string[]>();
  for (const change of changes) {
    if (!isHeldPolicy(change) || change.deposed !== undefined) continue;
    if (change.kind !== 'create' && change.kind !== 'delete') continue;
    const side = change.kind === 'create' ? 'after' : 'before';
    const key = keyOf(change, side, ownerOf(change[side]) ?? '');
    const own = documentsIn(change[side]).map(({ text }) => text);
    texts.set(key, [...(texts.get(key) ?? []), ...own]);
  }
  return texts;
}
