import { type Attributes, firstBlock } from '../../plan/attributes';
import { type Change, removesResource } from '../../plan/change';
import { changesOfType, type Plan } from '../../plan/plan';
import { eachChange } from '../finding';

/** Undefined where nothing is lost. */
type Look = (before: Attributes, after: Attributes) => string | undefined;

const turnedOn =
  (attribute: string, message: string): Look =>
  (before, after) =>
    before[attribute] !== true && after[attribute] === true ? message : undefined;

const turnedOff =
  (attribute: string, message: string): Look =>
  (before, after) =>
    before[attribute] === true && after[attribute] !== true ? message : undefined;

const windowOf = ({ deletion_window_in_days: days }: Attributes): number => Number(days ?? 30);

/** What keeps data from being lost by mistake, by the type of its resource. */
const SAFEGUARDS: Readonly<Record<string, readonly Look[]>> = {
  aws_s3_bucket: [turnedOn('force_destroy', 'Destroying the bucket from now on deletes every object in it.')],
  aws_s3_bucket_versioning: [
    (before, after) => {
      const [was, is] = [before, after].map((values) => firstBlock(values, 'versioning_configuration'));
      if (was?.status === 'Enabled' && is?.status !== 'Enabled')
        return 'Versioning is suspended: what is overwritten or deleted is lost.';
      return was?.mfa_delete === 'Enabled' && is?.mfa_delete !== 'Enabled'
        ? 'Versions can be deleted for good without a second factor.'
        : undefined;
    },
  ],
  aws_s3_bucket_object_lock_configuration: [
    (before, after) =>
      firstBlock(before, 'rule') !== undefined && firstBlock(after, 'rule') === undefined
        ? 'New objects are no longer locked.'
        : undefined,
  ],
  aws_s3_bucket_ownership_controls: [
    (before, after) => {
      const [was, is] = [before, after].map((values) => firstBlock(values, 'rule')?.object_ownership);
      return was === 'BucketOwnerEnforced' && is !== was
        ? 'ACLs count again: whoever uploads an object may give it to others.'
        : undefined;
    },
  ],
  aws_kms_key: [
    turnedOff('enable_key_rotation', 'The key is no longer rotated.'),
    (before, after) =>
      windowOf(after) < windowOf(before)
        ? `A deleted key can be restored for ${windowOf(after)} days instead of ${windowOf(before)}.`
        : undefined,
  ],
  aws_cloudwatch_log_group: [turnedOff('deletion_protection_enabled', 'The log group can be deleted again.')],
  aws_ebs_encryption_by_default: [turnedOff('enabled', 'New volumes of the account are no longer encrypted.')],
  aws_ecr_repository: [
    (before, after) =>
      before.image_tag_mutability === 'IMMUTABLE' && after.image_tag_mutability === 'MUTABLE'
        ? 'A tag can be moved to another image: what a new instance runs is no longer what was tested.'
        : undefined,
    turnedOn('force_delete', 'Destroying the repository from now on deletes every image in it.'),
  ],
};

/** Deleting one of these does the same as turning it off. */
const DELETED: Readonly<Record<string, string>> = {
  aws_s3_bucket_versioning: 'Versioning is suspended: what is overwritten or deleted is lost.',
  aws_s3_bucket_ownership_controls: 'ACLs count again: whoever uploads an object may give it to others.',
  aws_s3_bucket_object_lock_configuration: 'New objects are no longer locked.',
  aws_ebs_encryption_by_default: 'New volumes of the account are no longer encrypted.',
};

/** Nothing is lost yet; the next mistake loses it. */
export const safeguardOff = eachChange(
  {
    name: 'safeguard-off',
    level: 'caution',
    types: Object.keys(SAFEGUARDS),
    advice: 'Keep it, or say in the pull request why it is no longer needed.',
  },
  (change, { plan }) => {
    const { type, kind, before, after } = change;
    if (kind === 'delete') return isBucketRemoved(plan) ? undefined : DELETED[type];
    if (kind !== 'update' || before === undefined || after === undefined) return undefined;
    const messages = (SAFEGUARDS[type] ?? []).flatMap((look) => look(before, after) ?? []);
    return messages.length === 0 ? undefined : messages.join(' ');
  },
);

const isBucketRemoved = (plan: Plan): boolean =>
  changesOfType(plan, 'aws_s3_bucket').some((bucket: Change) => removesResource(bucket));

const REMOVED: Readonly<Record<string, string>> = {
  aws_ecr_repository: 'The repository is deleted, with its images: a new instance cannot start without its image.',
  aws_s3_object: 'An object is deleted that a model in service uses: a new instance cannot download it.',
};

/** What a model in service starts from: the next instance needs it again. */
export const sourceRemoved = eachChange(
  {
    name: 'source-removed',
    level: 'danger',
    types: Object.keys(REMOVED),
    advice: 'Move the endpoint to another model first.',
  },
  (change, { plan }) => {
    if (!removesResource(change) || change.deposed !== undefined) return undefined;
    if (change.type === 'aws_ecr_repository') return REMOVED[change.type];
    return isServed(change, plan) ? REMOVED[change.type] : undefined;
  },
);

/** Whether a model that stays has the object as its artifact. */
function isServed({ before }: Change, plan: Plan): boolean {
  const url = `s3://${String(before?.bucket)}/${String(before?.key)}`;
  return changesOfType(plan, 'aws_sagemaker_model').some(
    ({ kind, before: model, after }) =>
      kind !== 'delete' &&
      firstBlock(model, 'primary_container')?.model_data_url === url &&
      firstBlock(after, 'primary_container')?.model_data_url === url,
  );
}
