import type { ChangeCounts, Review, StackReview, ReviewVerdict } from '../review';
import type { Level } from '../rules/finding';
import { changeLine, type Detail, findingLine, inOrder } from './change-line';
import { inlineCode, escapeForMarkdownHtml, escapeMarkdown } from './escape';

/** GitHub refuses comments that are longer. Some room is left for what a workflow puts round this one. */
export const MAX_COMMENT_LENGTH = 65_536;
const ROOM = 4_096;
/** Of a change: a mark and an address. */
const MIN_LINE_LENGTH = 20;

interface Size {
  readonly detail: Detail | 'none';
  /** The longest a finding may be, in characters. */
  readonly findingLength: number;
  readonly maxFindings: number;
}

/** From all there is to the least: the changes are shortened first, the findings last and then only in length. */
const SIZES: readonly Size[] = [
  { detail: 'values', findingLength: 900, maxFindings: Infinity },
  { detail: 'names', findingLength: 900, maxFindings: Infinity },
  { detail: 'addresses', findingLength: 900, maxFindings: Infinity },
  { detail: 'none', findingLength: 900, maxFindings: Infinity },
  { detail: 'none', findingLength: 200, maxFindings: Infinity },
  { detail: 'none', findingLength: 80, maxFindings: 300 },
];

/** One comment for all stacks: the verdict, what deserves a human's attention, the counts, the changes. */
export function reviewMarkdown(review: Review): string {
  const maxLength = MAX_COMMENT_LENGTH - ROOM;
  const changes = review.stacks.reduce((sum, stack) => sum + stack.changes.length, 0);
  for (const size of SIZES) {
    // It would not fit, however short its lines: not worth writing.
    if (size.detail !== 'none' && changes * MIN_LINE_LENGTH > maxLength) continue;
    const text = rendered(review, size);
    if (text.length <= maxLength) return text;
  }
  return `${[...rendered(review, SIZES.at(-1) as Size)].slice(0, maxLength / 2).join('')}\n\n(cut here: --json has all of it)\n`;
}

function rendered({ verdict, stacks, redact }: Review, size: Size): string {
  const changed = stacks.filter((stack) => stack.verdict !== 'no changes');
  const unchanged = stacks.filter((stack) => stack.verdict === 'no changes');
  return [
    `## ${headline(verdict, stacks)}`,
    '',
    ...basis(stacks),
    ...limits(stacks),
    ...attention(stacks, size),
    ...(changed.length === 0 ? [] : [...table(changed), '']),
    ...changed.flatMap((stack) => details(stack, size, redact)),
    ...(size.detail === 'values' ? [] : [shortened(size), '']),
    ...(unchanged.length === 0
      ? []
      : [
          `<details><summary>No changes in ${unchanged.length} stack${unchanged.length === 1 ? '' : 's'}</summary>\n\n${unchanged.map(({ name }) => inlineCode(name, 80)).join(', ')}\n</details>`,
          '',
        ]),
  ].join('\n');
}

function headline(verdict: ReviewVerdict, stacks: readonly StackReview[]): string {
  const count = (level: Level) =>
    stacks.reduce((sum, { findings }) => sum + findings.filter((finding) => finding.level === level).length, 0);
  const [dangers, cautions] = [count('danger'), count('caution')];
  const counted = [
    ...(dangers > 0 ? [`${dangers} danger${dangers === 1 ? '' : 's'}`] : []),
    ...(cautions > 0 ? [`${cautions} caution${cautions === 1 ? '' : 's'}`] : []),
  ].join(', ');
  switch (verdict) {
    case 'danger':
      return `🛑 ${counted}`;
    case 'cannot be judged':
      return `❓ Not all of this can be judged${counted === '' ? '' : `; ${counted}`}`;
    case 'caution':
      return `⚠️ ${counted}`;
    case 'changes':
      return '✅ Changes, and none of them found dangerous';
    case 'no changes':
      return '✅ No changes';
  }
}

