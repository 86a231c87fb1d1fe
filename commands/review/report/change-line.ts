import { type Change, removesResource } from '../plan/change';
import type { StackReview } from '../review';
import { createdSummary } from './created-summary';
import { inlineCode, escapeMarkdown } from './escape';
import { leafDifferences } from './leaf-differences';
import { leafText, type Wording } from './leaf-text';

/** How much of each change is shown. */
export type Detail = 'values' | 'names' | 'addresses';

const CHANGE_MARKS: Readonly<Record<Change['kind'], string>> = {
  unknown: '❓ unknown',
  delete: '🗑️ destroy',
  replace: '♻️ replace',
  forget: '🫥 forget',
  update: '✏️ update',
  create: '➕ create',
  import: '📥 import',
  move: '➡️ move',
  'no-op': 'nothing',
};

/** Deletions and replacements first: what nobody reads to the end of must not hide them. */
const CHANGE_ORDER = Object.keys(CHANGE_MARKS);

export const inOrder = (changes: readonly Change[]): Change[] =>
  changes.toSorted((a, b) => CHANGE_ORDER.indexOf(a.kind) - CHANGE_ORDER.indexOf(b.kind));

/** A change on one line. */
export function changeLine(change: Change, stack: StackReview, detail: Detail, wording: Wording): string {
  const { address, kind, deposed, previousAddress, importing } = change;
  const path = detail === 'addresses' ? undefined : stack.constructPaths[address];
  const line = [
    `- ${CHANGE_MARKS[kind]} ${inlineCode(wording.redact(address))}`,
    ...(path === undefined ? [] : [`(${inlineCode(wording.redact(path))})`]),
    ...(deposed === undefined ? [] : ['(a leftover of an earlier deployment)']),
    ...(kind === 'replace' ? [change.createsFirst ? '(the new one first)' : '**(the old one first)**'] : []),
    ...(previousAddress === undefined ? [] : [`from ${inlineCode(wording.redact(previousAddress))}`]),
    ...(importing !== undefined && kind !== 'import' ? ['and import'] : []),
    ...(detail === 'addresses' ? [] : [why(change, wording)]),
  ];
  const details = detail === 'addresses' ? '' : attributes(change, stack, detail, wording);
  return `${line.filter((part) => part !== '').join(' ')}${details}`;
}

const REASONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    replace_because_tainted: 'it is tainted: its creation failed half-way',
    replace_by_request: 'by request (-replace)',
    replace_by_triggers: 'a trigger changes',
    delete_because_no_resource_config: 'it is no longer in the configuration',
    delete_because_wrong_repetition: 'count or for_each no longer has it',
    delete_because_count_index: 'count no longer has it',
    delete_because_each_key: 'for_each no longer has it',
    delete_because_no_module: 'its module is gone',
  }),
);

/** What forces a replacement, or why something is deleted. */
function why({ kind, reason, replacePaths }: Change, { redact }: Wording): string {
  if (kind === 'replace' && replacePaths.length > 0) {
    const paths = [...new Set(replacePaths.map((path) => path.join('.')))].slice(0, 4);
    return `— forced by ${paths.map((path) => inlineCode(redact(path), 60)).join(', ')}`;
  }
  const known = reason === undefined ? undefined : REASONS.get(reason);
  if (known !== undefined) return `— ${known}`;
  return kind === 'replace' && reason !== 'replace_because_cannot_update'
    ? '— a trigger changes, or the provider says so'
    : '';
}

const MAX_ATTRIBUTES = 8;

function attributes(change: Change, stack: StackReview, detail: 'values' | 'names', wording: Wording): string {
  if (change.kind === 'create') {
    const summary = detail === 'values' ? createdSummary(change, wording.budget) : undefined;
    return summary === undefined ? '' : `: ${escapeMarkdown(wording.redact(summary))}`;
  }
  if (change.kind !== 'update' && change.kind !== 'replace') return '';
  const differences = leafDifferences(change, stack.configuration);
  const shown = differences
    .slice(0, MAX_ATTRIBUTES)
    .map((one) => (detail === 'values' ? leafText(one, wording) : inlineCode(wording.redact(one.path), 60)));
  if (shown.length === 0) return removesResource(change) ? '' : ': only what AWS computes';
  const more = differences.length > MAX_ATTRIBUTES ? `, and ${differences.length - MAX_ATTRIBUTES} more` : '';
  return `: ${shown.join(', ')}${more}`;
}
