import { isObserved } from '../observe/observation';
import { finding, type HealthCheck } from './finding';

/** Where instances are is SageMaker's to choose, so nothing is wrong where it is not known. */
export const checkInstanceZones: HealthCheck = ({ instanceZones }) =>
  instanceZones === undefined || isObserved(instanceZones)
    ? []
    : [finding('note', `instances by zone are not known: ${instanceZones.unknown}`)];
