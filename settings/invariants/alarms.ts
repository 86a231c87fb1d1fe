import { endpointsOf, type Invariant, problem } from './invariant';

/** PutMetricAlarm takes five actions for a state. */
const MAX_TOPICS = 5;

/** The PrivateLink endpoint's alarms tell all topics of all endpoints. */
export const alarmTopicsFit: Invariant = ({ settings }) => {
  const endpoints = endpointsOf(settings);
  const tooMany = endpoints.flatMap(({ endpoint: { alarms }, path }) => {
    const count = alarms?.topicArns?.length ?? 0;
    return count <= MAX_TOPICS
      ? []
      : [
          problem(
            [...path, 'alarms', 'topicArns'],
            `has ${count} topics, and an alarm tells ${MAX_TOPICS} at the most: subscribe the others to one of these`,
          ),
        ];
  });
  const all = new Set(endpoints.flatMap(({ endpoint: { alarms } }) => alarms?.topicArns ?? []));
  return tooMany.length > 0 || all.size <= MAX_TOPICS
    ? tooMany
    : [
        problem(
          ['endpoints'],
          `have ${all.size} topics together in alarms.topicArns, which the PrivateLink endpoint's alarms tell as well, and an alarm tells ${MAX_TOPICS} at the most: use the same topics for more than one endpoint`,
        ),
      ];
};
