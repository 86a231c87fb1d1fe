import { MAX_COMMENT_LENGTH } from '../review/report/markdown';
import { ACCEPT_LABEL } from './accept-label';
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

export type CommentUpsert =
  | { readonly action: 'create'; readonly body: string }
  | { readonly action: 'update'; readonly id: number; readonly body: string }
  | { readonly action: 'none' };

/**
 * What to do so that a pull request has this text as its one comment.
 *
 * By the marker, and by who wrote it: `gh pr comment --edit-last` changes whatever the bot said last, and a comment in
 * which a person quotes the marker is not ours to change.
 *
 * @param body - undefined where there is nothing to say: then only a comment that is there already says so
 */
export function commentUpsert(comments: readonly Comment[], body: string | undefined): CommentUpsert {
  const ours = comments.find(
    ({ body: text, user }) => user?.login === WORKFLOWS_LOGIN && text?.startsWith(COMMENT_MARKER),
  );
  if (ours === undefined) return body === undefined ? { action: 'none' } : { action: 'create', body };
  const wanted = body ?? `${COMMENT_MARKER}\n\n✅ This pull request changes no stack any more.\n`;
  // GitHub gives back other line ends than it was given.
  const same = ours.body?.replaceAll('\r\n', '\n').trim() === wanted.trim();
  return same ? { action: 'none' } : { action: 'update', id: ours.id, body: wanted };
}

/** What the comment reports. */
export interface CommentContent {
  /** The review, as Markdown. */
  readonly review: string;
  /** Stacks that are no longer in the settings. What they deployed still runs. */
  readonly removed: readonly Stack[];
  /** Stacks that read the outputs of a network that this changes, and cannot be planned before it is deployed. */
  readonly plannedAfterNetwork: readonly Stack[];
  /** Stacks that could not be planned, and should have been. */
  readonly failed: readonly Stack[];
  /** Stacks that changed and were not planned, since their state or the credentials are not here. */
  readonly unplanned: readonly Stack[];
  /** `blocked`: the run fails until a person accepts the danger, by the label. `accepted`: one has. */
  readonly danger: 'none' | 'blocked' | 'accepted';
  readonly commit: string;
  readonly runUrl: string;
}

/** The whole comment. What stops the run comes first, the review after it. */
export function commentBody({
  review,
  removed,
  plannedAfterNetwork,
  failed,
  unplanned,
  danger,
  commit,
  runUrl,
}: CommentContent): string {
  const names = (stacks: readonly Stack[]) => stacks.map(({ name }) => `\`${name}\``).join(', ');
  const lead = [
    ...(danger === 'blocked'
      ? [
          `🛑 **This run fails.** If it is meant: add the label \`${ACCEPT_LABEL}\` and [run the failed job again](${runUrl}). A push takes the label off.`,
        ]
      : []),
    ...(danger === 'accepted' ? [`🏷️ The label \`${ACCEPT_LABEL}\` is on: what is dangerous here is meant.`] : []),
    ...(failed.length > 0 ? [`❓ Could not be planned: ${names(failed)}. [The run's log](${runUrl}) says why.`] : []),
    ...(removed.length > 0
      ? [
          `🛑 Gone from the settings: ${names(removed)}. What they deployed still runs and costs money; nothing here destroys it.`,
        ]
      : []),
    ...(plannedAfterNetwork.length > 0
      ? [
          `❓ To be planned when the network of this change is deployed, and to be approved then: ${names(plannedAfterNetwork)}.`,
        ]
      : []),
    ...(unplanned.length > 0
      ? [`ℹ️ Changed, and not planned, since their state or the credentials for it are not here: ${names(unplanned)}.`]
      : []),
  ];
  const foot = `<sub>[Run](${runUrl}) for ${commit}</sub>`;
  const frame = [COMMENT_MARKER, '', ...lead.flatMap((line) => [line, '']), '', '', foot, ''].join('\n').length;
  return [
    COMMENT_MARKER,
    '',
    ...lead.flatMap((line) => [line, '']),
    cut(review.trim(), MAX_COMMENT_LENGTH - frame),
    '',
    foot,
    '',
  ].join('\n');
}

const REST = "\n\n…the rest is in the run's summary.";

/** The review keeps to GitHub's limit by itself, and leaves some room; this is for when it was not enough. */
function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const kept = text.slice(0, maxLength - REST.length);
  return `${kept.slice(0, Math.max(kept.lastIndexOf('\n'), 0))}${REST}`;
}
