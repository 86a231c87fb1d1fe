import { Budget } from '../policy/budget';
import { rules } from '../rules';
import type { ChangeCounts, Review, StackReview } from '../review';
import { changeLine, type Detail, inOrder } from './change-line';
import { inlineCode, escapeForMarkdownHtml, escapeMarkdown } from './escape';
import { acceptedLines, findingLines, openFindings } from './finding-lines';
import { headline } from './headline';
import type { Wording } from './leaf-text';
import { outputLine } from './output-line';
import { stackSummary } from './stack-summary';

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
  const budget = new Budget();
  for (const size of SIZES) {
    // It would not fit, however short its lines: not worth writing.
    if (size.detail !== 'none' && changes * MIN_LINE_LENGTH > maxLength) continue;
    const text = rendered(review, size, budget);
    if (text.length <= maxLength) return text;
  }
  return `${[...rendered(review, SIZES.at(-1) as Size, budget)].slice(0, maxLength / 2).join('')}\n\n(cut here: --json has all of it)\n`;
}

function rendered(review: Review, size: Size, budget: Budget): string {
  const { stacks, redact, zones } = review;
  const wording: Wording = { redact, nameOf: (id) => redact(zones.get(id) ?? id), budget };
  const changed = stacks.filter((stack) => stack.verdict !== 'no changes');
  const unchanged = stacks.filter((stack) => stack.verdict === 'no changes');
  return [
    `## ${headline(review)}`,
    '',
    ...basis(stacks),
    ...limits(stacks),
    ...attention(stacks, size),
    ...paragraph(changed.flatMap((stack) => (size.detail === 'none' ? [] : (stackSummary(stack, wording) ?? [])))),
    ...(changed.length === 0 ? [] : [...table(changed), '']),
    ...changed.flatMap((stack) => details(stack, size, wording)),
    ...(size.detail === 'values' ? [] : [shortened(size), '']),
    ...unchangedStacks(unchanged),
    ...paragraph(foot(changed)),
  ].join('\n');
}

const paragraph = (lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : [...lines, '']);

/** The reader must know what the review rests on. */
function basis(stacks: readonly StackReview[]): readonly string[] {
  const synthesized = stacks.filter((stack) => stack.basis === 'synthesis');
  if (synthesized.length === 0) return [];
  const which =
    synthesized.length === stacks.length
      ? 'From'
      : `${synthesized.map(({ name }) => inlineCode(name, 80)).join(', ')}: from`;
  return paragraph([
    `${which} the synthesized Terraform alone, without a plan: what is deployed, what AWS fills in and what only a plan can know is not in it.`,
  ]);
}

const limits = (stacks: readonly StackReview[]): readonly string[] =>
  paragraph(
    stacks.flatMap(({ name, findings, limits: all }) =>
      findings
        .filter(({ level, message }) => level !== 'note' && all.includes(message))
        .map(({ message, advice }) =>
          `- ❓ ${inlineCode(name, 80)}: ${escapeMarkdown(message)} ${escapeMarkdown(advice)}`.trimEnd(),
        ),
    ),
  );

function attention(stacks: readonly StackReview[], { findingLength, maxFindings }: Size): readonly string[] {
  const open = openFindings(stacks);
  const all = findingLines(open, findingLength);
  const accepted = acceptedLines(stacks, findingLength);
  if (all.length + accepted.length === 0) return [];
  const omitted = all.length - Math.min(all.length, maxFindings);
  return [
    open.some(({ level }) => level !== 'note') ? '### What deserves attention' : '### Worth knowing',
    '',
    ...all.slice(0, maxFindings),
    ...(omitted > 0 ? [`- … and ${omitted} more: --json has all of them`] : []),
    ...accepted,
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
  ['unknown', 'unknown'],
];

/** Without the columns in which there is nothing. */
function table(stacks: readonly StackReview[]): string[] {
  const columns = COUNT_COLUMNS.filter(([column]) => stacks.some(({ counts }) => counts[column] > 0));
  return [
    `| stack | ${columns.map(([, title]) => `${title} | `).join('')}|`,
    `| --- | ${columns.map(() => '---: | ').join('')}--- |`,
    ...stacks.map(
      ({ name, counts, provisional, context }) =>
        `| ${inlineCode(name, 80)} | ${columns.map(([count]) => (counts[count] === 0 ? '| ' : `**${counts[count]}** | `)).join('')}${[
          ...(provisional ? ['*provisional*: planned again after the network'] : []),
          ...context.map((one) => escapeMarkdown(one)),
        ].join('; ')} |`,
    ),
  ];
}

function details(stack: StackReview, { detail }: Size, wording: Wording): string[] {
  if (detail === 'none' || (stack.changes.length === 0 && stack.outputs.length === 0)) return [];
  const [shown, silent] = [
    stack.changes.filter((change) => !isBookkeeping(change.type)),
    stack.changes.filter((change) => isBookkeeping(change.type)),
  ];
  const open = stack.counts.delete + stack.counts.replace + stack.counts.forget > 0 ? ' open' : '';
  return [
    `<details${open}><summary>${escapeForMarkdownHtml(stack.name, 80)}: ${stack.changes.length} change${stack.changes.length === 1 ? '' : 's'}</summary>`,
    '',
    ...inOrder(shown).map((change) => changeLine(change, stack, detail, wording)),
    ...(silent.length === 0
      ? []
      : [`- and ${silent.length} \`terraform_data\`, by which Terraform keeps track of the above`]),
    ...(stack.outputs.length === 0
      ? []
      : [`- outputs: ${stack.outputs.map((output) => outputLine(output, detail, wording)).join(', ')}`]),
    '</details>',
    '',
  ];
}

/** It exists in Terraform's state only. */
const isBookkeeping = (type: string): boolean => type === 'terraform_data';

function shortened({ detail, maxFindings }: Size): string {
  const what = detail === 'names' ? 'values' : detail === 'addresses' ? 'attributes and reasons' : 'the single changes';
  return `*Shortened to fit a comment: without ${what}${maxFindings === Infinity ? '' : ', and not all findings'}.*`;
}

const unchangedStacks = (stacks: readonly StackReview[]): readonly string[] =>
  stacks.length === 0
    ? []
    : paragraph([
        `<details><summary>No changes in ${stacks.length} stack${stacks.length === 1 ? '' : 's'}</summary>\n\n${stacks.map(({ name }) => inlineCode(name, 80)).join(', ')}\n</details>`,
      ]);

/** What was looked at, and what nobody looked at. */
function foot(changed: readonly StackReview[]): string[] {
  if (changed.length === 0) return [];
  const unknown = [...new Set(changed.flatMap(({ unknownTypes }) => unknownTypes))].filter(
    (type) => !isBookkeeping(type),
  );
  const redacted = changed.filter((stack) => stack.basis === 'redacted plan').map(({ name }) => inlineCode(name, 80));
  return [
    `<sub>${[
      `${rules.length} rules looked at every change.`,
      ...(unknown.length === 0
        ? []
        : [`No rule knows ${unknown.map((type) => inlineCode(type, 80)).join(', ')}: read those yourself.`]),
      ...(redacted.length === 0
        ? []
        : [
            `HCP Terraform gives a redacted plan of ${redacted.join(', ')}: sensitive values, the state before, the configuration and its conditions are not in it.`,
          ]),
    ].join(' ')}</sub>`,
  ];
}
