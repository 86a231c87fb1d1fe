import { DOCUMENTED_ENDPOINT_ALARMS, DOCUMENTED_ROLLBACK_ALARM } from '../../settings/documented-alarms';
import { endpoint, resolved, settings } from '../support/settings';
import { stackOf, synthesizeEnvironments } from '../support/synthesized';

const alarms = { modelLatencyP99Ms: 80, overheadLatencyMs: 20 };
const stacks = synthesizeEnvironments(resolved(settings({ endpoints: { churn: endpoint({ alarms }) } })));
const all = Object.entries(stackOf(stacks, 'test-churn').resource?.aws_cloudwatch_metric_alarm ?? {});
const rollback = all.filter(([name]) => name.includes('rollback'));
const others = all.filter(([name]) => !name.includes('rollback'));

test('the rollback alarm is what the settings say it is', () => {
  const { errorPercent, breachingMinutes, minutes, seconds } = DOCUMENTED_ROLLBACK_ALARM;
  expect(rollback.map(([, alarm]) => alarm)).toEqual([
    expect.objectContaining({
      threshold: errorPercent,
      datapoints_to_alarm: breachingMinutes,
      evaluation_periods: minutes,
    }),
  ]);
  expect(seconds).toBe((breachingMinutes + 1) * 60);
});

test('so are the alarms for people', () => {
  expect(others).toHaveLength(4);
  for (const [, alarm] of others) {
    expect(alarm).toMatchObject({
      datapoints_to_alarm: DOCUMENTED_ENDPOINT_ALARMS.breachingMinutes,
      evaluation_periods: DOCUMENTED_ENDPOINT_ALARMS.minutes,
    });
  }
});
