import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { terraformBinary } from '../../../commands/shared/terraform-binary';
import { AWS_PROVIDER_VERSION } from '../../../stacks/aws-stack';
import { runTerraform } from './run-terraform';

/** Finds out, once, what can be tested here, and says it in one line where that is not all. */
export default async function globalSetup(): Promise<void> {
  const lacking = await whatIsLacking();
  if (lacking !== undefined) {
    if (process.env.CI) throw new Error(`nothing can be tested: ${lacking}`);
    process.env.NO_PROVIDER = 'yes';
    console.log(`\nskipped: all of it, since ${lacking}`);
  } else if (!process.env.OFFLINE_AWS) {
    console.log(
      '\nskipped: what applies, since OFFLINE_AWS names no pretended account; nothing is applied to a real one',
    );
  }
}

async function whatIsLacking(): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'provider-'));
  try {
    const required = { aws: { source: 'hashicorp/aws', version: AWS_PROVIDER_VERSION } };
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ terraform: { required_providers: required } }));
    const { status } = await runTerraform(folder, ['init', '-backend=false', '-no-color']);
    return status === 0
      ? undefined
      : `${terraformBinary()} finds no version ${AWS_PROVIDER_VERSION} of the AWS provider here`;
  } catch {
    return `there is no ${terraformBinary()} on the PATH`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
