import type { Change } from '../../../../../commands/review/plan/change';
import { accessFindings, changeBy, OWN_ACCOUNT, planBy } from '../../support/changes';

const WIDE = `arn:aws:iam::${OWN_ACCOUNT}:role/wide`;
const FOUND = [`caution role-given: It works with ${WIDE}, which is there already.`];
const created = (type: string, after: Record<string, unknown>) => [changeBy({ type, after })];

test.each<[string, Change[], string[]]>([
  ['a function', created('aws_lambda_function', { role: WIDE }), FOUND],
  ['a build', created('aws_codebuild_project', { service_role: WIDE }), FOUND],
  ['a schedule', created('aws_scheduler_schedule', { target: [{ role_arn: WIDE }] }), FOUND],
  [
    'an instance profile',
    created('aws_iam_instance_profile', { name: 'x', role: 'wide' }),
    ['caution role-given: It works with wide, which is there already.'],
  ],
  [
    'an instance',
    created('aws_instance', { iam_instance_profile: 'admin' }),
    ['caution role-given: It works with admin, which is there already.'],
  ],
  [
    'something that had another role',
    [changeBy({ type: 'aws_codebuild_project', before: { service_role: `${WIDE}r` }, after: { service_role: WIDE } })],
    FOUND,
  ],
  [
    'a function whose role is sensitive',
    [changeBy({ type: 'aws_lambda_function', after: { role: WIDE }, afterSensitive: { role: true } })],
    ['caution role-given: It works with a role that is there already. Its name is sensitive, so it is not shown.'],
  ],
  [
    'a function with a role of this plan',
    [
      ...created('aws_lambda_function', { role: WIDE }),
      changeBy({ type: 'aws_iam_role', kind: 'no-op', before: { arn: WIDE }, after: { arn: WIDE } }),
    ],
    [],
  ],
  [
    'what had the role before',
    [changeBy({ type: 'aws_lambda_function', before: { role: WIDE }, after: { role: WIDE, timeout: 3 } })],
    [],
  ],
  ['a model, by its settings', created('aws_sagemaker_model', { execution_role_arn: WIDE }), []],
  [
    'scaling, with the role of its service',
    created('aws_appautoscaling_target', { role_arn: `arn:aws:iam::${OWN_ACCOUNT}:role/aws-service-role/x/y` }),
    [],
  ],
])('a role that is there already is given to %s', (_, changes, expected) => {
  expect(accessFindings(planBy(changes))).toEqual(expected);
});
