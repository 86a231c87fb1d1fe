import { FlowLog } from '../../../modules/network/flow-log';
import { policyOf, synthesizeModule, the } from '../../support/synthesized';

const arnContext = { partition: 'aws', region: 'eu-west-1', accountId: '111122223333' };
const made = () =>
  synthesizeModule((stack) => {
    new FlowLog(stack, 'flow-log', {
      arnContext,
      vpcId: 'vpc-1',
      logGroupName: '/vpc/test/flow-log',
      rolePrefix: 'test-flow-log-',
      retentionDays: 30,
      iam: { path: '/x/', permissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/boundary' },
    });
  });

test('all traffic, to a log group that is not kept for ever', () => {
  expect(the(made(), 'aws_flow_log')).toMatchObject({ vpc_id: 'vpc-1', traffic_type: 'ALL' });
  expect(the(made(), 'aws_cloudwatch_log_group')).toMatchObject({ name: '/vpc/test/flow-log', retention_in_days: 30 });
});

test('a role that only this account’s flow logs can take, with what every role carries', () => {
  const role = the(made(), 'aws_iam_role');
  expect(role).toMatchObject({ path: '/x/', permissions_boundary: 'arn:aws:iam::111122223333:policy/boundary' });
  expect(policyOf(role, 'assume_role_policy').Statement).toMatchObject([
    {
      Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
      Condition: {
        StringEquals: { 'aws:SourceAccount': '111122223333' },
        ArnLike: { 'aws:SourceArn': ['arn:aws:ec2:eu-west-1:111122223333:vpc-flow-log/*'] },
      },
    },
  ]);
});

test('it writes to its group and may not make another', () => {
  const actions = policyOf(the(made(), 'aws_iam_role_policy')).Statement.flatMap(({ Action }) => Action as string[]);
  expect(actions).toEqual([
    'logs:CreateLogStream',
    'logs:PutLogEvents',
    'logs:DescribeLogStreams',
    'logs:DescribeLogGroups',
  ]);
});
