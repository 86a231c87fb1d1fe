import { type Attributes, firstBlock, stringsIn } from '../../plan/attributes';
import { attributeDiffers, type Change } from '../../plan/change';
import type { Plan } from '../../plan/plan';
import { eachChange } from '../finding';

const CANNED = /^(public-read|public-read-write|authenticated-read|aws-exec-read)$/;
const EVERYONE = /\/groups\/(global\/AllUsers|global\/AuthenticatedUsers)$/;

/** An access control list lets in everyone, or another account, whatever the policies say. */
export const aclOpen = eachChange(
  {
    name: 'acl-open',
    level: 'danger',
    types: ['aws_s3_bucket', 'aws_s3_bucket_acl', 'aws_s3_object', 'aws_s3_object_copy'],
    advice: 'Use no access control lists: object_ownership is BucketOwnerEnforced.',
  },
  (change, { plan }) => {
    if (change.kind === 'delete' || change.kind === 'no-op' || change.after === undefined) return undefined;
    const { acl } = change.after;
    if (typeof acl === 'string' && CANNED.test(acl) && attributeDiffers(change, 'acl'))
      return `The access control list is ${acl}: ${acl === 'authenticated-read' ? 'anyone with an AWS account' : 'everyone'} may read what is in it.`;
    const grantees = newGrantees(change);
    if (grantees.some(({ uri }) => EVERYONE.test(String(uri)))) return 'An access control list lets everyone in.';
    const owners = [...ownersIn(change), ...ownCanonicalIds(plan)];
    return grantees.some(({ id }) => typeof id === 'string' && id !== '' && !owners.includes(id))
      ? 'An access control list lets another account in.'
      : undefined;
  },
);

function newGrantees(change: Change): Attributes[] {
  const before = new Set(granteesIn(change.before).map((grantee) => JSON.stringify(grantee)));
  return granteesIn(change.after).filter((grantee) => !before.has(JSON.stringify(grantee)));
}

/** Blocks that name somebody, at any level. */
function granteesIn(values: Attributes | undefined): Attributes[] {
  const within = (value: unknown): Attributes[] => {
    if (typeof value !== 'object' || value === null) return [];
    const { uri, id, type } = value as Attributes;
    const own = typeof type === 'string' && (uri !== undefined || id !== undefined) ? [value as Attributes] : [];
    return [...own, ...Object.values(value).flatMap(within)];
  };
  return [values?.grant, values?.access_control_policy].flatMap(within);
}

/** An account by another name. */
const ownCanonicalIds = ({ prior }: Plan): string[] =>
  [...prior.values()].flatMap(({ type, values }) => (type === 'aws_canonical_user_id' ? stringsIn([values.id]) : []));

const ownersIn = ({ after }: Change): string[] =>
  stringsIn([firstBlock(firstBlock(after, 'access_control_policy'), 'owner')?.id]);
