import { isKnown } from '../observe/known';
import { finding, type Rule } from './finding';

/** Whether any alarm has gone off, and whether all are there. */
export const alarms: Rule = ({ alarms: observed }, { environment: { network }, endpoint: { names } }) => {
  if (!isKnown(observed)) return [finding('unknown', observed.unknown)];
  const stackOf = (alarm: string) =>
    network.zones.map(network.names.packetsDroppedAlarm).includes(alarm) ? network.names.stack : names.stack;
  return observed.value.flatMap(({ name, state, reason, since }) => {
    if (state === 'ALARM')
      return [
        finding('bad', `${name} has gone off${since === undefined ? '' : `, since ${since.toISOString()}`}: ${reason}`),
      ];
    if (state === undefined)
      return [finding('bad', `the alarm ${name} is not there`, `deploy again: npx cdktf deploy ${stackOf(name)}`)];
    return [];
  });
};
