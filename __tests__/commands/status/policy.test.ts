import { documentedActions } from '../../support/documented-policy';
import { appliedState, LIVE, StatusBench } from './support/account';

test('the documented policy allows what status asks for, and nothing else', async () => {
  const bench = await StatusBench.start();
  await bench.report({}, appliedState('test-churn-new', [LIVE]));
  const asked = new Set(bench.api.calls.map(({ operation }) => operation));
  await bench.end();
  const allowed = documentedActions('### The policy for `status`');
  expect(allowed.map((action) => action.split(':')[1]).toSorted()).toEqual([...asked].toSorted());
  allowed.forEach((action) => expect(action).toMatch(/:Describe/));
});
