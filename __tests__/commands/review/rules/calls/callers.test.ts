import { changeOf, deployed, type Edit, edited, found, messages, valuesOf } from '../../support/change';

const endpoint = deployed('endpoint-swap', 'test-churn');
const POLICY = 'aws_iam_policy.callers_policy';
const ROLE = 'aws_iam_role.execution-role_role';
const PERMISSIONS = 'aws_iam_role_policy.execution-role_permissions';
const attachment = (role: string) => ({
  id: `${role}-1`,
  role,
  policy_arn: valuesOf(endpoint, POLICY).arn,
});
const ATTACHMENT = 'aws_iam_role_policy_attachment.callers_attachment["scoring"]';
const attached = {
  ...endpoint,
  changes: [...endpoint.changes, changeOf(ATTACHMENT, attachment('scoring'), attachment('scoring'))],
};
const own = (role: string, policy: string) => ({ role, policy, name: 'own' });

interface Statement {
  Effect?: string;
  Sid?: string;
  Action: string[] | string;
  Resource: string[] | string;
  Condition?: unknown;
}
const withStatements =
  (edit: (statements: Statement[]) => Statement[]) => (before: Readonly<Record<string, unknown>>) => {
    const document = JSON.parse(String(before.policy)) as { Statement: Statement[] };
    return { ...before, policy: JSON.stringify({ ...document, Statement: edit(document.Statement) }) };
  };
const without = (sid: string) => withStatements((all) => all.filter(({ Sid }) => Sid !== sid));
const resources = (sid: string, edit: (resources: string[]) => string[]) =>
  withStatements((all) =>
    all.map((one) => (one.Sid === sid ? { ...one, Resource: edit([one.Resource].flat()) } : one)),
  );
const deny = (Action: string, Resource = '*', Condition: unknown = undefined) =>
  withStatements((all) => [
    ...all,
    { Effect: 'Deny', Action, Resource, ...(Condition === undefined ? {} : { Condition }) },
  ]);

test.each<[string, Record<string, Edit>, string[]]>([
  ['nothing', {}, []],
  ['a role is taken out of callers.roleNames', { [ATTACHMENT]: 'deleted' }, ['d caller-removed']],
  ['the caller policy denies all', { [POLICY]: deny('*') }, ['d permission-revoked']],
  ['the caller policy denies what nobody invokes', { [POLICY]: deny('s3:*') }, []],
  [
    'the caller policy no longer allows invoking',
    { [POLICY]: without('InvokeThroughPrivateLink') },
    ['d permission-revoked'],
  ],
  [
    'the caller policy allows through another PrivateLink endpoint',
    {
      [POLICY]: (before) => ({ ...before, policy: String(before.policy).replaceAll(/vpce-\w+/g, 'vpce-other') }),
    },
    ['d permission-revoked'],
  ],
  ['the caller policy is deleted', { [POLICY]: 'deleted' }, ['d caller-policy-removed']],
  ['the caller policy gets another description', { [POLICY]: { description: 'x' } }, []],
  [
    'the execution role no longer reads the artifact',
    { [PERMISSIONS]: without('FetchArtifact') },
    ['d execution-role-narrowed'],
  ],
  [
    'the execution role reads another bucket',
    { [PERMISSIONS]: resources('FetchArtifact', () => ['arn:aws:s3:::other/*']) },
    ['d execution-role-narrowed'],
  ],
  [
    'the execution role reads just its artifact',
    {
      [PERMISSIONS]: resources('FetchArtifact', ([bucket = '']) => [bucket.replace(/\*$/, '*/model.tar.gz'), bucket]),
    },
    [],
  ],
  [
    'the execution role no longer pulls its image',
    { [PERMISSIONS]: without('FetchImage') },
    ['d execution-role-narrowed'],
  ],
  [
    'the execution role no longer logs in',
    { [PERMISSIONS]: without('LogInToRegistry') },
    ['d execution-role-narrowed'],
  ],
  ['the execution role no longer logs', { [PERMISSIONS]: without('WriteLog') }, ['d execution-role-narrowed']],
  [
    'the execution role no longer makes interfaces',
    { [PERMISSIONS]: without('MakeNetworkInterface') },
    ['d execution-role-narrowed'],
  ],
  ['the execution role no longer uses its keys', { [PERMISSIONS]: without('UseKeys') }, ['d execution-role-narrowed']],
  ['the execution role is denied its artifact', { [PERMISSIONS]: deny('s3:Get*') }, ['d execution-role-narrowed']],
  ['the execution role is denied what it does not do', { [PERMISSIONS]: deny('iam:*') }, []],
  ['the execution role’s policy is deleted', { [PERMISSIONS]: 'deleted' }, ['d execution-role-narrowed']],
  [
    'the execution role trusts another service',
    {
      [ROLE]: (before) => ({
        ...before,
        assume_role_policy: String(before.assume_role_policy).replace('sagemaker.amazonaws', 'ecs.amazonaws'),
      }),
    },
    ['d permission-revoked'],
  ],
])('callers and roles: %s', (_, edits, expected) => {
  expect(found(edited(attached, edits))).toEqual(expected);
});

