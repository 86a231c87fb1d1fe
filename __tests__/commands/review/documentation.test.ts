import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseAcceptedFindings } from '../../../commands/review/accepted-findings';
import { readOwnRules } from '../../../commands/review/own-rules';
import { parsePlan } from '../../../commands/review/plan/parse';
import { reviewPlans } from '../../../commands/review/review';
import { rules } from '../../../commands/review/rules';
import type { Level } from '../../../commands/review/rules/finding';
import { fixture, fixtureText } from './fixtures';

const root = resolve(__dirname, '../../..');
const page = readFileSync(join(root, 'docs', 'review.md'), 'utf8');

/** A part of the page, between two texts. */
function between(start: string, end: string): string {
  const from = page.indexOf(start);
  const to = page.indexOf(end, from + start.length);
  expect(Math.min(from, to)).toBeGreaterThan(0);
  return page.slice(from + start.length, to);
}

test('every rule is on the page, under its level, and no other', () => {
  const dangers = between('🛑 dangers', '\n⚠️ cautions:')
    .split('\n')
    .map((line) => line.split('|')[1] ?? '')
    .join();
  const parts: Readonly<Record<Level, string>> = {
    danger: dangers,
    caution: between('⚠️ cautions:', '\nℹ️ notes:'),
    note: between('ℹ️ notes:', '\n\n'),
  };
  /** Reasons that a plan cannot be judged are no rules. */
  const others = ['plan-failed', 'plan-incomplete', 'plan-has-actions', 'plan-unknown-actions', 'plan-not-applyable'];
  for (const level of ['danger', 'caution', 'note'] as const) {
    const written = [...parts[level].matchAll(/`([a-z][a-z0-9]*(?:-[a-z]+)+|drift|forgotten)`/g)].map(
      ([, name]) => name,
    );
    const named = rules.filter((rule) => rule.level === level).map(({ name }) => name);
    expect({ level, missing: named.filter((name) => !written.includes(name)) }).toEqual({ level, missing: [] });
    const known = [...rules.map(({ name }) => name), ...others];
    expect({ level, unknown: written.filter((name) => !known.includes(name ?? '')) }).toEqual({ level, unknown: [] });
  }
});

test('the example of accepted findings can be read', () => {
  expect(parseAcceptedFindings('f', between('```json', '```'))).toMatchObject([{ rule: 'subnet-removed' }]);
});

test('the example of a rule runs', async () => {
  const [, example = ''] = /```ts\n([^]*?)```/.exec(page) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));
  try {
    writeFileSync(join(folder, 'ours.ts'), example.replace("'../commands/", `'${root}/commands/`));
    const ownRules = await readOwnRules(folder);
    const text = fixtureText('endpoint-instance-type').replaceAll('ml.c5', 'ml.g5');
    const [stack] = reviewPlans([parsePlan('e', text), fixture('endpoint-destroyed')], { ownRules }).stacks;
    expect(stack?.findings.filter(({ rule }) => rule === 'ours-gpu')).toMatchObject([{ message: 'This needs GPUs.' }]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
