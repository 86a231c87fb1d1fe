import { inlineCode } from '../review/report/escape';
import { MAX_COMMENT_LENGTH } from '../review/report/markdown';
import { type Acceptance, ACCEPT_LABEL } from './acceptance';
import type { ChangeReview, RefusedStack } from './change-review';
import type { Stack } from './stacks';

/** Hidden in the comment, and how it is found again. */
export const COMMENT_MARKER = '<!-- plan review: the one comment that every run writes anew -->';
/** Who workflows comment as. */
export const WORKFLOWS_LOGIN = 'github-actions[bot]';

export interface Comment {
  readonly id: number;
  readonly body?: string | null;
  readonly user?: { readonly login?: string } | null;
}

/** A comment to write: over the one with this id, or a new one. */
export interface CommentUpsert {
  readonly id: number | undefined;
  readonly body: string;
}

/**
 * What to do so that a pull request has this text as its one comment.
 *
 * By the marker, and by who wrote it: `gh pr comment --edit-last` changes whatever the bot said last, and a comment in
 * which a person quotes the marker is not ours to change.
 */
export const commentUpsert = (comments: readonly Comment[], body: string): CommentUpsert => ({
  id: ourComment(comments)?.id,
  body,
});

/** Where there is nothing to say any more: only a comment that is there already says so. */
export function clearedComment(comments: readonly Comment[]): CommentUpsert | undefined {
  const body = `${COMMENT_MARKER}\n\n✅ This pull request changes no stack any more.\n`;
  return ourComment(comments) && commentUpsert(comments, body);
}

const ourComment = (comments: readonly Comment[]): Comment | undefined =>
  comments.find(({ body, user }) => user?.login === WORKFLOWS_LOGIN && body?.startsWith(COMMENT_MARKER));

/** What the comment reports. */
export interface CommentContent extends Pick<
  ChangeReview,
  'markdown' | 'plannedAfterNetwork' | 'failed' | 'refused' | 'unplanned'
> {
  /** What the label says of what a person must accept. Undefined where nobody must accept anything. */
  readonly label: Acceptance | undefined;
  /** Whether the label of whoever wrote or pushed part of it is not enough. */
  readonly acceptedByAnother: boolean;
  readonly commit: string;
  readonly runUrl: string;
}

/** The whole comment. What stops the run comes first, the review after it. */
export function commentBody(content: CommentContent): string {
  const { markdown, plannedAfterNetwork, failed, refused, unplanned, commit, runUrl } = content;
  const names = (stacks: readonly Stack[]) => stacks.map(({ name }) => `\`${name}\``).join(', ');
  const lead = [
    ...acceptanceLine(content),
    ...(failed.length > 0 ? [`❓ Could not be planned: ${names(failed)}. [The run's log](${runUrl}) says why.`] : []),
    ...refused.map(refusal),
    ...(plannedAfterNetwork.length > 0
      ? [
          `❓ To be planned when the network of this change is deployed, and to be approved then: ${names(plannedAfterNetwork)}.`,
        ]
      : []),
    ...(unplanned.length > 0
      ? [`ℹ️ Changed, and not planned, since their state or the credentials for it are not here: ${names(unplanned)}.`]
      : []),
  ].flatMap((line) => [line, '']);
  const foot = `<sub>[Run](${runUrl}) for ${commit}</sub>`;
  const frame = [COMMENT_MARKER, '', ...lead, '', '', foot, ''].join('\n').length;
  return [COMMENT_MARKER, '', ...lead, cut(markdown.trim(), MAX_COMMENT_LENGTH - frame), '', foot, ''].join('\n');
}

function acceptanceLine({ label, acceptedByAnother, runUrl }: CommentContent): string[] {
  if (label === undefined) return [];
  const rerun = `[re-run the failed job](${runUrl})`;
  const who = acceptedByAnother ? ' It must be somebody who wrote and pushed none of it.' : '';
  switch (label.kind) {
    case 'accepted':
      return [`🏷️ \`${label.by}\` accepted this with the label \`${ACCEPT_LABEL}\` after it was shown.`];
    case 'none':
      return [
        `🛑 **This run fails.** Read this review. If you mean it, add the label \`${ACCEPT_LABEL}\` and ${rerun}.${who} The label accepts what is shown here, and nothing else.`,
      ];
    case 'void':
      return [
        `🛑 **This run fails, and it removed the label \`${ACCEPT_LABEL}\`:** ${label.reason}. Read this review. If you mean it, add the label again and ${rerun}.${who}`,
      ];
  }
}

/** The reasons name blocks of Terraform, and what stands in them is others' to choose. */
const refusal = ({ stack, reasons }: RefusedStack): string =>
  `🛑 \`${stack.name}\` is only compared: it was not planned with credentials, since it has what the base does not, and planning could run or reach it: ${reasons.map((reason) => inlineCode(reason, 120)).join('; ')}.`;

const REST = "\n\n…the rest is in the run's summary.";

/** The review keeps to GitHub's limit by itself, and leaves some room; this is for when it was not enough. */
function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const kept = text.slice(0, maxLength - REST.length);
  return `${kept.slice(0, Math.max(kept.lastIndexOf('\n'), 0))}${REST}`;
}
