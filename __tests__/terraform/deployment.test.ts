import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Deployment, deploy } from '../../commands/ci/deploy';
import { driftIn } from '../../commands/ci/drift';
import { createReviewer } from '../../commands/ci/reviewer';
import { type Fingerprints } from '../../commands/ci/reviewed-plans';
import type { RunProgram } from '../../commands/ci/run-program';
import { readStacks } from '../../commands/ci/stacks';
import { PlanError, type PlannedStack, Terraform } from '../../commands/ci/terraform';
import type { EnvironmentSettings } from '../../settings';
import { terraformBinary } from '../../commands/shared/terraform-binary';
import { ArtifactFolder } from '../support/artifacts';
import { endpoint, settings } from '../support/settings';
import { describeWithAccount, Sandbox } from './support/sandbox';

/** What the workflows run, with Terraform itself and the review itself. */
describeWithAccount('a deployment by the workflows', () => {
  const sandbox = new Sandbox();
  const artifacts = new ArtifactFolder();
  const plans = mkdtempSync(join(tmpdir(), 'plans-'));
  afterAll(() => {
    sandbox.end();
    artifacts.end();
    rmSync(plans, { recursive: true, force: true });
  });

  const outdir = dirname(dirname(dirname(sandbox.file('test-network'))));
  const reviewer = createReviewer([]);
  const commands: string[] = [];
  const inSandbox: RunProgram = async (command, [folder = '', ...args]) => {
    if (command !== terraformBinary()) throw new Error(command);
    const stack = folder.split('/').at(-1) as string;
    commands.push(`${args[0]} ${stack}`);
    const { status, output } = await sandbox.terraform(stack, args);
    return { status, stdout: output, stderr: output };
  };
  const terraform = new Terraform(outdir, plans, inSandbox);
  const log = () => undefined;

  const zones = (letters: string): EnvironmentSettings =>
    settings({
      network: {
        create: { cidrBlock: '10.0.0.0/16', availabilityZones: [...letters].map((letter) => `eu-west-1${letter}`) },
      },
      endpoints: {
        churn: endpoint({ model: { ...endpoint().model, artifact: artifacts.file('one') }, instanceCount: 3 }),
      },
    });
  const synth = (letters: string) => sandbox.synth(zones(letters));

  /** What a pull request keeps: of what can be planned. */
  async function reviewed(): Promise<Fingerprints> {
    const all: PlannedStack[] = [];
    for (const stack of readStacks(outdir)) {
      try {
        all.push(await terraform.plan(stack, { purpose: 'speculative' }));
      } catch (error) {
        if (!(error instanceof PlanError)) throw error;
      }
    }
    return Object.fromEntries(all.map((one) => [one.stack.name, reviewer.fingerprint(one)]));
  }
  async function deployed(...seen: Fingerprints[]): Promise<Deployment> {
    commands.splice(0);
    return deploy(readStacks(outdir), seen, { terraform, reviewer, log });
  }
  const applied = () => commands.filter((command) => command.startsWith('apply'));

  test('from nothing: an approval for the network, one for the endpoint that could not be planned before', async () => {
    synth('abc');
    const first = await deployed({});
    expect(first).toMatchObject({ applied: [], notReached: ['test-churn'] });
    const second = await deployed({}, first.awaitingFingerprints);
    expect(second).toMatchObject({ applied: ['test-network'], notReached: [] });
    const third = await deployed({}, second.awaitingFingerprints);
    expect(third).toMatchObject({ applied: ['test-churn'], awaitingApproval: [] });
    expect(await deployed({})).toMatchObject({ applied: [], unchanged: ['test-network', 'test-churn'] });
  });

  test('a zone less: as reviewed, without an approval, the endpoint first', async () => {
    synth('ab');
    const seen = await reviewed();
    expect(await deployed(seen)).toMatchObject({ applied: ['test-churn', 'test-network'], awaitingApproval: [] });
    expect(applied()).toEqual(['apply test-churn', 'apply test-network']);
    expect(await deployed({})).toMatchObject({ applied: [], awaitingApproval: [] });
  });

  test('a zone more: what was changed by hand in between is not what was reviewed, and the endpoint could not be', async () => {
    synth('abc');
    const seen = await reviewed();
    expect(Object.keys(seen)).toEqual(['test-network']);
    sandbox.edit((world) => {
      Object.values(world.aws_vpc ?? {}).forEach((vpc) => (vpc.enable_dns_hostnames = false));
    });
    const drift = await driftIn(readStacks(outdir), terraform, log);
    expect(drift[0]?.drifted).toMatchObject([{ attributes: ['enable_dns_hostnames'] }]);
    const stopped = await deployed(seen);
    expect(stopped).toMatchObject({ applied: [], notReached: ['test-churn'] });

    sandbox.edit((world) => {
      Object.values(world.aws_vpc ?? {}).forEach((vpc) => (vpc.enable_dns_hostnames = true));
    });
    const first = await deployed(seen);
    expect(first).toMatchObject({ applied: ['test-network'] });
    expect(await deployed(seen, first.awaitingFingerprints)).toMatchObject({
      applied: ['test-churn'],
      awaitingApproval: [],
    });
  });
});
