import { eachChange } from '../finding';

const OF_EVERYONE = 'aws_iam_policy_attachment';

/** Attaching for good takes policies away from whoever else has them, without a word in the plan. */
export const exclusiveAttachment = eachChange(
  {
    name: 'exclusive-attachment',
    level: 'caution',
    types: [
      OF_EVERYONE,
      ...['role', 'user', 'group'].flatMap((identity) => [
        `aws_iam_${identity}_policy_attachments_exclusive`,
        `aws_iam_${identity}_policies_exclusive`,
      ]),
    ],
    advice: 'Attach with a resource for each role: aws_iam_role_policy_attachment.',
  },
  ({ type, kind }) => {
    if (kind !== 'create' && kind !== 'update' && kind !== 'replace') return undefined;
    return type === OF_EVERYONE
      ? 'It takes the policy away from every role, user and group that is not listed here.'
      : 'It removes every policy that is not listed here.';
  },
);
