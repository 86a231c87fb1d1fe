import { parsePlan } from '../../../commands/review/plan/parse';
import { fingerprint } from '../../../commands/review/fingerprint';
import { fixtureText } from './fixtures';

test('a fingerprint is of the meaning: the same for the same change planned again, another for another', () => {
  const fingerprintOf = (name: string, change: (plan: Record<string, unknown>) => void = () => undefined) => {
    const plan = JSON.parse(fixtureText(name)) as Record<string, unknown>;
    change(plan);
    return fingerprint(parsePlan('x', JSON.stringify(plan)));
  };
  const swap = fingerprintOf('endpoint-swap');
  expect(swap).toMatch(/^[0-9a-f]{64}$/);
  expect(
    fingerprintOf('endpoint-swap', (plan) => {
      plan.timestamp = 'another';
      plan.terraform_version = '1.99.0';
      plan.resource_changes = (plan.resource_changes as object[])
        .toReversed()
        .map((one) => Object.fromEntries(Object.entries(one).toReversed()));
    }),
  ).toBe(swap);
  expect(fingerprintOf('endpoint-instance-type')).not.toBe(swap);
  expect(fingerprintOf('endpoint-again')).not.toBe(swap);
});

interface WithResource {
  resource_changes: object[];
  deferred_changes?: object[];
  configuration: {
    provider_config: Record<string, object>;
    root_module: { resources: { address: string; provider_config_key?: string; provisioners?: object[] }[] };
  };
}

const KEYED = 'aws_y.z["a]b"]';

const keyed = (change: (plan: WithResource) => void = () => undefined): string => {
  const plan: WithResource & { format_version: string } = {
    format_version: '1.2',
    resource_changes: [
      { address: KEYED, type: 'aws_y', change: { actions: ['create'], before: null, after: { a: 1 } } },
    ],
    configuration: {
      provider_config: { aws: { name: 'aws', full_name: 'registry.terraform.io/hashicorp/aws', expressions: {} } },
      root_module: { resources: [{ address: 'aws_y.z', provider_config_key: 'aws' }] },
    },
  };
  change(plan);
  return fingerprint(parsePlan('x', JSON.stringify(plan)));
};

const READ = { mode: 'data', address: 'data.external.x', type: 'external' };

test.each<[string, (plan: WithResource) => void]>([
  [
    'another command of a provisioner, whatever the key of the resource is',
    ({ configuration }) =>
      Object.assign(configuration.root_module.resources[0] ?? {}, { provisioners: [{ type: 'x' }] }),
  ],
  [
    'a provider with another identity',
    ({ configuration }) => Object.assign(configuration.provider_config.aws ?? {}, { expressions: { profile: {} } }),
  ],
  [
    'another alias of a provider',
    ({ configuration }) =>
      Object.assign(configuration.root_module.resources[0] ?? {}, { provider_config_key: 'aws.b' }),
  ],
  [
    'a data source that is read when it is applied',
    (plan) =>
      plan.resource_changes.push({ ...READ, change: { actions: ['read'], before: null, after: { program: ['x'] } } }),
  ],
  ['something that is deferred', (plan) => Object.assign(plan, { deferred_changes: [{ reason: 'x' }] })],
])('%s is another fingerprint', (_, change) => {
  expect(keyed(change)).not.toBe(keyed());
});

test('where a provider is fetched from is no other fingerprint', () => {
  expect(
    keyed(({ configuration }) =>
      Object.assign(configuration.provider_config.aws ?? {}, { full_name: 'registry.opentofu.org/hashicorp/aws' }),
    ),
  ).toBe(keyed());
});
