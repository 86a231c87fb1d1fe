import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvironmentSettings } from '../../../settings';
import type { EnvironmentFile } from '../../../settings/environment';
import { existingNetwork, ROOT, settings } from '../../support/settings';
import { describeWithAccount, Sandbox } from './sandbox';

/** Whoever has no use for it may have deleted it. */
const file = join(ROOT, 'environments', 'production.ts');
const isThere = existsSync(file);

/** Production as it is shipped, but for the state, which is kept here. */
export const shipped = {
  ...(isThere
    ? ((require(file) as { default: EnvironmentFile }).default.settings as EnvironmentSettings)
    : settings({ network: existingNetwork() })),
  backend: { kind: 'local' },
} satisfies EnvironmentSettings;
const vpc = shipped.network.existing;
if (vpc === undefined) throw new Error('the shipped production environment has no existing VPC');
export const existing = vpc;
export const region = shipped.region;

/** The VPC that the shipped settings name, as its owner would have it. */
export const itsVpc = () => ({
  aws_vpc: {
    [existing.vpcId]: {
      id: existing.vpcId,
      region,
      cidr_block: '10.1.0.0/16',
      enable_dns_support: true,
      enable_dns_hostnames: true,
    },
  },
  aws_subnet: Object.fromEntries(
    Object.entries(existing.subnets).map(([zone, id], i) => [
      id,
      { id, region, vpc_id: existing.vpcId, availability_zone: zone, cidr_block: `10.1.${i}.0/24` },
    ]),
  ),
  aws_route_table: Object.fromEntries(
    (existing.routeTableIds ?? []).map((id) => [id, { id, region, vpc_id: existing.vpcId }]),
  ),
  aws_route_table_association: Object.fromEntries(
    Object.values(existing.subnets).map((id, i) => [
      `rtbassoc-${i}`,
      { id: `rtbassoc-${i}`, region, subnet_id: id, route_table_id: existing.routeTableIds?.[0] },
    ]),
  ),
  aws_security_group: Object.fromEntries(
    (shipped.network.clients?.securityGroupIds ?? []).map((id) => [
      id,
      { id, region, name: 'clients', vpc_id: existing.vpcId },
    ]),
  ),
});

type OpenSandbox = (world: ConstructorParameters<typeof Sandbox>[0], settings?: typeof shipped) => Sandbox;

/** Describes production. A sandbox with its stacks, which a test opens, ends after that test. */
export const describeProduction = (tests: (open: OpenSandbox) => void) =>
  (isThere ? describeWithAccount : describe.skip)('production, as it is shipped', () => {
    let sandbox: Sandbox | undefined;
    afterEach(() => sandbox?.end());
    tests((world, settings = shipped) => {
      sandbox = new Sandbox(world);
      sandbox.synth(settings, 'production');
      return sandbox;
    });
  });
