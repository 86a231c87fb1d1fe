import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePlan } from '../../../commands/review/plan/parse';
import { reviewMarkdown } from '../../../commands/review/report/markdown';
import { reviewPlans } from '../../../commands/review/review';
import { SynthesizedApp } from '../../../commands/review/synthesized-app';
import { synthesize } from '../../../main';
import type { EnvironmentSettings } from '../../../settings';
import { endpoint, resolved, settings } from '../../support/settings';
import { fixture, fixtureText } from './fixtures';

const folder = mkdtempSync(join(tmpdir(), 'base-'));
afterAll(() => rmSync(folder, { recursive: true }));
let written = 0;
function app(environment: EnvironmentSettings): SynthesizedApp {
  const outdir = join(folder, String(written++));
  synthesize([resolved(environment, 'test')], folder, outdir);
  return SynthesizedApp.read(outdir);
}

const before = settings({ protect: true });
const [base, same] = [app(before), app(before)];

const rulesOf = (plan: string, head: SynthesizedApp, name = 'test-churn') =>
  reviewPlans([fixture(plan, name)], { base, head }).stacks.flatMap(({ name: stack, basis, findings }) =>
    findings.map(({ rule }) => `${stack} (${basis}) ${rule}`),
  );

test('beside plans: the backend, the protection, and the stacks that have no plan', () => {
  expect(rulesOf('endpoint-swap', same)).toEqual([]);
  const head = app(settings({ backend: { kind: 's3', bucket: 'states', region: 'eu-west-1' } }));
  const found = rulesOf('endpoint-swap', head);
  expect(found).toContain('test-churn (plan) backend-changed');
  expect(found).toContain('test-churn (plan) protection-removed');
  expect(found).toContain('test-network (synthesis) backend-changed');
});

test('a stack that could not be planned is compared, and can block', () => {
  const head = app(
    settings({ endpoints: { churn: endpoint({ model: { ...endpoint().model, networkIsolation: false } }) } }),
  );
  const review = reviewPlans([], { base, head });
  expect(review.verdict).toBe('danger');
  expect(review.stacks.map(({ name, basis }) => `${name} ${basis}`)).toEqual([
    'test-churn synthesis',
    'test-network synthesis',
  ]);
  expect(reviewMarkdown(review)).toContain('From the synthesized Terraform alone, without a plan');
});

test('one that is gone from the settings is a danger, with plans beside it', () => {
  const head = app(settings({ protect: true, endpoints: {} }));
  expect(rulesOf('network-probe', head, 'test-network')).toContain('test-churn (synthesis) stack-gone');
});

test('a stack that the base has, and whose state is empty, would be created a second time', () => {
  expect(rulesOf('endpoint-created', same)).toContain('test-churn (plan) state-lost');
  // It is new: there is nothing to be lost.
  const older = app(settings({ protect: true, endpoints: {} }));
  const created = reviewPlans([fixture('endpoint-created', 'test-churn')], { base: older, head: same });
  expect(created.stacks[0]?.findings.filter(({ level }) => level !== 'note')).toEqual([]);
});

test('a redacted plan is judged by what is in it, and the foot says what is not', () => {
  const { resource_changes } = JSON.parse(fixtureText('endpoint-swap')) as { resource_changes: unknown };
  const plan = parsePlan('test-churn', JSON.stringify({ plan_format_version: '1.2', resource_changes }));
  const text = reviewMarkdown(reviewPlans([plan], { base, head: same }));
  expect(text).toMatch(/^## ✅ No danger found in/);
  expect(text).toMatch(/<sub>.*HCP Terraform gives a redacted plan of `test-churn`.*<\/sub>\n$/);
});
