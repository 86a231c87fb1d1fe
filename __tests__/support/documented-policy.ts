import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './settings';

interface Policy {
  readonly Statement: readonly { readonly Effect: string; readonly Action: readonly string[] }[];
}

/** What the policy under a heading of docs/security.md allows. */
export function documentedActions(heading: string): string[] {
  const [, section = ''] = readFileSync(join(ROOT, 'docs', 'security.md'), 'utf8').split(heading);
  const policy = JSON.parse(/```json\n([\s\S]*?)```/.exec(section)?.[1] ?? '{}') as Policy;
  return policy.Statement.flatMap(({ Effect, Action }) => (Effect === 'Allow' ? Action : [])).toSorted();
}
