import { endpoint, problemsOf, settings } from '../support/settings';

type Endpoint = ReturnType<typeof endpoint>;
type Scaling = NonNullable<Endpoint['scaling']>;
const scaled = (changes: Partial<Scaling>, more: Partial<Endpoint> = {}) =>
  problemsOf(
    settings({
      endpoints: {
        churn: endpoint({
          instanceCount: 3,
          scaling: { min: 2, max: 8, target: { concurrentRequests: 4 }, ...changes },
          ...more,
        }),
      },
    }),
  );

test.each<[string, Partial<Scaling>, Partial<Endpoint>, string[]]>([
  ['bounds and a target', {}, {}, []],
  ['a fixed point, for a while', { min: 3, max: 3 }, {}, []],
  ['fractions', { target: { concurrentRequests: 0.5 } }, {}, []],
  [
    'no count',
    {},
    { instanceCount: undefined },
    [
      'instanceCount: is missing, and scaling needs it: every update puts the fleet back to it, whatever scaling had made of it, and too few are an outage: write what a busy hour needs, 2 to 8',
    ],
  ],
  [
    'a count below',
    { min: 4 },
    {},
    ["instanceCount: 3 is not within scaling's 4 to 8, and every update starts from it: write a number of these"],
  ],
  [
    'a count above',
    { max: 2 },
    {},
    ["instanceCount: 3 is not within scaling's 2 to 2, and every update starts from it: write a number of these"],
  ],
  ['bounds that cross', { min: 5, max: 4 }, {}, ['scaling.max: 4 is less than min, 5: write 5 or more']],
  [
    'a zone without an instance',
    { min: 1 },
    {},
    [
      'scaling.min: 1 is fewer than the 2 zones (eu-west-1a, eu-west-1b), and a zone without an instance is answered from another: write 2 or more',
    ],
  ],
  [
    'a burstable type',
    {},
    { instanceType: 'ml.t3.medium' },
    [
      'scaling: SageMaker does not scale burstable types such as ml.t3.medium: take another instanceType, or leave scaling out',
    ],
  ],
  [
    'nothing to keep level',
    { target: {} },
    {},
    [
      'scaling.target: has nothing to keep level: write for example { concurrentRequests: 4 } or { invocationsPerMinute: 1200 }',
    ],
  ],
  [
    'two things',
    { target: { concurrentRequests: 4, invocationsPerMinute: 60 } },
    {},
    [
      'scaling.target: has both concurrentRequests and invocationsPerMinute: keep concurrentRequests, which follows the load faster, or the other',
    ],
  ],
])('%s', (_, scaling, more, expected) => {
  expect(scaled(scaling, more)).toEqual(expected.map((problem) => `endpoints.churn.${problem}`));
});

test('the network must hold the largest fleet, twice', () => {
  const network = { create: { cidrBlock: '10.0.0.0/24', availabilityZones: ['eu-west-1a', 'eu-west-1b'] } };
  const churn = (max: number) =>
    endpoint({ instanceCount: 2, scaling: { min: 2, max, target: { concurrentRequests: 4 } } });
  expect(problemsOf(settings({ network, endpoints: { churn: churn(12) } }))).toEqual([]);
  expect(problemsOf(settings({ network, endpoints: { churn: churn(14) } }))[0]).toContain(
    "network.create.cidrBlock: '10.0.0.0/24' leaves 27 addresses in each zone",
  );
});
