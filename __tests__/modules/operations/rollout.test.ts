import { deploymentConfig, type RolloutProps } from '../../../modules/operations/rollout';

const config = (rollout: Partial<RolloutProps>) =>
  deploymentConfig(
    { strategy: 'canary', waitSeconds: 300, terminationWaitSeconds: 60, timeoutSeconds: 3300, ...rollout },
    ['one', 'two'],
  );
const guard = { alarms: [{ alarmName: 'one' }, { alarmName: 'two' }] };
const blueGreen = (trafficRoutingConfiguration: object) => ({
  blueGreenUpdatePolicy: {
    maximumExecutionTimeoutInSeconds: 3300,
    terminationWaitInSeconds: 60,
    trafficRoutingConfiguration: { ...trafficRoutingConfiguration, waitIntervalInSeconds: 300 },
  },
  autoRollbackConfiguration: guard,
});

test.each<[Partial<RolloutProps>, object]>([
  [{}, blueGreen({ type: 'CANARY', canarySize: { type: 'INSTANCE_COUNT', value: 1 } })],
  [{ percent: 10 }, blueGreen({ type: 'CANARY', canarySize: { type: 'CAPACITY_PERCENT', value: 10 } })],
  [
    { strategy: 'linear', percent: 25 },
    blueGreen({ type: 'LINEAR', linearStepSize: { type: 'CAPACITY_PERCENT', value: 25 } }),
  ],
  [{ strategy: 'all-at-once' }, blueGreen({ type: 'ALL_AT_ONCE' })],
  [
    { strategy: 'rolling', percent: 50 },
    {
      rollingUpdatePolicy: {
        maximumExecutionTimeoutInSeconds: 3300,
        maximumBatchSize: { type: 'CAPACITY_PERCENT', value: 50 },
        waitIntervalInSeconds: 300,
      },
      autoRollbackConfiguration: guard,
    },
  ],
])('%j', (input, expected) => {
  expect(config(input)).toEqual(expected);
});
