import type { Change } from '../../plan/change';
import type { Plan } from '../../plan/plan';
import { allowsOf, mergePolicies } from './merge-policies';
import { documentsIn } from './policy-documents';
import { isHeldPolicy, ownerOf } from './policy-owner';
import { remembered } from '../../plan/remembered';

const TEXTS = new WeakMap<Plan, ReadonlyMap<string, readonly string[]>>();

/**
 * What the same owner has by policies at other addresses: before, what they allow, since a policy that comes takes back
 * no Deny of another one; after, those that come as this one goes. A policy that has another name in the configuration,
 * or is made two, gives nothing.
 */
export function policiesElsewhere(change: Change, side: 'before' | 'after', plan: Plan): string | undefined {
  const owner = ownerOf(side === 'before' ? change.after : change.before);
  const texts = remembered(TEXTS, plan, () => textsByOwner(plan));
  return owner === undefined ? undefined : mergePolicies(texts.get(keyOf(change, side, owner)) ?? []);
}

const keyOf = ({ type }: Change, side: 'before' | 'after', owner: string): string => `${side} ${type} ${owner}`;

function textsByOwner({ changes }: Plan): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, string[]>();
  const add = (change: Change, side: 'before' | 'after', own: readonly string[]) => {
    const key = keyOf(change, side, ownerOf(change[side]) ?? '');
    const all = texts.get(key) ?? [];
    all.push(...own);
    texts.set(key, all);
  };
  for (const change of changes) {
    if (!isHeldPolicy(change) || change.deposed !== undefined) continue;
    const [before, after] = [change.before, change.after].map((values) => documentsIn(values).map(({ text }) => text));
    add(change, 'before', (before ?? []).map(allowsOf));
    if (change.kind === 'create') add(change, 'after', after ?? []);
  }
  return texts;
}
