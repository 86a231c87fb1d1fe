import type { Change } from '../../../../../commands/review/plan/change';
import { changeBy, accessFindings, OTHER_ACCOUNT, OWN_ACCOUNT, planBy, policyText } from '../../support/changes';

const ROLE = `arn:aws:iam::${OWN_ACCOUNT}:role/execution`;
const REPOSITORY = `arn:aws:ecr:eu-west-1:${OWN_ACCOUNT}:repository`;
const PULL = ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'];
const KEY = `arn:aws:kms:eu-west-1:${OWN_ACCOUNT}:key`;
const EC2 = `arn:aws:ec2:eu-west-1:${OWN_ACCOUNT}`;

/** A model that comes to be as given, with its configuration, and what its role may do before and after. */
const release = (before: object, after: object, role = 'execution'): Change[] => [
  changeBy({
    type: 'aws_sagemaker_model',
    kind: 'replace',
    before: { execution_role_arn: ROLE },
    after: {
      execution_role_arn: ROLE,
      primary_container: [
        {
          image: `${OWN_ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/team/scoring:2`,
          model_data_url: 's3://models/churn/r9/model.tar.gz',
          model_data_source: [{ s3_data_source: [{ s3_uri: 's3://parts/all/', s3_data_type: 'S3Prefix' }] }],
        },
      ],
      vpc_config: [{ subnets: ['subnet-a', 'subnet-b'], security_group_ids: ['sg-1'] }],
    },
  }),
  changeBy({
    type: 'aws_sagemaker_endpoint_configuration',
    kind: 'replace',
    before: { kms_key_arn: `${KEY}/2` },
    after: { kms_key_arn: `${KEY}/2` },
  }),
  changeBy({
    type: 'aws_iam_role_policy',
    kind: 'replace',
    before: { role, policy: policyText(before as Record<string, unknown>) },
    after: { role, policy: policyText(after as Record<string, unknown>) },
  }),
];

const OBJECT = 'arn:aws:s3:::models/churn';
const artifact = (Resource: string | string[], more: object = {}) => ({ Action: ['s3:GetObject'], Resource, ...more });

test.each<[string, object, object, string]>([
  ['another key of the artifact', artifact(`${OBJECT}/r8/model.tar.gz`), artifact(`${OBJECT}/r9/model.tar.gz`), 'note'],
  ['the prefix of a source', artifact(`${OBJECT}/r8`), artifact('arn:aws:s3:::parts/all/*'), 'note'],
  ['its listing', artifact(`${OBJECT}/r8`), { Action: 's3:ListBucket', Resource: 'arn:aws:s3:::parts' }, 'note'],
  [
    'another repository',
    { Action: PULL, Resource: `${REPOSITORY}/team/old` },
    { Action: PULL, Resource: `${REPOSITORY}/team/scoring` },
    'note',
  ],
  [
    'another subnet',
    { Action: 'ec2:CreateNetworkInterface', Resource: [`${EC2}:subnet/subnet-a`] },
    { Action: 'ec2:CreateNetworkInterface', Resource: [`${EC2}:subnet/subnet-a`, `${EC2}:subnet/subnet-b`] },
    'note',
  ],
  [
    'the security group',
    { Action: 'ec2:CreateNetworkInterface', Resource: `${EC2}:security-group/sg-0` },
    { Action: 'ec2:CreateNetworkInterface', Resource: `${EC2}:security-group/sg-1` },
    'note',
  ],
  [
    'another key',
    { Action: 'kms:Decrypt', Resource: `${KEY}/1` },
    { Action: ['kms:Decrypt', 'kms:CreateGrant', 'kms:DescribeKey'], Resource: `${KEY}/2` },
    'note',
  ],
  ['a broader prefix', artifact(`${OBJECT}/r8/model.tar.gz`), artifact(`${OBJECT}/*`), 'danger'],
  [
    'a listing of objects beside it',
    artifact('x'),
    { Action: 's3:ListBucket', Resource: 'arn:aws:s3:::models' },
    'danger',
  ],
  ['another object', artifact(`${OBJECT}/r8/model.tar.gz`), artifact(`${OBJECT}/r10/model.tar.gz`), 'danger'],
  ['its bucket', artifact(`${OBJECT}/r8/model.tar.gz`), artifact('arn:aws:s3:::models/*'), 'danger'],
  ['more than reading it', artifact('x'), artifact(`${OBJECT}/r9/model.tar.gz`, { Action: 's3:*' }), 'danger'],
  ['writing it', artifact('x'), artifact(`${OBJECT}/r9/model.tar.gz`, { Action: 's3:PutObject' }), 'danger'],
  ['a repository by pattern', artifact('x'), { Action: PULL, Resource: `${REPOSITORY}/team/*` }, 'danger'],
  [
    'that repository in another account',
    artifact('x'),
    { Action: PULL, Resource: `arn:aws:ecr:eu-west-1:${OTHER_ACCOUNT}:repository/team/scoring` },
    'danger',
  ],
  ['every subnet', artifact('x'), { Action: 'ec2:CreateNetworkInterface', Resource: `${EC2}:subnet/*` }, 'danger'],
  ['every key', artifact('x'), { Action: 'kms:Decrypt', Resource: `${KEY}/*` }, 'danger'],
  ['a key that nothing uses', artifact('x'), { Action: 'kms:Decrypt', Resource: `${KEY}/3` }, 'danger'],
  ['the key for more', artifact('x'), { Action: 'kms:PutKeyPolicy', Resource: `${KEY}/2` }, 'danger'],
  [
    'all but the artifact',
    artifact('x'),
    { Action: 's3:GetObject', NotResource: `${OBJECT}/r9/model.tar.gz` },
    'danger',
  ],
  [
    'a condition that is dropped',
    artifact(`${OBJECT}/r9/model.tar.gz`, { Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } }),
    artifact(`${OBJECT}/r9/model.tar.gz`),
    'danger',
  ],
])('the role of a model may use %s', (_, before, after, level) => {
  const rule = level === 'note' ? 'policy-extended' : 'policy-wider';
  expect(accessFindings(planBy(release(before, after))).map((found) => found.split(':')[0])).toEqual([
    `${level} ${rule}`,
  ]);
});

