import { type Change, isUnknown } from '../../plan/change';
import type { Plan } from '../../plan/plan';
import { isCreated, refersToCreated } from './created';

/** What a policy of its own belongs to, by the attribute that names it. */
const OWNERS: Readonly<Record<string, readonly string[]>> = {
  role: ['aws_iam_role'],
  user: ['aws_iam_user'],
  group: ['aws_iam_group'],
  bucket: ['aws_s3_bucket'],
  vpc_endpoint_id: ['aws_vpc_endpoint'],
  key_id: ['aws_kms_key'],
  repository: ['aws_ecr_repository'],
  repository_name: ['aws_ecr_repository'],
  secret_arn: ['aws_secretsmanager_secret'],
  queue_url: ['aws_sqs_queue'],
  function_name: ['aws_lambda_function'],
  arn: ['aws_sns_topic'],
};

/** Whether a resource is a policy of something else, rather than something with a policy. */
export const isHeldPolicy = ({ type }: Change): boolean => type.endsWith('_policy') && type !== 'aws_iam_policy';

/** Whether what a policy belongs to, or is attached to, is created by the same plan: it had no power before. */
export const isOwnerNew = (change: Change, plan: Plan): boolean =>
  Object.entries(OWNERS).some(([attribute, types]) => {
    const name = change.after?.[attribute];
    return isUnknown(change, attribute)
      ? refersToCreated(plan, change.address, attribute, types)
      : typeof name === 'string' && types.some((type) => isCreated(plan, type, name));
  });

/** The owner's name, before or after, where it is known. */
export const ownerOf = (values: Change['before']): string | undefined =>
  Object.keys(OWNERS)
    .map((attribute) => values?.[attribute])
    .find((name): name is string => typeof name === 'string');

/** Whether the policy moves to another owner, who had none of it before. */
export const changesOwner = ({ before, after }: Change): boolean => {
  const [was, is] = [ownerOf(before), ownerOf(after)];
  return was !== undefined && is !== undefined && was !== is;
};

export const isOwnerDeleted = ({ before }: Change, { changes }: Plan): boolean => {
  const owner = ownerOf(before);
  return (
    owner !== undefined &&
    changes.some(
      ({ kind, before: deleted }) =>
        kind === 'delete' && [deleted?.id, deleted?.name, deleted?.bucket, deleted?.arn].includes(owner),
    )
  );
};
