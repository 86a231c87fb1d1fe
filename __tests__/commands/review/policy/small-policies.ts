import fc from 'fast-check';
import type { Statement, Universe } from './brute-force';

/*
 * Universes are small, but hold a request for every combination of patterns that some request can match: only then
 * must a request that proves a policy wider be among them.
 */

/** Some of these values, and at least one. */
export const oneOrMore = <Value>(values: readonly Value[], most = 3): fc.Arbitrary<readonly Value[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: most });

export const effect = fc.constantFrom<Statement['Effect'][]>('Allow', 'Allow', 'Deny');

export const valueOrNot = <Value>(name: string, values: fc.Arbitrary<Value>) =>
  fc.tuple(fc.constantFrom(name, name, name, `Not${name}`), values).map(([element, value]) => ({ [element]: value }));

/** A statement of these parts. */
export const merged = (...parts: readonly fc.Arbitrary<object>[]): fc.Arbitrary<Statement> =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as Statement);

const ROLE = 'arn:aws:iam::111122223333:role/one';
const ROOT = 'arn:aws:iam::111122223333:root';

const principal = fc.oneof(
  fc.constant({ Principal: '*' }),
  valueOrNot(
    'Principal',
    fc.constantFrom<object[]>(
      { AWS: '*' },
      { AWS: '111122223333' },
      { AWS: [ROOT] },
      { AWS: ROLE },
      { AWS: [ROLE, 'arn:aws:iam::444455556666:role/two'] },
      { Service: 'sagemaker.amazonaws.com' },
      { Service: ['sagemaker.amazonaws.com'], AWS: '444455556666' },
    ),
  ),
);

const shortCondition = fc.option(
  fc.constantFrom<NonNullable<Statement['Condition']>[]>(
    { StringEquals: { 'aws:SourceVpce': 'vpce-1' } },
    { StringEquals: { 'AWS:sourceVpce': ['vpce-1', 'vpce-2'] } },
    { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
    { StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-1' } },
  ),
  { nil: undefined },
);

/** Whom, what and on what, with few conditions. */
export const broad: { readonly universe: Universe; readonly statement: fc.Arbitrary<Statement> } = {
  universe: {
    actions: [
      's3:GetObject',
      's3:GetOther',
      's3:SetObject',
      's3:PutObject',
      's3:AnObject',
      's3:Other',
      'ec2:Run',
      'ec2:Other',
      'x:Y',
    ],
    resources: [
      'other',
      ...['b', 'b/', 'b/1', 'b/k', 'b/1k', 'b/11', 'b/u/1', 'b/u/k', 'b/v/1', 'bb', 'd', 'e'].map(
        (name) => `arn:aws:s3:::${name}`,
      ),
    ],
    callers: [
      { AWS: [ROLE, ROOT, '111122223333'] },
      { AWS: ['arn:aws:iam::111122223333:role/other', ROOT, '111122223333'] },
      { AWS: ['arn:aws:iam::444455556666:role/two', '444455556666'] },
      { AWS: ['444455556666'] },
      { AWS: ['777788889999'] },
      { Service: ['sagemaker.amazonaws.com'] },
      { Service: ['lambda.amazonaws.com'] },
    ],
    contexts: [undefined, 'u', 'v'].flatMap((user) =>
      [undefined, 'vpce-1', 'vpce-2', 'vpce-3'].map((vpce) => ({
        ...(user === undefined ? {} : { 'aws:username': [user] }),
        ...(vpce === undefined ? {} : { 'aws:sourcevpce': [vpce] }),
      })),
    ),
  },
  statement: merged(
    effect.map((Effect) => ({ Effect })),
    valueOrNot(
      'Action',
      oneOrMore(['*', 's3:*', 'S3:get*', 's3:GetObject', 's3:?etObject', 's3:*Object', 's3:PutObject', 'ec2:Run']),
    ),
    valueOrNot(
      'Resource',
      oneOrMore([
        '*',
        ...['b', 'b/*', 'b*', 'b/?', 'b/*k', 'b/${aws:username}/*', 'd'].map((name) => `arn:aws:s3:::${name}`),
      ]),
    ),
    principal,
    shortCondition.map((Condition) => (Condition === undefined ? {} : { Condition })),
  ),
};

/** Two policies that have some statements in common. */
export const pairOf = (statement: fc.Arbitrary<Statement>) =>
  fc
    .array(fc.tuple(statement, fc.constantFrom('before', 'after', 'both', 'both')), { minLength: 1, maxLength: 5 })
    .map((all) => ({
      before: all.filter(([, where]) => where !== 'after').map(([one]) => one),
      after: all.filter(([, where]) => where !== 'before').map(([one]) => one),
    }));
