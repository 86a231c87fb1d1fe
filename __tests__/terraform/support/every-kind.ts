import { endpoint, resolved, settings } from '../../support/settings';
import { synthesizeEnvironments } from '../../support/synthesized';

/** An environment with every part that there is. */
export const everything = settings({
  probe: true,
  network: {
    create: { cidrBlock: '10.0.0.0/16', availabilityZones: ['eu-west-1a', 'eu-west-1b'] },
    privateLink: { openAi: true, bidirectionalStreaming: true },
  },
  endpoints: {
    churn: endpoint({
      callers: { roleNames: ['scoring'], openAi: true, bidirectionalStreaming: true },
      instanceCount: 3,
      scaling: { min: 2, max: 6, target: { concurrentRequests: 4 } },
    }),
  },
});

/** The kinds of resource in each of its stacks, so that a new one is tested as soon as there is one. */
export function kindsByStack(): Record<string, string[]> {
  const stacks = Object.entries(synthesizeEnvironments(resolved(everything)));
  return Object.fromEntries(
    stacks.map(([stack, { resource = {} }]) => [
      stack,
      Object.keys(resource).filter(
        (type) => type.startsWith('aws_') && type !== 'aws_default_security_group', // which is adopted, never created
      ),
    ]),
  );
}
