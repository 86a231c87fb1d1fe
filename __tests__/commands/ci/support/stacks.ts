import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlanJson } from '../../../../commands/shared/terraform-files/plan-json';
import type { GitHub } from '../../../../commands/ci/github';
import type { Reviewer, ToAccept } from '../../../../commands/ci/reviewer';
import type { Stack } from '../../../../commands/ci/stacks';
import type { SavedPlan } from '../../../../commands/ci/terraform';

export const S3 = { backend: { s3: { bucket: 'states' } } };
export const CLOUD = { cloud: { organization: 'o', workspaces: { name: 'w' } } };
export const LOCAL = { backend: { local: { path: '../state' } } };

/** Synthesized folders, by hand: what each stack's file says. */
export class Folders {
  private readonly root = mkdtempSync(join(tmpdir(), 'ci-'));
  private count = 0;

  folder(stacks: Readonly<Record<string, object>>): string {
    this.count += 1;
    const outdir = join(this.root, String(this.count));
    mkdirSync(join(outdir, 'stacks'), { recursive: true });
    for (const [name, content] of Object.entries(stacks)) {
      mkdirSync(join(outdir, 'stacks', name));
      writeFileSync(join(outdir, 'stacks', name, 'cdk.tf.json'), JSON.stringify(content));
    }
    return outdir;
  }

  file(name: string, content: string): string {
    const file = join(this.empty(), name);
    writeFileSync(file, content);
    return file;
  }

  empty(): string {
    return mkdtempSync(join(this.root, 'empty-'));
  }

  end(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

export function stack(name: string, backend: Stack['backend'] = { kind: 's3' }): Stack {
  const [environment = '', rest = ''] = name.split('-');
  return {
    name,
    environment,
    kind: rest === 'network' || rest === 'probe' ? rest : 'endpoint',
    backend,
    canonicalJson: '',
  };
}

export const planned = (one: Stack, json: PlanJson = {}, hasChanges = true): SavedPlan => ({
  stack: one,
  file: `${one.name}.tfplan`,
  json,
  hasChanges,
});

/** A fingerprint: as many of a digit as it takes. */
export const hash = (digit: string): string => digit.repeat(64);

/** Says of each plan what it was given to say. */
export const fakeReviewer = (
  prints: () => Record<string, string>,
  toAccept: readonly ToAccept[] = [],
  comparedFingerprints: Record<string, string> = {},
): Reviewer => {
  const fingerprint = (one: { stack: Stack }) => prints()[one.stack.name] ?? hash('0');
  return {
    review: (plans, _, base) => ({
      markdown: `plans: ${plans.map((one) => one.stack.name).join(', ')}${base === undefined ? '' : ', with a base'}`,
      toAccept,
      fingerprints: Object.fromEntries(plans.map((one) => [one.stack.name, fingerprint(one)])),
      comparedFingerprints,
    }),
    fingerprint,
  };
};

/** Answers what a test gives it; to anything else asked it has no answer. */
export const fakeGitHub = (answers: Partial<GitHub>): GitHub =>
  new Proxy(answers as GitHub, {
    get: (all, name: keyof GitHub) =>
      all[name] ??
      (() => {
        throw new Error(`nobody said what GitHub answers to ${name}`);
      }),
  });
