import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AWS_PROVIDER_VERSION } from '../../../stacks/aws-stack';

/** Finds out, once, what can be tested here, and says it in one line where that is not all. */
export default function globalSetup(): void {
  if (!providerCanBeHad()) {
    process.env.NO_PROVIDER = 'yes';
    console.log(`\nskipped: terraform, or version ${AWS_PROVIDER_VERSION} of its AWS provider, cannot be had here`);
  } else if (!process.env.OFFLINE_AWS) {
    console.log(
      '\nskipped: what applies, since OFFLINE_AWS names no pretended account; nothing is applied to a real one',
    );
  }
}

function providerCanBeHad(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'provider-'));
  try {
    const required = { aws: { source: 'hashicorp/aws', version: AWS_PROVIDER_VERSION } };
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ terraform: { required_providers: required } }));
    execFileSync('terraform', ['init', '-backend=false', '-no-color'], { cwd: folder, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
