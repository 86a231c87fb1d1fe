import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOwnRules } from '../../../commands/review/own-rules';
import { reviewPlans } from '../../../commands/review/review';
import { fixture } from './fixtures';

const root = mkdtempSync(join(tmpdir(), 'own-rules-'));
afterAll(() => rmSync(root, { recursive: true }));

let count = 0;
function folder(files: Readonly<Record<string, string>>): string {
  const path = join(root, String(count++));
  mkdirSync(path);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}

const rule = (name: string, level = 'danger') =>
  `export default { name: '${name}', level: '${level}', types: ['aws_sagemaker_model'], advice: 'Ask us.',
    find: ({ plan }) => plan.changes.filter(({ type }) => type === 'aws_sagemaker_model').map(({ address }) => ({ address, message: 'Ours.' })) };`;

test('a team’s own rules look at the plan after the others', async () => {
  const ownRules = await readOwnRules(folder({ 'ours.ts': rule('ours'), 'README.md': 'no rule' }));
  const [stack] = reviewPlans([fixture('endpoint-swap')], { ownRules }).stacks;
  expect(stack?.findings).toEqual([
    { level: 'danger', rule: 'ours', advice: 'Ask us.', address: 'aws_sagemaker_model.model_model', message: 'Ours.' },
  ]);
});

test.each([
  ['a folder without rules', {}, 'has no rule: write one in a .ts file in it'],
  [
    'a name that is taken',
    { 'a.ts': rule('endpoint-removed') },
    "has a rule 'endpoint-removed', and there is one of that name",
  ],
  ['a name twice', { 'a.ts': rule('ours'), 'b.ts': rule('ours') }, "has a rule 'ours'"],
  [
    'a level that does not exist',
    { 'a.ts': rule('ours', 'error') },
    'a.ts must export a rule by default: { name, level, types,',
  ],
  ['a file without a default export', { 'a.ts': 'export const x = 1;' }, 'a.ts must export a rule by default'],
  ['a file that does not load', { 'a.ts': 'throw new Error("no")' }, 'a.ts cannot be loaded: no'],
])('%s is refused', async (_, files, message) => {
  await expect(readOwnRules(folder(files))).rejects.toThrow(message);
});

test('a folder that is not there is named', async () => {
  await expect(readOwnRules(join(root, 'nowhere'))).rejects.toThrow('The folder of rules cannot be read: ENOENT');
});
