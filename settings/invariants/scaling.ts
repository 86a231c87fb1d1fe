import { configuredZones, endpointsOf, type Invariant, problem } from './invariant';

/** https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-add-console.html: none for burstable instances */
const BURSTABLE = /^ml\.t\d/;

export const scalableInstanceType: Invariant = ({ settings }) =>
  endpointsOf(settings).flatMap(({ endpoint: { scaling, instanceType }, path }) =>
    scaling !== undefined && instanceType !== undefined && BURSTABLE.test(instanceType)
      ? [
          problem(
            [...path, 'scaling'],
            `SageMaker does not scale burstable types such as ${instanceType}: take another instanceType, or leave scaling out`,
          ),
        ]
      : [],
  );

/** Bounds that keep an instance in every zone, with the count that updates start from between them. */
export const validScalingBounds: Invariant = ({ settings }) => {
  const zones = configuredZones(settings);
  return endpointsOf(settings).flatMap(({ endpoint, path }) => {
    const { min, max } = endpoint.scaling ?? {};
    const at = [...path, 'scaling'];
    return [
      ...(min !== undefined && max !== undefined && min > max
        ? [problem([...at, 'max'], `${max} is less than min, ${min}: write ${min} or more`)]
        : []),
      ...(min !== undefined && zones !== undefined && min < zones.length
        ? [
            problem(
              [...at, 'min'],
              `${min} is fewer than the ${zones.length} zones (${zones.join(', ')}), and a zone without an instance is answered from another: write ${zones.length} or more`,
            ),
          ]
        : []),
      ...startingCount(endpoint, path),
    ];
  });
};

function startingCount(
  { scaling, ...endpoint }: ReturnType<typeof endpointsOf>[number]['endpoint'],
  path: readonly PropertyKey[],
) {
  if (scaling === undefined) return [];
  const { min, max } = scaling;
  const at = [...path, 'instanceCount'];
  const range = min === undefined || max === undefined ? 'between scaling.min and scaling.max' : `${min} to ${max}`;
  if (!('instanceCount' in endpoint)) {
    return [
      problem(
        at,
        `is missing, and scaling needs it: every update puts the fleet back to it, whatever scaling had made of it, and too few are an outage: write what a busy hour needs, ${range}`,
      ),
    ];
  }
  const { instanceCount } = endpoint;
  if (instanceCount === undefined || min === undefined || max === undefined || min > max) return [];
  return instanceCount >= min && instanceCount <= max
    ? []
    : [
        problem(
          at,
          `${instanceCount} is not within scaling's ${min} to ${max}, and every update starts from it: write a number of these`,
        ),
      ];
}

export const oneScalingTarget: Invariant = ({ settings }) =>
  endpointsOf(settings).flatMap(({ endpoint: { scaling }, path }) => {
    const { target } = scaling ?? {};
    if (target === undefined) return [];
    const metrics = ['concurrentRequests', 'invocationsPerMinute'].filter((metric) => metric in target);
    const at = [...path, 'scaling', 'target'];
    if (metrics.length === 0) {
      return [
        problem(
          at,
          'has nothing to keep level: write for example { concurrentRequests: 4 } or { invocationsPerMinute: 1200 }',
        ),
      ];
    }
    return metrics.length === 1
      ? []
      : [
          problem(
            at,
            'has both concurrentRequests and invocationsPerMinute: keep concurrentRequests, which follows the load faster, or the other',
          ),
        ];
  });
