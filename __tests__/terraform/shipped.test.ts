import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../main';
import { loadEnvironments } from '../../settings';
import type { EnvironmentSettings } from '../../settings';
import type { EnvironmentFile } from '../../settings/environment';
import { ROOT } from '../support/settings';
import { runTerraform } from './support/run-terraform';
import { describeWithAccount, describeWithProvider, expectSuccess, Sandbox } from './support/sandbox';

const environments = loadEnvironments(ROOT);

describeWithProvider('every environment that is shipped', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'shipped-'));
    synthesize(environments, root, join(root, 'cdktf.out'));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  const stacks = environments.flatMap(({ network, endpoints, probe, probeNames }) => [
    network.names.stack,
    ...endpoints.map(({ names }) => names.stack),
    ...(probe ? [probeNames.stack] : []),
  ]);
  test.each(stacks)('%s is valid Terraform, whatever its backend', async (stack) => {
    const folder = join(root, 'cdktf.out', 'stacks', stack);
    expect(await runTerraform(folder, ['init', '-backend=false', '-no-color'])).toMatchObject({ status: 0 });
    const { stdout } = await runTerraform(folder, ['validate', '-no-color']);
    expect(stdout).toContain('Success! The configuration is valid.');
  });
});

/** Those that make everything themselves; production.test.ts has the one that needs a VPC. */
const whole = environments.filter(({ network, backend }) => network.vpc.kind === 'managed' && backend.kind === 'local');

(whole.length === 0 ? describe.skip : describeWithAccount)('what is shipped and makes everything itself', () => {
  test.each(whole.map((environment) => [environment.name, environment] as const))(
    '%s, from nothing to service and back',
    async (name, environment) => {
      const { settings } = (require(join(ROOT, 'environments', `${name}.ts`)) as { default: EnvironmentFile }).default;
      const sandbox = new Sandbox();
      try {
        sandbox.synth({ ...(settings as EnvironmentSettings), protect: false }, name);
        const stacks = [environment.network.names.stack, ...environment.endpoints.map(({ names }) => names.stack)];
        await sandbox.deploy(...stacks);
        for (const stack of stacks.toReversed()) expectSuccess(await sandbox.destroy(stack));
        expect(sandbox.world()).toEqual({});
      } finally {
        sandbox.end();
      }
    },
  );
});
