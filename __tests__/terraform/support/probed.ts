import type { EnvironmentSettings } from '../../../settings';
import { settings } from '../../support/settings';
import type { Sandbox } from './sandbox';

const zones = (letters: string) => [...letters].map((letter) => `eu-west-1${letter}`);

/** An environment with a probe, and nothing else unless it is said. */
export const probed = (letters = 'ab', more: Partial<EnvironmentSettings> = {}) =>
  settings({
    network: { create: { cidrBlock: '10.0.0.0/16', availabilityZones: zones(letters) } },
    endpoints: {},
    probe: true,
    ...more,
  });

/** The zone and the security groups of every function, by its name. */
export function functions(sandbox: Sandbox) {
  const world = sandbox.world();
  return Object.fromEntries(
    Object.entries(world.aws_lambda_function ?? {}).map(([name, { vpc_config }]) => {
      const [{ subnet_ids, security_group_ids }] = vpc_config as [Record<string, string[]>];
      const subnets = (subnet_ids as string[]).map((id) => world.aws_subnet?.[id]?.availability_zone);
      return [name, { subnets, groups: security_group_ids }];
    }),
  );
}
