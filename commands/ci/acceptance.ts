import type { ShownReview } from './reviewed-plans';

/** The label that a person puts on a pull request to accept what was shown. */
export const ACCEPT_LABEL = 'accept-danger';

/** An event of an issue or a pull request, as far as it tells who put a label on or took it off. */
export interface LabelEvent {
  readonly id: number;
  /** `labeled` and `unlabeled`, among many others. */
  readonly event: string;
  readonly created_at: string;
  readonly actor: { readonly login: string; readonly type: string } | null;
  readonly label?: { readonly name: string };
  /** What acted in a person's name. */
  readonly performed_via_github_app?: object | null;
}

/** `none`: the label is not on. `void`: it is, and accepts nothing, for this reason. */
export type Acceptance =
  | { readonly kind: 'none' }
  | { readonly kind: 'accepted'; readonly by: string }
  | { readonly kind: 'void'; readonly reason: string };

/**
 * Whether a person accepted what is reviewed now: the label counts if it was put on after a run showed exactly this, and
 * before any run showed something else. So a push makes it void, and so does a base branch that changes the plan.
 *
 * @param digest - of what is reviewed now
 * @param shown - what earlier runs for the same commit showed, the newest first
 * @param authors - who wrote it, where their own label is not enough
 */
export function acceptance(
  events: readonly LabelEvent[],
  digest: string,
  shown: readonly ShownReview[],
  authors: ReadonlySet<string>,
): Acceptance {
  const newest = events
    .filter(({ event, label }) => (event === 'labeled' || event === 'unlabeled') && label?.name === ACCEPT_LABEL)
    .toSorted((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at) || b.id - a.id)[0];
  if (newest?.event !== 'labeled') return { kind: 'none' };
  const { actor, created_at, performed_via_github_app } = newest;
  if (actor?.type !== 'User' || performed_via_github_app)
    return { kind: 'void', reason: 'a bot or an app added it, and a person must' };
  if (authors.has(actor.login.toLowerCase()))
    return {
      kind: 'void',
      reason: `\`${actor.login}\` added it and wrote or pushed part of this: somebody else must`,
    };
  // To the second, as GitHub tells it.
  const seen = shown.find(({ at }) => at.getTime() < Date.parse(created_at));
  if (seen?.digest !== digest) return { kind: 'void', reason: 'it was added before this was shown' };
  return { kind: 'accepted', by: actor.login };
}