/** The reader must know what the review rests on. */
function basis(stacks: readonly StackReview[]): string[] {
  const synthesized = stacks.filter((stack) => stack.basis === 'synthesis');
  if (synthesized.length === 0) return [];
  const which =
    synthesized.length === stacks.length
      ? 'From'
      : `${synthesized.map(({ name }) => inlineCode(name, 80)).join(', ')}: from`;
  return [
    `${which} the synthesized Terraform alone, without a plan: what is deployed, what AWS fills in and what only a plan can know is not in it.`,
    '',
  ];
}

const limits = (stacks: readonly StackReview[]): string[] => {
  const lines = stacks.flatMap(({ name, limits: all }) =>
    all.map((limit) => `- ❓ ${inlineCode(name, 80)}: ${escapeMarkdown(limit)}`),
  );
  return lines.length === 0 ? [] : [...lines, ''];
};

function attention(stacks: readonly StackReview[], { findingLength, maxFindings }: Size): string[] {
  const marks: Readonly<Record<Level, string>> = { danger: '🛑', caution: '⚠️', note: 'ℹ️' };
  const all = (['danger', 'caution', 'note'] as const).flatMap((level) =>
    stacks.flatMap(({ name, findings }) =>
      findings
        .filter((finding) => finding.level === level && !finding.rule.startsWith('plan-'))
        .map(
          ({ address, rule, message }) =>
            `- ${marks[level]} ${findingLine(name, address, rule, message, findingLength)}`,
        ),
    ),
  );
  if (all.length === 0) return [];
  const omitted = all.length - Math.min(all.length, maxFindings);
  return [
    '### What deserves attention',
    '',
    ...all.slice(0, maxFindings),
    ...(omitted > 0 ? [`- … and ${omitted} more: --json has all of them`] : []),
    '',
  ];
}

const COUNT_COLUMNS: readonly [keyof ChangeCounts, string][] = [
  ['create', 'create'],
  ['update', 'update'],
  ['replace', '*replace*'],
  ['delete', 'destroy'],
  ['import', 'import'],
  ['move', 'move'],
  ['forget', 'forget'],
];

const table = (stacks: readonly StackReview[]): string[] => [
  `| stack | ${COUNT_COLUMNS.map(([, title]) => title).join(' | ')} | |`,
  `| --- | ${COUNT_COLUMNS.map(() => '---:').join(' | ')} | --- |`,
  ...stacks.map(
    ({ name, counts, provisional, context }) =>
      `| ${inlineCode(name, 80)} | ${COUNT_COLUMNS.map(([count]) => (counts[count] === 0 ? '' : `**${counts[count]}**`)).join(' | ')} | ${[
        ...(provisional ? ['*provisional*: planned again after the network'] : []),
        ...context.map((one) => escapeMarkdown(one)),
      ].join('; ')} |`,
  ),
];

function details(stack: StackReview, { detail }: Size, redact: Review['redact']): string[] {
  if (detail === 'none' || (stack.changes.length === 0 && stack.outputs.length === 0)) return [];
  const lines = inOrder(stack.changes).map((change) => redact(changeLine(change, stack, detail)));
  const outputs =
    stack.outputs.length === 0
      ? []
      : [`- outputs: ${stack.outputs.map(({ name }) => inlineCode(name, 80)).join(', ')}`];
  const open = stack.counts.delete + stack.counts.replace + stack.counts.forget > 0 ? ' open' : '';
  return [
    `<details${open}><summary>${escapeForMarkdownHtml(stack.name, 80)}: ${stack.changes.length} change${stack.changes.length === 1 ? '' : 's'}</summary>`,
    '',
    ...lines,
    ...outputs,
    '</details>',
    '',
  ];
}

function shortened({ detail, maxFindings }: Size): string {
  const what = detail === 'names' ? 'values' : detail === 'addresses' ? 'attributes and reasons' : 'the single changes';
  return `*Shortened to fit a comment: without ${what}${maxFindings === Infinity ? '' : ', and not all findings'}.*`;
}
