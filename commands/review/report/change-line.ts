import { differingAttributes } from '../../shared/terraform-files/differing-attributes';
import type { Attributes } from '../plan/attributes';
import { type Change, isUnknown } from '../plan/change';
import { isSensitive } from '../plan/secrets';
import type { StackReview } from '../review';
import { inlineCode, escapeMarkdown } from './escape';

/** How much of each change is told. */
export type Detail = 'values' | 'names' | 'addresses';

const CHANGE_MARKS: Readonly<Record<Change['kind'], string>> = {
  delete: '🗑️ destroy',
  replace: '♻️ replace',
  forget: '🫥 forget',
  update: '✏️ update',
  create: '➕ create',
  import: '📥 import',
  move: '➡️ move',
  unknown: '❓ unknown',
  'no-op': 'nothing',
};

/** Deletions and replacements first: what nobody reads to the end of must not hide them. */
const CHANGE_ORDER: readonly Change['kind'][] = [
  'unknown',
  'delete',
  'forget',
  'replace',
  'update',
  'create',
  'import',
  'move',
  'no-op',
];

export const inOrder = (changes: readonly Change[]): Change[] =>
  changes.toSorted((a, b) => CHANGE_ORDER.indexOf(a.kind) - CHANGE_ORDER.indexOf(b.kind));

/** A change on one line. */
export function changeLine(change: Change, { constructPaths }: StackReview, detail: Detail): string {
  const { address, kind, deposed, previousAddress, importing } = change;
  const path = detail === 'addresses' ? undefined : constructPaths[address];
  const line = [
    `- ${CHANGE_MARKS[kind]} ${inlineCode(address)}`,
    ...(path === undefined ? [] : [`(${inlineCode(path)})`]),
    ...(deposed === undefined ? [] : ['(a leftover of an earlier deployment)']),
    ...(kind === 'replace' ? [change.createsFirst ? '(the new one first)' : '**(the old one first)**'] : []),
    ...(previousAddress === undefined ? [] : [`from ${inlineCode(previousAddress)}`]),
    ...(importing !== undefined && kind !== 'import' ? ['and import'] : []),
    ...(detail === 'addresses' ? [] : [why(change)]),
  ];
  const details = detail === 'addresses' ? '' : attributes(change, detail);
  return `${line.filter((part) => part !== '').join(' ')}${details}`;
}

const REASONS: Readonly<Record<string, string>> = {
  replace_because_tainted: 'it is tainted: its creation failed half-way',
  replace_by_request: 'by request (-replace)',
  replace_by_triggers: 'a trigger changes',
  delete_because_no_resource_config: 'it is no longer in the configuration',
  delete_because_wrong_repetition: 'count or for_each no longer has it',
  delete_because_count_index: 'count no longer has it',
  delete_because_each_key: 'for_each no longer has it',
  delete_because_no_module: 'its module is gone',
};

/** What forces a replacement, or why something goes. */
function why({ kind, reason, replacePaths }: Change): string {
  if (kind === 'replace' && replacePaths.length > 0) {
    const paths = [...new Set(replacePaths.map((path) => path.join('.')))].slice(0, 4);
    return `— forced by ${paths.map((path) => inlineCode(path, 60)).join(', ')}`;
  }
  const known = reason === undefined ? undefined : REASONS[reason];
  if (known !== undefined) return `— ${known}`;
  return kind === 'replace' && reason !== 'replace_because_cannot_update'
    ? '— a trigger changes, or the provider says so'
    : '';
}

const MAX_ATTRIBUTES = 6;

function attributes(change: Change, detail: Detail): string {
  if (change.kind !== 'update' && change.kind !== 'replace') return '';
  const names = changedAttributes(change);
  if (names.length === 0) return '';
  const shown = names
    .slice(0, MAX_ATTRIBUTES)
    .map((name) => (detail === 'values' ? withValue(change, name) : inlineCode(name, 60)));
  const more = names.length > MAX_ATTRIBUTES ? `, and ${names.length - MAX_ATTRIBUTES} more` : '';
  return `: ${shown.join(', ')}${more}`;
}

/** What Terraform makes itself says nothing about a change. */
const OWN = new Set(['id', 'arn', 'tags_all', 'output', 'name_prefix']);

function changedAttributes(change: Change): string[] {
  const { before, after, afterUnknown } = change;
  const unknown = Object.keys((afterUnknown ?? {}) as Attributes).filter((name) => isUnknownAtAll(change, name));
  return [...new Set([...differingAttributes(before, after), ...unknown])].filter((name) => !OWN.has(name)).toSorted();
}

const isUnknownAtAll = (change: Change, name: string): boolean => {
  const { afterUnknown } = change;
  const inner =
    typeof afterUnknown === 'object' && afterUnknown !== null ? (afterUnknown as Attributes)[name] : undefined;
  return isUnknown(change, name) && (inner === true || JSON.stringify(inner ?? '').includes('true'));
};

function withValue(change: Change, name: string): string {
  const value = (values: Attributes | undefined, mask: unknown) => {
    if (isSensitive(mask, name)) return '(sensitive)';
    const one = values?.[name];
    if (one === null || one === undefined) return 'none';
    return typeof one === 'object' ? '…' : inlineCode(String(one as string | number | boolean), 60);
  };
  const before = value(change.before, change.beforeSensitive);
  const after = isUnknownAtAll(change, name) ? 'known after apply' : value(change.after, change.afterSensitive);
  return before === '…' || after === '…' ? inlineCode(name, 60) : `${inlineCode(name, 60)} ${before} → ${after}`;
}

/** A finding on one line. */
export const findingLine = (
  stack: string,
  address: string,
  rule: string,
  message: string,
  maxLength?: number,
): string =>
  `${inlineCode(stack, 80)} ${inlineCode(address, 120)}: ${escapeMarkdown(message, maxLength)} <sub>${escapeMarkdown(rule)}</sub>`;
