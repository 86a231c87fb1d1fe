import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/settings';
import { LIVE, StatusBench } from './support/account';

interface Policy {
  readonly Statement: { readonly Effect: string; readonly Action: string[] }[];
}

/** The policy under the heading about status. */
function documented(): Policy {
  const [, section = ''] = readFileSync(join(ROOT, 'docs', 'security.md'), 'utf8').split('### The policy for `status`');
  return JSON.parse(/```json\n([\s\S]*?)```/.exec(section)?.[1] ?? '{}') as Policy;
}

test('the documented policy allows what status asks for, and nothing else', async () => {
  const bench = await StatusBench.start();
  await bench.report({}, { last: 'test-churn-new', kept: [LIVE] });
  const asked = new Set(bench.api.calls.map(({ operation }) => operation));
  await bench.end();
  const allowed = documented().Statement.flatMap(({ Effect, Action }) => (Effect === 'Allow' ? Action : []));
  expect(allowed.map((action) => action.split(':')[1]).toSorted()).toEqual([...asked].toSorted());
  allowed.forEach((action) => expect(action).toMatch(/:Describe/));
});
