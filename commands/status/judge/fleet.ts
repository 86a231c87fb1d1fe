import { isObserved } from '../observe/observation';
import { finding, type HealthCheck } from './finding';

/** Whether there are instances enough, and whether weights are as they should be. */
export const checkFleet: HealthCheck = ({ endpoint, network }, { environment }) => {
  const variants = isObserved(endpoint) ? (endpoint.value?.variants ?? []) : [];
  // Those that serve now: a zone that was only just written into the settings has no model yet.
  const zones =
    network !== undefined && isObserved(network) ? network.value.zones.length : environment.network.zones.length;
  return variants.flatMap(({ name, instances, desiredInstances, weight, desiredWeight, doing }) => [
    ...(instances !== undefined && instances < zones
      ? [
          finding(
            'bad',
            `${name} has ${instances} instance${instances === 1 ? '' : 's'} for ${zones} zones: a zone without one is answered from another`,
          ),
        ]
      : []),
    ...(instances !== undefined && desiredInstances !== undefined && instances !== desiredInstances
      ? [finding('note', `${name} has ${instances} instances and is to have ${desiredInstances}`)]
      : []),
    ...(weight !== undefined && desiredWeight !== undefined && weight !== desiredWeight
      ? [finding('note', `${name} has weight ${weight} and is to have ${desiredWeight}`)]
      : []),
    ...doing.map((status) => finding('note', `${name}: ${status}`)),
  ]);
};
