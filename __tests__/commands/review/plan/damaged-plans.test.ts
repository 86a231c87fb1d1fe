import fc from 'fast-check';
import { parsePlan } from '../../../../commands/review/plan/parse';
import { reviewMarkdown } from '../../../../commands/review/report/markdown';
import { reviewPlans } from '../../../../commands/review/review';
import type { Rule } from '../../../../commands/review/rules/finding';
import { InvalidPlanError } from '../../../../commands/shared/terraform-files/read-plan-json';
import { fixtureNames, fixtureText } from '../fixtures';

/** The places in a plan that can be damaged. */
function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]))];
}

function damaged(text: string, path: readonly string[], damage: unknown): string {
  const plan = JSON.parse(text) as object;
  const last = path.at(-1) as string;
  const owner = path.slice(0, -1).reduce<object>((at, key) => at[key as never] as object, plan);
  if (damage === undefined) Reflect.deleteProperty(owner, last);
  else Reflect.set(owner, last, damage);
  return JSON.stringify(plan);
}

const nested = (depth: number): unknown => (depth === 0 ? {} : { a: [nested(depth - 1)] });

const DAMAGES = [
  ...[undefined, null, 7, 'x', '', [], {}, true, [null], { x: 1 }, [[]], nested(1_000)],
  ...['constructor', 'toString', '__proto__', ['constructor'], ['no-op'], ['delete'], '{"Statement":', '10.0.0.0/99'],
  JSON.parse('{"__proto__":{"a":1},"constructor":1}') as object,
];

test('a damaged plan is refused with a reason, or reviewed, and a change is never taken for none', () => {
  const plans = fixtureNames()
    .map((name) => ({ name, text: fixtureText(name) }))
    .filter(({ text }) => reviewPlans([parsePlan('p', text)]).stacks[0]?.changes.length !== 0)
    .map(({ name, text }) => ({ name, text, places: places(JSON.parse(text)).filter(({ length }) => length > 0) }));
  fc.assert(
    fc.property(fc.constantFrom(...plans), fc.nat(), fc.constantFrom(...DAMAGES), (plan, place, damage) => {
      const path = plan.places[place % plan.places.length] as readonly string[];
      let review;
      try {
        review = reviewPlans([parsePlan('p', damaged(plan.text, path, damage))]);
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidPlanError);
        expect((error as Error).message).toMatch(/^it is /);
        return;
      }
      const markdown = reviewMarkdown(review);
      expect(markdown).not.toMatch(/^## ✅ No changes/);
      expect(markdown).not.toMatch(/\[object|native code|- undefined/);
    }),
    { numRuns: Number(process.env['PLANS'] ?? 120), seed: Number(process.env['PLANS_SEED'] ?? 14) },
  );
});

const change = (actions: readonly string[], before: object | null, after: object | null) => ({
  address: 'aws_x.y',
  type: 'aws_x',
  change: { actions, before, after },
});
const plan = (...changes: readonly object[]) => JSON.stringify({ format_version: '1.2', resource_changes: changes });

test.each([
  [change(['update'], null, { a: 1 }), 'aws_x.y (update) has no values before'],
  [change(['create'], null, null), 'aws_x.y (create) has no values after'],
  [change(['delete', 'create'], { a: 1 }, null), 'aws_x.y (delete, create) has no values after'],
  [change(['no-op'], { a: 1 }, { a: 2 }), 'aws_x.y (no-op) is said to change nothing, and changes'],
  [change(['create'], { a: 1 }, { a: 2 }), 'aws_x.y (create) has values before'],
  [change(['delete'], { a: 1 }, { a: 2 }), 'aws_x.y (delete) has values after'],
])('a change that lacks what it is about is no change: %j', (one, message) => {
  expect(() => parsePlan('p', plan(one))).toThrow(`it is damaged: ${message}`);
});

test('a plan that is nested deeper than any is refused', () => {
  const text = plan(change(['create'], null, { a: nested(1_000) }));
  expect(() => parsePlan('p', text)).toThrow('it is damaged: something in it is nested 300 levels deep');
});

test.each(['constructor', 'toString', '__proto__', ''])('%j is the type and the address of nothing', (name) => {
  const { change: inner, ...one } = change(['create'], null, { a: 1 });
  expect(() => parsePlan('p', plan({ ...one, type: name, change: inner }))).toThrow('no name of a resource');
  expect(() => parsePlan('p', plan({ ...one, address: name, change: inner }))).toThrow('no name of a resource');
});

test('an attribute may be called like what every object has', () => {
  const text = plan(change(['update'], { tags: { a: 'x' } }, { tags: { a: 'x', constructor: 'team' } }));
  expect(reviewMarkdown(reviewPlans([parsePlan('p', text)]))).toContain('`tags.constructor` none → `team`');
});

test('a rule that fails is named, and what it failed on is not quoted', () => {
  const rule: Rule = {
    ...{ name: 'ours', level: 'note', types: 'any', advice: '' },
    find: () => JSON.parse('hunter2') as [],
  };
  const one = parsePlan('p', plan(change(['create'], null, { a: 1 })));
  expect(() => reviewPlans([one], { ownRules: [rule] })).toThrow(
    /^The rule 'ours' cannot read the plan of p \(SyntaxError at .+\): the plan is damaged, or the rule is wrong$/,
  );
  expect(() => reviewPlans([one], { ownRules: [rule] })).not.toThrow(/hunter2/);
});

const PLANNED = { address: 'module.data.aws_x.y["a"]', type: 'aws_x', values: { a: 1 } };

test.each([
  ['actions that nobody knows', { resource_changes: [change(['update', 'wait'], { a: 1 }, { a: 2 })] }],
  ['an action that is called like what every object has', { resource_changes: [change(['toString'], {}, {})] }],
  ['no action', { resource_changes: [change([], { a: 1 }, { a: 2 })] }],
  ['a list of changes that is null', { resource_changes: null }],
  ['what is planned without what changes', { planned_values: { root_module: { resources: [PLANNED] } } }],
  [
    'a resource that is planned and does not change',
    { resource_changes: [], planned_values: { root_module: { resources: [PLANNED] } } },
  ],
  ['deferred changes', { resource_changes: [], deferred_changes: [{}] }],
  ['deferred actions', { resource_changes: [], deferred_action_invocations: [{}] }],
  ['actions of Terraform', { resource_changes: [], action_invocations: [{}] }],
  ['a plan that cannot be applied', { applyable: false, resource_changes: [change(['create'], null, { a: 1 })] }],
])('cannot be judged: %s', (_, content) => {
  const review = reviewPlans([parsePlan('p', JSON.stringify({ format_version: '1.2', ...content }))]);
  expect(review.verdict).toBe('cannot be judged');
  expect(reviewMarkdown(review)).toMatch(/^## ❓/);
});
