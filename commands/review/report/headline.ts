import type { Review, StackReview } from '../review';
import { inlineCode } from './escape';
import { type FindingOfStack, openFindings } from './finding-lines';

const MAX_STACKS = 3;

/** The verdict, and where: what is read by somebody who reads no more. */
export function headline({ verdict, stacks }: Review): string {
  const failed = stacks.filter(({ errored }) => errored).map(({ name }) => name);
  const open = openFindings(stacks);
  const accepted = stacks.flatMap(({ findings }) => findings.filter((finding) => finding.accepted !== undefined));
  const counts = [
    ...(failed.length > 0 ? [`planning failed in ${listed(failed)}`] : []),
    ...counted(open),
    ...(accepted.length > 0 ? [`${accepted.length} accepted`] : []),
  ].join('; ');
  switch (verdict) {
    case 'danger':
      return `🛑 ${counts}`;
    case 'cannot be judged':
      return `❓ Not all of this can be judged${counts === '' ? '' : `; ${counts}`}`;
    case 'caution':
      return `⚠️ ${counts}`;
    case 'changes':
      return `✅ No danger found in ${changesIn(stacks)}${counts === '' ? '' : `; ${counts}`}`;
    case 'no changes':
      return '✅ No changes';
  }
}

function counted(findings: readonly FindingOfStack[]): string[] {
  const groups = (['danger', 'caution'] as const)
    .map((level) => ({ level, all: findings.filter((finding) => finding.level === level) }))
    .filter(({ all }) => all.length > 0)
    .map(({ level, all }) => ({
      text: `${all.length} ${level}${all.length === 1 ? '' : 's'}`,
      where: listed(all.map(({ stack }) => stack)),
    }));
  const isOnePlace = new Set(groups.map(({ where }) => where)).size === 1;
  if (isOnePlace) return [`${groups.map(({ text }) => text).join(', ')} in ${groups[0]?.where ?? ''}`];
  return groups.map(({ text, where }) => `${text} in ${where}`);
}

function changesIn(stacks: readonly StackReview[]): string {
  const changed = stacks.filter(({ verdict }) => verdict !== 'no changes');
  const changes = changed.reduce((sum, stack) => sum + stack.changes.length, 0);
  return `${changes} change${changes === 1 ? '' : 's'} of ${listed(changed.map(({ name }) => name))}`;
}

function listed(names: readonly string[]): string {
  const all = [...new Set(names)];
  const shown = all.slice(0, MAX_STACKS).map((name) => inlineCode(name, 80));
  return all.length > MAX_STACKS ? `${shown.join(', ')} and ${all.length - MAX_STACKS} more stacks` : shown.join(', ');
}
