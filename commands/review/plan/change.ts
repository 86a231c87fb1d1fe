import type { PlannedAction } from '../../shared/terraform-files/planned-action';
import type { Attributes } from './attributes';
import { isSensitive } from './secrets';

/** What a plan does with a resource, or with what the state says of it. */
export type ChangeKind = PlannedAction | 'import' | 'move';

/** A resource of a plan, with what happens to it. */
export interface Change {
  readonly address: string;
  readonly type: string;
  /** The key of a leftover object that shares its address with the current one. */
  readonly deposed: string | undefined;
  readonly kind: ChangeKind;
  /** For a replacement: whether the new one is created before the old one is deleted. */
  readonly createsFirst: boolean;
  readonly before: Attributes | undefined;
  readonly after: Attributes | undefined;
  /** In the shape of `after`: true where a value is known only once it is applied. */
  readonly afterUnknown: unknown;
  /** In the shapes of `before` and `after`: true, at any level, where what is below is sensitive. */
  readonly beforeSensitive: unknown;
  readonly afterSensitive: unknown;
  /** The attributes that force a replacement. None where a trigger does. */
  readonly replacePaths: readonly (readonly (string | number)[])[];
  /** The reason that Terraform gives. */
  readonly reason: string | undefined;
  readonly previousAddress: string | undefined;
  /** What is imported: `{ id }` or `{ identity }`. */
  readonly importing: Attributes | undefined;
}

/** Whether the change deletes the current object, at least for a moment. */
export const removesResource = ({ kind }: Change): boolean => kind === 'delete' || kind === 'replace';

/** Whether an attribute, or anything in it, is not known before it is applied: the mask is of the same kind. */
export const isUnknown = ({ afterUnknown }: Change, attribute: string): boolean => isSensitive(afterUnknown, attribute);

/** Whether an attribute, or anything in it, is sensitive before or after: nothing of it may be quoted. */
export const isSensitiveAttribute = ({ beforeSensitive, afterSensitive }: Change, attribute: string): boolean =>
  isSensitive(beforeSensitive, attribute) || isSensitive(afterSensitive, attribute);

/** Whether an attribute has another value after than before, as far as that is known. */
export function attributeDiffers(change: Change, attribute: string): boolean {
  if (isUnknown(change, attribute)) return true;
  return JSON.stringify(change.before?.[attribute]) !== JSON.stringify(change.after?.[attribute]);
}

/** A side of a plan: what there is before it is applied, or after. */
export type Side = 'before' | 'after';

/**
 * What there is of a resource before or after. What is imported or forgotten is there both times, though Terraform does
 * not manage it on one side.
 */
export function valuesAt({ kind, before, after }: Change, side: Side): Attributes | undefined {
  if (kind === 'forget') return before;
  if (kind === 'import') return before ?? after;
  return side === 'before' ? before : after;
}

/** What people know a resource by. */
export function nameOf({ before, after, address }: Change): string {
  const values = before ?? after;
  const tags = values?.tags as Attributes | undefined;
  const names = [tags?.Name, values?.name, values?.name_prefix, values?.bucket, values?.id];
  return names.find((name): name is string => typeof name === 'string' && name !== '') ?? address;
}