test('what is new is said, and no more', () => {
  const both = release(
    artifact([`${OBJECT}/r8/model.tar.gz`, `${OBJECT}/readme`]),
    artifact([`${OBJECT}/r9/model.tar.gz`, `${OBJECT}/readme`, 'arn:aws:s3:::customers/*']),
  );
  expect(accessFindings(planBy(both))).toEqual([
    'danger policy-wider: Its policy allows more than before: + s3:GetObject on arn:aws:s3:::models/churn/r9/model.tar.gz, arn:aws:s3:::customers/*',
  ]);
});

test('what a model needs is nothing that another role needs', () => {
  const found = release(artifact(`${OBJECT}/r8`), artifact(`${OBJECT}/r9/model.tar.gz`), 'caller');
  expect(accessFindings(planBy(found))[0]).toMatch('danger policy-wider');
});

test('nor is it for what only names that role', () => {
  const [model, , policy] = release(artifact(`${OBJECT}/r8`), artifact(`${OBJECT}/r9/model.tar.gz`));
  const changes = [model, { ...policy, type: 'aws_transfer_user' }].filter(
    (change) => change !== undefined,
  ) as Change[];
  expect(accessFindings(planBy(changes)).join()).toMatch('danger policy-wider');
});

test('a model is no reason for another model’s role', () => {
  const models = [
    ...release(artifact(`${OBJECT}/r8`), artifact(`${OBJECT}/other/model.tar.gz`)),
    changeBy({
      type: 'aws_sagemaker_model',
      address: 'aws_sagemaker_model.other',
      after: {
        execution_role_arn: `${ROLE}-of-other`,
        primary_container: [{ model_data_url: 's3://models/churn/other/model.tar.gz' }],
      },
    }),
  ];
  expect(accessFindings(planBy(models)).join()).toMatch('danger policy-wider');
});

test.each([
  ['the artifact', 'churn/r9/model.tar.gz', 'note policy-extended'],
  ['another object', 'customers.csv', 'danger policy-wider'],
])('the key of %s, which is looked up', (_, objectKey, expected) => {
  const values = { bucket: 'models', key: objectKey, sse_kms_key_id: `${KEY}/5` };
  const changes = release(artifact('x'), { Action: 'kms:Decrypt', Resource: `${KEY}/5` });
  const { prior } = planBy([]);
  const plan = planBy(changes, {
    prior: new Map([...prior, ['data.aws_s3_object.artifact', { type: 'aws_s3_object', values }]]),
  });
  expect(accessFindings(plan).map((found) => found.split(':')[0])).toEqual([expected]);
});
