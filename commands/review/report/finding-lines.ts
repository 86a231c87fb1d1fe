import type { StackReview } from '../review';
import type { Finding, Level } from '../rules/finding';
import { escapeMarkdown, inlineCode } from './escape';

const MARKS: Readonly<Record<Level, string>> = { danger: '🛑', caution: '⚠️', note: 'ℹ️' };
const LEVELS: readonly Level[] = ['danger', 'caution', 'note'];

/** As many findings of one rule in one stack are written out. */
const MAX_ALIKE = 3;
/** Of the others only the addresses are written out, and not more than these. */
const MAX_ADDRESSES = 50;

export interface FindingOfStack extends Finding {
  readonly stack: string;
}

/** What belongs together: findings of one cause, or many of one rule in a stack, or one by itself. */
interface FindingGroup {
  readonly cause: string | undefined;
  readonly findings: readonly FindingOfStack[];
}

/** What a reader should see: not accepted, and not why a plan cannot be judged, which stands above. */
export const openFindings = (stacks: readonly StackReview[]): FindingOfStack[] =>
  stacks.flatMap(({ name, findings, limits }) =>
    findings
      .filter(({ accepted, message }) => accepted === undefined && !limits.includes(message))
      .map((finding) => ({ ...finding, stack: name })),
  );

/** One bullet for each group, the worst first. */
export function findingLines(findings: readonly FindingOfStack[], maxLength: number): string[] {
  return grouped(findings)
    .toSorted((a, b) => worst(a) - worst(b))
    .map((group) => groupText(group, maxLength));
}

function grouped(findings: readonly FindingOfStack[]): FindingGroup[] {
  const groups = new Map<string, FindingOfStack[]>();
  for (const finding of findings) {
    const { cause, rule, stack } = finding;
    const key = cause === undefined ? `${stack} ${rule}` : `cause ${cause}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].flatMap((group) => {
    const cause = group[0]?.cause;
    if (cause !== undefined ? group.length > 1 : group.length > MAX_ALIKE) return [{ cause, findings: group }];
    return group.map((finding) => ({ cause: undefined, findings: [finding] }));
  });
}

const worst = ({ findings }: FindingGroup): number => Math.min(...findings.map(({ level }) => LEVELS.indexOf(level)));

function groupText(group: FindingGroup, maxLength: number): string {
  const { cause, findings } = group;
  const [first] = findings as readonly [FindingOfStack];
  const mark = MARKS[LEVELS[worst(group)] as Level];
  if (cause !== undefined) {
    const advice = [...new Set(findings.map((finding) => finding.advice))].filter((text) => text !== '').slice(0, 1);
    return [
      `- ${mark} **${escapeMarkdown(cause, maxLength)}.** ${advice.map((text) => italic(text, maxLength)).join('')}`.trimEnd(),
      ...findings.map((finding) => `  - ${where(finding)}: ${sentence(finding.message, maxLength)} ${ruleOf(finding)}`),
    ].join('\n');
  }
  const advice = first.advice === '' ? '' : ` ${italic(first.advice, maxLength)}`;
  const line = `- ${mark} ${where(first)}: ${sentence(first.message, maxLength)}${advice} ${ruleOf(first)}`;
  if (findings.length === 1) return line;
  const others = findings.slice(1).map(({ address }) => inlineCode(address, 120));
  const unnamed = others.length - MAX_ADDRESSES;
  const rest = unnamed > 0 ? ` and ${unnamed} more: --json has all of them` : '';
  return `${line}\n  - and ${others.length} more like it: ${others.slice(0, MAX_ADDRESSES).join(', ')}${rest}`;
}

const italic = (text: string, maxLength: number): string => `*${escapeMarkdown(text, maxLength)}*`;

/** Others' rules may leave the full stop out. */
const sentence = (text: string, maxLength: number): string =>
  escapeMarkdown(/[.!?…]$/.test(text) ? text : `${text}.`, maxLength);

const where = ({ stack, address }: FindingOfStack): string =>
  stack === address ? inlineCode(stack, 80) : `${inlineCode(stack, 80)} ${inlineCode(address, 120)}`;

const ruleOf = ({ rule }: Finding): string => `<sub>${escapeMarkdown(rule)}</sub>`;

/** What the repository accepts, with why. */
export const acceptedLines = (stacks: readonly StackReview[], maxLength: number): string[] =>
  stacks.flatMap(({ name, findings }) =>
    findings.flatMap(({ accepted, ...finding }) =>
      accepted === undefined
        ? []
        : [
            `- ☑️ ${where({ ...finding, stack: name })}: ${sentence(finding.message, maxLength)} ${ruleOf(finding)} Accepted until ${escapeMarkdown(accepted.until)}: ${escapeMarkdown(accepted.reason, maxLength)}`,
          ],
    ),
  );
