import { defaultInstanceCount } from '../defaults';
import {
  canonicalBlock,
  overlaps,
  prefixLength,
  subnetBlock,
  usableAddresses,
  ZONE_LETTERS,
  zoneLetter,
} from '../subnets';
import { configuredZones, endpointsOf, type Invariant, problem } from './invariant';

/** SageMaker's own Docker network: https://docs.aws.amazon.com/sagemaker/latest/dg/host-vpc.html */
const DOCKER_BLOCK = '172.17.0.0/16';

/** From /16, AWS's largest, to /25, whose eighths are AWS's smallest subnets, /28. */
const MIN_PREFIX_LENGTH = 16;
const MAX_PREFIX_LENGTH = 25;

/** What no VPC can have: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
const NEVER = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4'];

export const createOrExisting: Invariant = ({ settings: { network } }) => {
  if (network === undefined) return [];
  if (network.create !== undefined && network.existing !== undefined) {
    return [
      problem(
        ['network'],
        'has both create and existing: keep create for a new VPC, or existing for one that is there',
      ),
    ];
  }
  // By name: what is there and wrong is said already.
  return 'create' in network || 'existing' in network
    ? []
    : [
        problem(
          ['network'],
          'has neither create nor existing: write create: { cidrBlock, availabilityZones } or existing: { vpcId, subnets }',
        ),
      ];
};

export const validZones: Invariant = ({ settings }) => {
  const { region, network } = settings;
  const list = configuredZones(settings);
  if (list === undefined) return [];
  const path = network?.create ? ['network', 'create', 'availabilityZones'] : ['network', 'existing', 'subnets'];
  const at = (zone: string, i: number) => [...path, network?.create ? i : zone];
  const found = list.flatMap((zone, i) => {
    if (region !== undefined && !(zone.startsWith(region) && /^[a-z]$/.test(zone.slice(region.length)))) {
      return [
        problem(at(zone, i), `'${zone}' is not an Availability Zone of ${region}: write for example '${region}a'`),
      ];
    }
    if (list.indexOf(zone) !== i) return [problem(at(zone, i), `'${zone}' is listed twice: list each zone once`)];
    if (network?.create && !ZONE_LETTERS.includes(zoneLetter(zone))) {
      return [
        problem(
          at(zone, i),
          `'${zone}': address ranges are set aside for the zones ${[...ZONE_LETTERS].join(', ')} only: take another zone`,
        ),
      ];
    }
    return [];
  });
  if (new Set(list).size < 2) {
    found.push(
      problem(
        path,
        `has ${list.length === 1 ? 'one zone' : 'no two zones'}: name at least two, so that the model outlives the loss of one`,
      ),
    );
  }
  return found;
};

/** An interface endpoint takes one subnet for each zone, and so a subnet cannot serve two. */
export const oneSubnetPerZone: Invariant = ({ settings }) => {
  const subnets = Object.entries(settings.network?.existing?.subnets ?? {});
  return subnets.flatMap(([zone, id], i) => {
    const first = subnets.findIndex(([, other]) => other === id);
    return first === i || id === undefined
      ? []
      : [
          problem(
            ['network', 'existing', 'subnets', zone],
            `'${id}' is already the subnet of ${subnets[first]?.[0]}: give each zone its own`,
          ),
        ];
  });
};

export const validCidrBlocks: Invariant = ({ settings: { network } }) => {
  const create = network?.create;
  const all = [
    { path: ['network', 'create', 'cidrBlock'], block: create?.cidrBlock },
    ...(network?.clients?.cidrBlocks ?? []).map((block, i) => ({
      path: ['network', 'clients', 'cidrBlocks', i],
      block,
    })),
  ];
  const rewritten = all.flatMap(({ path, block }) =>
    block === undefined || prefixLength(block) === 0 || canonicalBlock(block) === block
      ? []
      : [
          problem(
            path,
            `'${block}' has bits set behind its prefix, which AWS clears: write '${canonicalBlock(block)}'`,
          ),
        ],
  );
  const open = (network?.clients?.cidrBlocks ?? []).flatMap((block, i) =>
    prefixLength(block) === 0
      ? [
          problem(
            ['network', 'clients', 'cidrBlocks', i],
            `'${block}' is every address there is: name the blocks the clients are in`,
          ),
        ]
      : [],
  );
  return [...rewritten, ...open, ...vpcBlock(create?.cidrBlock)];
};

function vpcBlock(block: string | undefined) {
  if (block === undefined) return [];
  const path = ['network', 'create', 'cidrBlock'];
  if (prefixLength(block) < MIN_PREFIX_LENGTH || prefixLength(block) > MAX_PREFIX_LENGTH) {
    return [
      problem(
        path,
        `'${block}' is not from /${MIN_PREFIX_LENGTH} to /${MAX_PREFIX_LENGTH}, of which every zone gets an eighth: write for example '10.0.0.0/16'`,
      ),
    ];
  }
  const never = NEVER.find((reserved) => overlaps(block, reserved));
  if (never !== undefined) {
    return [
      problem(path, `'${block}' is in ${never}, which is set aside for other uses: write for example '10.0.0.0/16'`),
    ];
  }
  if (overlaps(block, DOCKER_BLOCK)) {
    return [
      problem(
        path,
        `'${block}' overlaps ${DOCKER_BLOCK}, SageMaker's own Docker network: write for example '10.0.0.0/16'`,
      ),
    ];
  }
  return [];
}

/**
 * A blue/green update runs the fleet twice, and an instance takes two addresses:
 * https://docs.aws.amazon.com/sagemaker/latest/dg/host-vpc.html
 */
export const subnetCapacity: Invariant = ({ settings }) => {
  const { cidrBlock, availabilityZones } = settings.network?.create ?? {};
  if (cidrBlock === undefined || !availabilityZones?.length || prefixLength(cidrBlock) > MAX_PREFIX_LENGTH) return [];
  if (!availabilityZones.every((zone) => ZONE_LETTERS.includes(zoneLetter(zone)))) return [];
  const instances = endpointsOf(settings)
    .map(({ endpoint }) =>
      Math.max(endpoint.instanceCount ?? defaultInstanceCount(availabilityZones.length), endpoint.scaling?.max ?? 0),
    )
    .reduce((sum, count) => sum + Math.ceil(count / availabilityZones.length), 0);
  const needed = 1 + 2 * 2 * instances;
  const usable = usableAddresses(cidrBlock);
  if (needed <= usable) return [];
  const [zone] = availabilityZones as [string, ...string[]];
  return [
    problem(
      ['network', 'create', 'cidrBlock'],
      `'${cidrBlock}' leaves ${usable} addresses in each zone (${subnetBlock(cidrBlock, zone)} in ${zone}), and ${needed} are needed: ` +
        `1 for the PrivateLink endpoint and, for each of ${instances} instances, 2 twice over while an update runs: write a larger block`,
    ),
  ];
};
