import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../main';
import type { EnvironmentSettings } from '../../settings';
import { summary } from '../../synth/summary';
import { existingNetwork, ec2Id, resolved, settings } from '../support/settings';

jest.mock('../../commands/probe/function/bundle', () => ({ bundleProbe: () => Buffer.from('code') }));

function text(input: Partial<EnvironmentSettings>): string {
  const root = mkdtempSync(join(tmpdir(), 'summary-'));
  try {
    const environments = [resolved(settings(input))];
    synthesize(environments, root, root);
    return summary(environments, root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

test('a probe: its zones, its functions, and how to measure', () => {
  expect(text({ probe: true })).toContain(
    `  test-probe
    zones       eu-west-1a, eu-west-1b
    functions   test-probe-eu-west-1a, test-probe-eu-west-1b
    measure     npm run probe -- test-churn
    resources   4: 2 cloudwatch_log_group, 2 lambda_function
`,
  );
  expect(text({ probe: true, endpoints: {} })).toContain('npm run probe -- test-ENDPOINT\n');
  expect(text({})).not.toContain('probe');
});

test('what must be let in where an existing PrivateLink endpoint is managed', () => {
  const network = existingNetwork({ privateLink: { existing: { vpcEndpointId: ec2Id('vpce', '1') } } });
  const note = `note        the probe gets through only where ${ec2Id('vpce', '1')} lets in output probe_security_group_id on 443`;
  expect(text({ probe: true, network })).toContain(note);
  expect(text({ probe: true })).not.toContain(note);
  expect(text({ network })).not.toContain('probe');
});
