import { appliedState, LIVE } from '../support/account';
import { statusBench } from '../support/bench';

const bench = statusBench();

test('alarms that went off, went away, or were not made yet', async () => {
  const alarms = {
    'test-churn-server-errors': 'ALARM',
    [`${LIVE}-rollback`]: undefined,
    'test-churn-model-latency': undefined,
    'test-privatelink-packets-dropped-eu-west-1b': undefined,
    'test-churn-model-errors': 'INSUFFICIENT_DATA',
  };
  const state = appliedState(LIVE, [], ['test-churn-model-latency', `${LIVE}-rollback`]);
  const report = await bench.report({ alarms }, state, { alarms: { modelLatencyP99Ms: 80, overheadLatencyMs: 20 } });
  expect(report.verdict).toBe('not healthy');
  expect(report.findings).toEqual([
    {
      level: 'bad',
      message: `the alarm ${LIVE}-rollback is not there any more`,
      advice: 'deploy: npx cdktf deploy test-churn',
    },
    {
      level: 'bad',
      message: 'test-churn-server-errors has gone off, since 2026-01-01T01:00:00.000Z: Threshold Crossed',
    },
    {
      level: 'bad',
      message: 'the alarm test-churn-model-latency is not there any more',
      advice: 'deploy: npx cdktf deploy test-churn',
    },
    {
      level: 'note',
      message: 'the settings ask for the alarm test-privatelink-packets-dropped-eu-west-1b, and it was not made yet',
      advice: 'deploy: npx cdktf deploy test-network',
    },
  ]);
  expect(report.alarms).toHaveLength(7);
});
