import { appliedState, LIVE, OLDER } from '../support/account';
import { messages, statusBench, TARGET } from '../support/bench';

const bench = statusBench();

const ROLLED_BACK = appliedState('test-churn-new', [LIVE]);

const alarmEvent = (to: string, at: string) => ({
  AlarmName: 'test-churn-new-rollback',
  Timestamp: Date.parse(at) / 1000,
  HistoryData: JSON.stringify({ newState: { stateValue: to, stateReason: `3 datapoints were above 5.0 (${to})` } }),
});

test('rolled back, with the reason that the alarm’s history gives', async () => {
  const history = [alarmEvent('OK', '2026-01-01T00:50:00Z'), alarmEvent('ALARM', '2026-01-01T00:40:00Z')];
  const report = await bench.report({ history }, ROLLED_BACK);
  expect(report).toMatchObject({
    verdict: 'not healthy',
    lastUpdate: { outcome: 'rolled back', reason: '3 datapoints were above 5.0 (ALARM)' },
  });
  expect(messages(report)).toEqual([
    `bad: it serves ${LIVE}, and Terraform gave test-churn-new last: that update was rolled back, for test-churn-new-rollback went off at 2026-01-01T00:40:00.000Z: 3 datapoints were above 5.0 (ALARM)`,
  ]);
  const asked = bench.api.calls.find(({ operation }) => operation === 'DescribeAlarmHistory');
  expect(asked?.input).toMatchObject({ AlarmName: 'test-churn-new-rollback', HistoryItemType: 'StateUpdate' });
});

test('rolled back without the alarm', async () => {
  const [message] = messages(await bench.report({}, ROLLED_BACK));
  expect(message).toContain(
    'that update was rolled back (test-churn-new-rollback did not go off: new instances did not start',
  );
});

test('rolled back without the alarm, of a fleet that scales: it may never have begun, for scaling looks the same', async () => {
  const [message] = messages(await bench.report({ targets: [TARGET] }, ROLLED_BACK));
  expect(message).toContain('that update was rolled back, or never began (test-churn-new-rollback did not go off');
});

test('why it was rolled back is not made up of what happened long before', async () => {
  const account = { denied: ['DescribeEndpointConfig'], history: [alarmEvent('ALARM', '2023-11-14T00:00:00Z')] };
  const report = await bench.report(account, ROLLED_BACK);
  expect(messages(report)[0]).toContain('was rolled back (why cannot be seen: sagemaker:DescribeEndpointConfig: these');
  expect(bench.api.calls.map(({ operation }) => operation)).not.toContain('DescribeAlarmHistory');
});

test('a rollback that failed is not called one that went well', async () => {
  const report = await bench.report({ endpoint: { EndpointStatus: 'UpdateRollbackFailed' } }, ROLLED_BACK);
  expect(report.lastUpdate.outcome).toBe('rollback failed');
  expect(messages(report)).toEqual([
    'bad: an update failed, and taking it back failed as well: old and new configuration both answer',
  ]);
});

test('a deployment that never came to the endpoint', async () => {
  const report = await bench.report({ endpoint: { LastModifiedTime: 1_767_226_000 } }, ROLLED_BACK);
  expect(report.lastUpdate.outcome).toBe('not begun');
  expect(messages(report)[0]).toContain('that deployment failed before it came to the endpoint');
});

test('moved by other means', async () => {
  const report = await bench.report({}, appliedState(OLDER));
  expect(report.lastUpdate.outcome).toBe('changed outside of Terraform');
  expect(report.verdict).toBe('not healthy');
});
