import { liveConfiguration } from '../facts';
import { isObserved } from '../observe/observation';
import { finding, type HealthCheck } from './finding';

/** Whether any alarm has gone off, and whether all are there. */
export const checkAlarms: HealthCheck = (
  { alarms: observed, applied, endpoint: live },
  { environment: { network }, endpoint: { names } },
) => {
  if (!isObserved(observed)) return [finding('unknown', observed.unknown)];
  const made = isObserved(applied) ? applied.value.alarms : [];
  const configuration = liveConfiguration(live);
  const rollbackAlarm = configuration === undefined ? undefined : names.rollbackAlarm(configuration);
  const ofNetwork = network.zones.map(network.names.packetsDroppedAlarm);
  return observed.value.flatMap(({ name, state, reason, since }) => {
    if (state === 'ALARM') {
      const when = since === undefined ? '' : `, since ${since.toISOString()}`;
      return [finding('bad', `${name} has gone off${when}: ${reason}`)];
    }
    if (state !== undefined) return [];
    const deploy = `deploy: npx cdktf deploy ${ofNetwork.includes(name) ? network.names.stack : names.stack}`;
    // Without it no update would be rolled back.
    return made.includes(name) || (name === rollbackAlarm && !isObserved(applied))
      ? [finding('bad', `the alarm ${name} is not there any more`, deploy)]
      : [finding('note', `the settings ask for the alarm ${name}, and it was not made yet`, deploy)];
  });
};
