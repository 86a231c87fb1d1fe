import { analyzePolicies } from '../../../commands/review/analyze-policies';
import type { Plan } from '../../../commands/review/plan/plan';
import { reviewPlans } from '../../../commands/review/review';
import { ruleContexts } from '../../../commands/review/rule-contexts';
import { changeBy, planBy, policyText } from './support/changes';

const READ = { Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
/** A principal that may be anybody: the comparison cannot tell. */
const undecided = (more: object = {}): Plan =>
  planBy([
    changeBy({
      type: 'aws_s3_bucket_policy',
      before: { bucket: 'b', policy: policyText({ ...READ, Principal: { AWS: '123456789012' } }) },
      after: { bucket: 'b', policy: policyText({ ...READ, Principal: { AWS: 'AROAEXAMPLE' } }) },
      ...more,
    }),
  ]);

const asked: unknown[] = [];
async function reviewed(plan: Plan, result: string) {
  asked.length = 0;
  const analyzed = await analyzePolicies(ruleContexts([plan], {}), async (request) => {
    asked.push(request);
    return { result, message: 'm', reasons: [{ description: 'New access in the statement with index: 0.' }] };
  });
  const [stack] = reviewPlans([plan], { analyzed }).stacks;
  return stack?.findings
    .filter(({ rule }) => rule.startsWith('policy-'))
    .map(({ level, rule, message }) => `${level} ${rule}: ${message}`);
}

test('what the comparison cannot tell is a caution, until AWS says what it is', async () => {
  const plan = undecided();
  expect(reviewPlans([plan]).stacks[0]?.findings.map(({ rule }) => rule)).toContain('policy-not-compared');
  expect(await reviewed(plan, 'PASS')).toEqual([]);
  expect(asked).toEqual([
    {
      existingPolicyDocument: plan.changes[0]?.before?.policy,
      newPolicyDocument: plan.changes[0]?.after?.policy,
      policyType: 'RESOURCE_POLICY',
    },
  ]);
  expect(await reviewed(plan, 'FAIL')).toEqual([
    'danger policy-wider: Its policy allows more than before, says IAM Access Analyzer: New access in the statement with index: 0.',
  ]);
  expect(await reviewed(plan, 'UNDECIDED')).toEqual([
    expect.stringMatching(/^caution policy-not-compared: .*, and IAM Access Analyzer gives no result: m\.$/),
  ]);
});

test('a sensitive policy stays here, and what is decided costs nothing', async () => {
  await reviewed(undecided({ afterSensitive: { policy: true } }), 'PASS');
  expect(asked).toEqual([]);
  const decided = undecided();
  await reviewed(
    { ...decided, changes: decided.changes.map((change) => ({ ...change, after: change.before })) },
    'PASS',
  );
  expect(asked).toEqual([]);
});