test('a role’s policy that moves to another name, whichever comes first, is the same', () => {
  const values = valuesOf(endpoint, PERMISSIONS);
  const again = changeOf('aws_iam_role_policy.again', undefined, { ...values, name: 'again' });
  expect(found(edited(endpoint, { [PERMISSIONS]: 'deleted' }, [again]))).toEqual([]);
  const replaced = endpoint.changes.map((change) =>
    change.address === PERMISSIONS
      ? changeOf(PERMISSIONS, values, { ...values, name: 'again' }, { kind: 'replace', createsFirst: true })
      : change,
  );
  expect(found({ ...endpoint, changes: replaced })).toEqual([]);
});

test('a caller that gets the same by another policy keeps it', () => {
  const policy = String(valuesOf(endpoint, POLICY).policy);
  const inline = changeOf('aws_iam_role_policy.inline', undefined, own('scoring', policy));
  expect(found(edited(attached, { [ATTACHMENT]: 'deleted' }, [inline]))).toEqual([]);
  const moved = changeOf('aws_iam_role_policy_attachment.moved', undefined, attachment('scoring'));
  expect(found(edited(attached, { [ATTACHMENT]: 'deleted' }, [moved])).filter((one) => one.startsWith('d'))).toEqual(
    [],
  );
});

test('a policy that no plan has: what it allowed is for a person to say', () => {
  const other = { role: 'scoring', policy_arn: 'arn:aws:iam::123456789012:policy/other', id: 'x' };
  const managed = { ...other, policy_arn: 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess' };
  const ending = (values: object) => ({
    ...endpoint,
    changes: [...endpoint.changes, changeOf('aws_iam_role_policy_attachment.x', { ...values }, undefined)],
  });
  expect(found(ending(other))).toEqual(['c policy-detached']);
  expect(found(ending(managed))).toEqual(['d caller-removed']);
});

test('it says which permission is lost, and of a sensitive policy nothing', () => {
  const plan = edited(endpoint, { [POLICY]: deny('*', 'arn:aws:secret') });
  expect(messages(plan).join()).toContain('Calls that need this are denied: sagemaker:InvokeEndpoint');
  const changes = plan.changes.map((change) =>
    change.address === POLICY ? { ...change, afterSensitive: { policy: true } } : change,
  );
  expect(messages({ ...plan, changes })).toContain('Calls that need this are denied.');
  expect(messages({ ...plan, changes }).join()).not.toContain('arn:aws:secret');
});

const denied = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: 'sagemaker:*', Resource: '*' }],
});

test.each<[string, string, Record<string, unknown>, string[]]>([
  ['a role of others', 'aws_iam_role_policy.x', { role: 'scoring', policy: denied }, ['d caller-removed']],
  ['a user', 'aws_iam_user_policy.x', { user: 'scoring', policy: denied }, ['d caller-removed']],
  ['a group', 'aws_iam_group_policy.x', { group: 'scoring', policy: denied }, ['d caller-removed']],
  [
    'a role of others, something else',
    'aws_iam_role_policy.x',
    { role: 'scoring', policy: denied.replace('sagemaker', 'ec2') },
    [],
  ],
])('invoking is denied to %s', (_, address, values, expected) => {
  const plan = { ...endpoint, changes: [...endpoint.changes, changeOf(address, undefined, values)] };
  expect(found(plan)).toEqual(expected);
});

test('a user loses the policy', () => {
  const values = { user: 'ci', policy_arn: valuesOf(endpoint, POLICY).arn };
  const plan = {
    ...endpoint,
    changes: [...endpoint.changes, changeOf('aws_iam_user_policy_attachment.x', values, undefined)],
  };
  expect(found(plan)).toEqual(['d caller-removed']);
});

test('a role gets a boundary, or lists its only policies', () => {
  const bounded = { [ROLE]: { permissions_boundary: 'arn:aws:iam::123456789012:policy/boundary' } };
  expect(found(edited(endpoint, bounded))).toEqual(['c boundary-added']);
  const exclusive = changeOf('aws_iam_role_policy_attachments_exclusive.x', undefined, {
    role_name: 'x',
    policy_arns: [],
  });
  expect(found({ ...endpoint, changes: [...endpoint.changes, exclusive] })).toContain('c calls-bounded');
});
