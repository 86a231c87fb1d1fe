import type { Budget } from '../policy/budget';
import { describeGrant } from '../policy/describe-grant';
import { comparePolicies } from '../policy/compare';
import { inlineCode, withoutMiddle } from './escape';
import type { LeafDifference, LeafValue } from './leaf-differences';

/** What texts of a comment go through before they are cut and escaped. */
export interface Wording {
  /** Removes secrets. */
  readonly redact: (text: string) => string;
  /** A name that people know for an ID: the zone of a subnet. */
  readonly nameOf: (id: string) => string;
  /** What a comment may spend on comparing policies. */
  readonly budget: Budget;
}

const MAX_VALUE = 60;
const MAX_ITEMS = 3;

const valueCode = (text: string): string => inlineCode(withoutMiddle(text, MAX_VALUE));

/** A difference on one line: `primary_container.image` …:1.4.2 → …:1.4.3. */
export function leafText({ path, before, after }: LeafDifference, wording: Wording): string {
  const name = inlineCode(wording.redact(path), MAX_VALUE);
  if (before.kind === 'value' && after.kind === 'value') {
    const [was, is] = [before.value, after.value].map((value) => wording.nameOf(wording.redact(String(value)))) as [
      string,
      string,
    ];
    if (isJson(was) && isJson(is))
      return `${name} ${documentChange(String(before.value), String(after.value), wording)}`;
    const [old, now] = withoutSharedStart(was, is);
    return `${name} ${valueCode(old)} → ${valueCode(now)}`;
  }
  if (before.kind === 'items' || after.kind === 'items') {
    const [lost, added] = [items(before, wording), items(after, wording)];
    const parts = [...added.map((item) => `+ ${item}`), ...lost.map((item) => `− ${item}`)];
    if (after.kind === 'unknown') parts.push('others known after apply');
    return parts.length === 0 ? `${name} in another order` : `${name} ${parts.join(', ')}`;
  }
  if (before.kind === 'value' && isJson(String(before.value))) return `${name} changes`;
  if (before.kind === 'sensitive') return `${name} (sensitive) changes`;
  if (before.kind === 'hidden' && after.kind === 'hidden') return `${name} changes`;
  if (after.kind === 'none') return `${name} is removed`;
  if (after.kind === 'hidden') return `${name} is added`;
  return `${name} ${valueText(before, wording)} → ${valueText(after, wording)}`;
}

function valueText(value: LeafValue, { redact, nameOf }: Wording): string {
  switch (value.kind) {
    case 'none':
      return 'none';
    case 'unknown':
      return 'known after apply';
    case 'value':
      return valueCode(nameOf(redact(String(value.value))));
    default:
      return '(hidden)';
  }
}

function items(value: LeafValue, { redact, nameOf }: Wording): string[] {
  const all = value.kind === 'items' ? value.items : value.kind === 'value' ? [String(value.value)] : [];
  const shown = all.slice(0, MAX_ITEMS).map((item) => valueCode(nameOf(redact(item))));
  return all.length > MAX_ITEMS ? [...shown, `${all.length - MAX_ITEMS} more`] : shown;
}

const isJson = (text: string): boolean => /^\s*[{[]/.test(text);

/** What a policy allows more and less; of another document only that it changes. */
function documentChange(before: string, after: string, { redact, budget }: Wording): string {
  if (!before.includes('"Statement"') || !after.includes('"Statement"')) return 'changes';
  const [gained, lost] = [
    comparePolicies(before, after, 'nothing', budget),
    comparePolicies(after, before, 'nothing', budget),
  ];
  const lines = [
    ...(gained.answer === 'wider' ? gained.grants.map((grant) => `+ ${describeGrant(grant)}`) : []),
    ...(lost.answer === 'wider' ? lost.grants.map((grant) => `− ${describeGrant(grant, 'lost')}`) : []),
  ];
  if (lines.length > 0) return lines.map((line) => inlineCode(redact(line), 200)).join(', ');
  return gained.answer === 'no wider' && lost.answer === 'no wider' ? 'means the same' : 'changes';
}

const LONGEST_WHOLE = 30;

/** Long values that begin alike: from where they part, at a mark that people read as one. */
function withoutSharedStart(one: string, other: string): readonly [string, string] {
  if (Math.max(one.length, other.length) <= LONGEST_WHOLE) return [one, other];
  let shared = 0;
  while (shared < Math.min(one.length, other.length) && one[shared] === other[shared]) shared++;
  const start = Math.max(...['/', ':', '@'].map((mark) => one.lastIndexOf(mark, shared - 1)));
  return start <= 0 ? [one, other] : [`…${one.slice(start)}`, `…${other.slice(start)}`];
}
