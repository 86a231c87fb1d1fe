import fc from 'fast-check';
import type { EnvironmentSettings } from '../../settings';
import { endpoint, problemsOf, resolved, settings } from '../support/settings';

/** Valid settings of many kinds. */
const valid = fc
  .record({
    letters: fc.uniqueArray(fc.constantFrom(...'abcdef'), { minLength: 2, maxLength: 6 }),
    bits: fc.integer({ min: 16, max: 22 }),
    names: fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8})?$/), { maxLength: 3 }),
    extra: fc.nat({ max: 4 }),
  })
  .filter(({ names }) => !names.some((name) => ['network', 'probe'].includes(name)))
  .map(({ letters, bits, names, extra }) =>
    settings({
      network: {
        create: { cidrBlock: `10.0.0.0/${bits}`, availabilityZones: letters.map((letter) => `eu-west-1${letter}`) },
      },
      endpoints: Object.fromEntries(names.map((name) => [name, endpoint({ instanceCount: letters.length + extra })])),
    }),
  );

/** The address range of each zone's subnet; the VPC must be a managed one. */
function subnetBlocksOf(input: EnvironmentSettings): Readonly<Record<string, string>> {
  const { vpc } = resolved(input).network;
  if (vpc.kind !== 'managed') throw new Error('the VPC is not managed');
  return vpc.subnetBlocks;
}

test('valid settings have no problems, and every one of their zones has a subnet', () => {
  fc.assert(
    fc.property(valid, (input) => {
      expect(problemsOf(input)).toEqual([]);
      const { network, endpoints } = resolved(input);
      expect(network.zones).toEqual(input.network.create?.availabilityZones.toSorted());
      expect(Object.keys(subnetBlocksOf(input))).toEqual(network.zones);
      endpoints.forEach(({ instanceCount }) => expect(instanceCount).toBeGreaterThanOrEqual(network.zones.length));
    }),
    { numRuns: 50 },
  );
});

test('adding or removing a zone moves no other', () => {
  fc.assert(
    fc.property(valid, (input) => {
      const { cidrBlock = '', availabilityZones = [] } = input.network.create ?? {};
      const subnetBlocks = subnetBlocksOf(input);
      const fewer = {
        ...input,
        endpoints: {},
        network: { create: { cidrBlock, availabilityZones: availabilityZones.slice(1) } },
      };
      fc.pre(availabilityZones.length > 2);
      Object.entries(subnetBlocksOf(fewer)).forEach(([zone, block]) => expect(subnetBlocks[zone]).toBe(block));
    }),
    { numRuns: 50 },
  );
});

test('whatever is given, there is an answer: problems that each name a way, never an exception', () => {
  const broken = fc.oneof(
    fc.anything(),
    fc
      .tuple(valid, fc.constantFrom('region', 'network', 'endpoints', 'backend', 'tags', 'iam', 'x'), fc.anything())
      .map(([input, field, value]) => ({
        ...input,
        [field]: value,
      })),
    fc
      .tuple(valid, fc.constantFrom('model', 'instanceType', 'instanceCount', 'callers', 'kmsKeyArn'), fc.anything())
      .map(([input, field, value]) => ({
        ...input,
        endpoints: { churn: { ...endpoint(), [field]: value } },
      })),
    fc
      .tuple(valid, fc.constantFrom('create', 'existing', 'clients', 'privateLink', 'flowLogs'), fc.anything())
      .map(([input, field, value]) => ({
        ...input,
        network: { ...input.network, [field]: value },
      })),
  );
  fc.assert(
    fc.property(broken, (input) => {
      problemsOf(input).forEach((problem) => expect(problem).toMatch(/^.*: .+/s));
    }),
    { numRuns: 500 },
  );
});
