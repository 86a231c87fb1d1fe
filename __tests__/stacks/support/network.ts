import type { EnvironmentSettings } from '../../../settings';
import { resolved, settings } from '../../support/settings';
import { stackOf, synthesizeEnvironments } from '../../support/synthesized';

/** The network stack of settings with these changes. */
export const network = (changes: Partial<EnvironmentSettings>) =>
  stackOf(synthesizeEnvironments(resolved(settings({ endpoints: {}, ...changes }))), 'test-network');

/** The network stack of a new VPC, with more settings of the network. */
export const created = (more: object) => network({ network: { ...settings().network, ...more } });

/** The rules that let something in. */
export const rules = (stack: ReturnType<typeof network>) =>
  Object.values(stack.resource?.aws_vpc_security_group_ingress_rule ?? {});

/** The endpoints of type Interface. */
export const interfaceEndpoint = (stack: ReturnType<typeof network>) =>
  Object.values(stack.resource?.aws_vpc_endpoint ?? {}).filter(
    ({ vpc_endpoint_type }) => vpc_endpoint_type === 'Interface',
  );
