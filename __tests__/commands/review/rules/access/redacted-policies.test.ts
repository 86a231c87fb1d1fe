import { accessFindings, changeBy, planBy, policyText } from '../../support/changes';

const POLICY = policyText({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/k' });
const sensitive = { beforeSensitive: { policy: true }, afterSensitive: { policy: true } };
const changed = (more: object) =>
  changeBy({ type: 'aws_iam_policy', before: { name: 'a' }, after: { name: 'a' }, ...more });
const findings = (more: object) => accessFindings(planBy([changed(more)], { basis: 'redacted plan' }));

test('a sensitive policy that a redacted plan does not have may change', () => {
  expect(findings(sensitive)).toEqual([
    'caution policy-not-compared: Whether its policy allows more than before cannot be told: it is sensitive, and not in a redacted plan.',
  ]);
});

test('a policy that a redacted plan has is compared', () => {
  expect(findings({ before: { policy: POLICY }, after: { policy: POLICY } })).toEqual([]);
});
