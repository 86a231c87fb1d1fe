import type { EnvironmentSettings } from '../../settings';
import { resolved, settings } from '../support/settings';
import { synthesizeEnvironments } from '../support/synthesized';

/** The backend of both stacks, and how the endpoint's reads the network's. */
function wiring(backend: EnvironmentSettings['backend']) {
  const { 'test-network': network, 'test-churn': churn } = synthesizeEnvironments(resolved(settings({ backend })));
  return {
    network: network?.terraform?.backend ?? network?.terraform?.cloud,
    churn: churn?.terraform?.backend ?? churn?.terraform?.cloud,
    read: churn?.data?.terraform_remote_state?.network,
  };
}

test('local: beside main.ts, from wherever that is', () => {
  expect(wiring({ kind: 'local' })).toEqual({
    network: { local: { path: '../../../state/test-network.tfstate' } },
    churn: { local: { path: '../../../state/test-churn.tfstate' } },
    read: expect.objectContaining({ backend: 'local', config: { path: '../../../state/test-network.tfstate' } }),
  });
});

test('HCP Terraform: a workspace for each stack, named like it', () => {
  expect(wiring({ kind: 'cloud', organization: 'org', project: 'inference', hostname: 'tfe.example.com' })).toEqual({
    network: {
      organization: 'org',
      hostname: 'tfe.example.com',
      workspaces: { name: 'test-network', project: 'inference' },
    },
    churn: {
      organization: 'org',
      hostname: 'tfe.example.com',
      workspaces: { name: 'test-churn', project: 'inference' },
    },
    read: expect.objectContaining({
      backend: 'remote',
      config: expect.objectContaining({
        organization: 'org',
        hostname: 'tfe.example.com',
        workspaces: { name: 'test-network' },
      }),
    }),
  });
});

test.each(['inference', 'inference/'])('S3: under %s, encrypted, with its lock file', (keyPrefix) => {
  const at = (stack: string) => ({
    bucket: 'state',
    region: 'eu-west-1',
    key: `inference/${stack}.tfstate`,
    encrypt: true,
    use_lockfile: true,
  });
  expect(wiring({ kind: 's3', bucket: 'state', region: 'eu-west-1', keyPrefix })).toEqual({
    network: { s3: at('test-network') },
    churn: { s3: at('test-churn') },
    read: expect.objectContaining({
      backend: 's3',
      config: expect.objectContaining({ bucket: 'state', key: 'inference/test-network.tfstate' }),
    }),
  });
});
