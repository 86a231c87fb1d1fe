import { comparePolicies } from '../../../../commands/review/policy/compare';
import { describeGrant } from '../../../../commands/review/policy/describe-grant';
import { isUnbounded } from '../../../../commands/review/policy/unbounded';
import { allow, BUCKET, deny, type Fields, policy, THROUGH_VPCE } from './policy-text';

const grantsOf = (before: readonly Fields[], after: readonly Fields[]) => {
  const comparison = comparePolicies(policy(...before), policy(...after));
  return comparison.answer === 'wider' ? comparison.grants : [];
};

const objects = Array.from({ length: 6 }, (_, i) => `${BUCKET}/${i}`);
const values = (Condition: object) => allow({ Resource: BUCKET, Condition });

describe('a grant on one line', () => {
  test.each<[Fields[], Fields[], gained: string, lost: string]>([
    [
      [],
      [allow({ Resource: BUCKET })],
      's3:GetObject on arn:aws:s3:::artifacts',
      's3:GetObject on arn:aws:s3:::artifacts: no longer allowed',
    ],
    [
      [],
      [allow({ Action: '*', Principal: '*' })],
      'every action on every resource for everyone',
      'every action on every resource for everyone: no longer allowed',
    ],
    [
      [],
      [
        allow({
          Action: undefined,
          NotAction: 'iam:*',
          Resource: undefined,
          NotResource: BUCKET,
          NotPrincipal: { AWS: '*' },
        }),
      ],
      '',
      '',
    ],
    [
      [],
      [allow({ Resource: objects, Condition: THROUGH_VPCE })],
      's3:GetObject on arn:aws:s3:::artifacts/0, arn:aws:s3:::artifacts/1, arn:aws:s3:::artifacts/2 and 3 more: where StringEquals aws:SourceVpce (vpce-1)',
      's3:GetObject on arn:aws:s3:::artifacts/0, arn:aws:s3:::artifacts/1, arn:aws:s3:::artifacts/2 and 3 more: no longer allowed, where StringEquals aws:SourceVpce (vpce-1)',
    ],
    [
      [values(THROUGH_VPCE)],
      [values({})],
      's3:GetObject on arn:aws:s3:::artifacts: without the condition StringEquals aws:SourceVpce (vpce-1)',
      's3:GetObject on arn:aws:s3:::artifacts: no longer allowed, except under the condition StringEquals aws:SourceVpce (vpce-1)',
    ],
    [
      [values(THROUGH_VPCE)],
      [values({ StringEquals: { 'aws:SourceVpce': ['vpce-1', 'vpce-2'] } })],
      's3:GetObject on arn:aws:s3:::artifacts: the condition StringEquals aws:SourceVpce lets through vpce-2',
      's3:GetObject on arn:aws:s3:::artifacts: no longer allowed, the condition StringEquals aws:SourceVpce no longer lets through vpce-2',
    ],
    [
      [values(THROUGH_VPCE)],
      [values({ StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-1' } })],
      's3:GetObject on arn:aws:s3:::artifacts: the condition StringEqualsIfExists aws:SourceVpce is looser',
      's3:GetObject on arn:aws:s3:::artifacts: no longer allowed, the condition StringEqualsIfExists aws:SourceVpce is stricter',
    ],
    [
      [deny({ Resource: BUCKET })],
      [],
      's3:GetObject on arn:aws:s3:::artifacts: no longer denied',
      's3:GetObject on arn:aws:s3:::artifacts: now denied',
    ],
    [
      [deny({ Resource: BUCKET })],
      [deny({ Resource: BUCKET, Condition: THROUGH_VPCE })],
      's3:GetObject on arn:aws:s3:::artifacts: no longer denied, except under the condition StringEquals aws:SourceVpce (vpce-1)',
      's3:GetObject on arn:aws:s3:::artifacts: now denied, without the condition StringEquals aws:SourceVpce (vpce-1)',
    ],
  ])('%j → %j', (before, after, gained, lost) => {
    const grants = grantsOf(before, after);
    expect(grants.map((grant) => describeGrant(grant)).join()).toBe(gained);
    expect(grants.map((grant) => describeGrant(grant, 'lost')).join()).toBe(lost);
  });
});

describe('nothing bounds it', () => {
  const trust = (Condition: object = {}): Fields => allow({ Principal: '*', Condition });

  test.each<[boolean, Fields]>([
    [true, allow({ Action: '*' })],
    [true, allow({ Action: '*:*' })],
    [true, allow({ Action: undefined, NotAction: 'iam:*' })],
    [false, allow({ Action: 's3:*' })],
    [false, allow({ Action: '*', Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } } })],
    [true, allow({ Action: '*', Condition: { StringNotEquals: { 'aws:ResourceTag/team': 'a' } } })],
    [true, allow({ Action: '*', Condition: { StringEqualsIfExists: { 'aws:ResourceTag/team': 'a' } } })],
    [true, allow({ Action: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } })],
    [true, trust()],
    [true, allow({ Principal: { AWS: ['111122223333', '*'] } })],
    [true, allow({ NotPrincipal: { AWS: '111122223333' } })],
    [false, allow({ Principal: { AWS: '111122223333' } })],
    [false, trust(THROUGH_VPCE)],
    [false, trust({ StringEquals: { 'AWS:PrincipalOrgID': 'o-1' } })],
    [true, trust({ StringLike: { 'aws:PrincipalOrgID': ['o-1', '*'] } })],
    [true, trust({ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } })],
    [true, trust({ StringEquals: { 's3:prefix': 'a' } })],
  ])('%s: %j', (expected, statement) => {
    expect(grantsOf([], [statement]).map(isUnbounded)).toEqual([expected]);
  });

  test('a Deny that is gone grants nothing by itself', () => {
    expect(grantsOf([deny({ Action: '*', Principal: '*' })], []).map(isUnbounded)).toEqual([false]);
  });
});
