import { type Change, isUnknown } from '../../plan/change';
import { referencesOf, withoutKeys } from '../../plan/configuration';
import { changesOfType, type Plan } from '../../plan/plan';
import { namesCreated } from './created';

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

/** Whether what a policy belongs to is created by the same plan: it had no power before. */
export const isOwnerNew = (change: Change, plan: Plan): boolean =>
  Object.entries(OWNERS).some(
    ([attribute, types]) =>
      (change.after?.[attribute] !== undefined || isUnknown(change, attribute)) &&
      namesCreated(change, attribute, types, plan),
  );

/** The owner's name, before or after, where it is known. */
export const ownerOf = (values: Change['before']): string | undefined =>
  Object.keys(OWNERS)
    .map((attribute) => values?.[attribute])
    .find((name): name is string => typeof name === 'string');

/** Whether the policy moves to another owner, who had none of it before. One that is replaced stays the owner. */
export function changesOwner(change: Change, plan: Plan): boolean {
  const [was, is] = [ownerOf(change.before), ownerOf(change.after)];
  if (was === undefined) return false;
  if (is !== undefined) return was !== is;
  return Object.entries(OWNERS).some(([attribute, types]) => {
    const references = referencesOf(plan.configuration, change.address, attribute);
    return (
      isUnknown(change, attribute) &&
      references.length > 0 &&
      !types.some((type) =>
        changesOfType(plan, type).some(
          ({ address, before }) => references.includes(withoutKeys(address)) && namesOf(before).includes(was),
        ),
      )
    );
  });
}

const namesOf = (values: Change['before']): unknown[] => [values?.id, values?.name, values?.bucket, values?.arn];

export const isOwnerDeleted = ({ before }: Change, { changes }: Plan): boolean => {
  const owner = ownerOf(before);
  return (
    owner !== undefined &&
    changes.some(({ kind, before: deleted }) => kind === 'delete' && namesOf(deleted).includes(owner))
  );
};
