import { isObserved } from '../observe/observation';
import { finding, type HealthCheck } from './finding';

/** Whether it scales as the settings say, and what the next update does to the number of instances. */
export const checkScaling: HealthCheck = (
  { endpoint, scaling: observed },
  { endpoint: { names, scaling: asked, instanceCount } },
) => {
  const current = isObserved(endpoint) ? endpoint.value : undefined;
  if (current === undefined) return [];
  if (!isObserved(observed)) return asked === undefined ? [] : [finding('unknown', observed.unknown)];
  if (asked === undefined) {
    return observed.value === undefined
      ? []
      : [
          finding(
            'note',
            `it is scaled from ${observed.value.min} to ${observed.value.max} instances, which the settings do not say`,
          ),
        ];
  }
  if (observed.value === undefined) {
    return [
      finding(
        'bad',
        'the settings ask for scaling, and it is not scaled: not deployed yet, or taken away by an update of the instance type that did not go well',
        `deploy again: npx cdktf deploy ${names.stack}`,
      ),
    ];
  }
  const { min, max, suspended } = observed.value;
  const now = current.variants.find(({ name }) => name === names.variant)?.instances;
  return [
    ...(suspended.length === 0
      ? []
      : [
          finding(
            'bad',
            `${suspended.join(' and ')} ${suspended.length === 1 ? 'is' : 'are'} suspended`,
            'resume it where it was suspended (aws application-autoscaling register-scalable-target --suspended-state …)',
          ),
        ]),
    ...(min === asked.min && max === asked.max
      ? []
      : [
          finding(
            'note',
            `it is scaled from ${min} to ${max} instances, and the settings say ${asked.min} to ${asked.max}`,
            `deploy: npx cdktf deploy ${names.stack}`,
          ),
        ]),
    ...(now !== undefined && now > instanceCount
      ? [
          finding(
            'note',
            `an update now would take it from ${now} instances to ${instanceCount}, whatever the load`,
            'raise instanceCount before, or wait for a quieter hour',
          ),
        ]
      : []),
  ];
};
