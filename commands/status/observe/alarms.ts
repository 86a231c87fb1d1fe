import { type CloudWatchClient, DescribeAlarmHistoryCommand, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { observe, type Observation } from './observation';

export interface ObservedAlarm {
  readonly name: string;
  /** Undefined where there is no such alarm. */
  readonly state: string | undefined;
  readonly reason: string | undefined;
  readonly since: Date | undefined;
}

/** The alarms of these names, in their order. */
export const observeAlarms = (
  cloudwatch: CloudWatchClient,
  names: readonly string[],
): Promise<Observation<readonly ObservedAlarm[]>> =>
  observe('cloudwatch:DescribeAlarms', async () => {
    const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: [...names] }));
    return names.map((name) => {
      const alarm = MetricAlarms.find(({ AlarmName }) => AlarmName === name);
      return { name, state: alarm?.StateValue, reason: alarm?.StateReason, since: alarm?.StateUpdatedTimestamp };
    });
  });

export interface AlarmEvent {
  readonly at: Date | undefined;
  readonly reason: string;
}

/** When an alarm went off last since a time, and why. Undefined where it did not. */
export const observeAlarmEvent = (
  cloudwatch: CloudWatchClient,
  name: string,
  since: Date,
): Promise<Observation<AlarmEvent | undefined>> =>
  observe('cloudwatch:DescribeAlarmHistory', async () => {
    const { AlarmHistoryItems = [] } = await cloudwatch.send(
      new DescribeAlarmHistoryCommand({
        AlarmName: name,
        HistoryItemType: 'StateUpdate',
        StartDate: since,
        ScanBy: 'TimestampDescending',
      }),
    );
    return AlarmHistoryItems.flatMap(({ Timestamp, HistoryData }) => {
      const state = newState(HistoryData);
      return state?.stateValue === 'ALARM' ? [{ at: Timestamp, reason: state.stateReason ?? '' }] : [];
    })[0];
  });

/** The history's data are JSON, of which the new state is all that is needed. */
function newState(data: string | undefined): { stateValue?: string; stateReason?: string } | undefined {
  try {
    return (JSON.parse(data ?? '{}') as { newState?: { stateValue?: string; stateReason?: string } }).newState;
  } catch {
    return undefined;
  }
}
