import { documentedActions } from '../../support/documented-policy';
import { appliedState, LIVE, StatusBench } from './support/account';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-PromQL-API-QueryMetrics.html */
const ACTIONS_OF: Readonly<Record<string, string[]>> = { QueryMetrics: ['GetMetricData', 'ListMetrics'] };

test('the documented policy allows what status asks for, and nothing else', async () => {
  const bench = await StatusBench.start();
  await bench.report({}, appliedState('test-churn-new', [LIVE]));
  const asked = new Set(bench.api.calls.flatMap(({ operation }) => ACTIONS_OF[operation] ?? operation));
  await bench.end();
  const allowed = documentedActions('### The policy for `status`');
  expect(allowed.map((action) => action.split(':')[1]).toSorted()).toEqual([...asked].toSorted());
  allowed.forEach((action) => expect(action).toMatch(/:(Describe|Get|List)/));
});
