import fc from 'fast-check';
import { parsePlan } from '../../../../commands/review/plan/parse';
import { reviewMarkdown } from '../../../../commands/review/report/markdown';
import { reviewPlans } from '../../../../commands/review/review';
import { InvalidPlanError } from '../../../../commands/shared/terraform-files/read-plan-json';
import { fixtureNames, fixtureText } from '../fixtures';

/** The places in a plan that can be damaged: not inside of resources' own values, which may be anything. */
function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const isFree = ['before', 'after', 'values', 'expressions', 'planned_values', 'relevant_attributes'].includes(
    path.at(-1) ?? '',
  );
  if (typeof value !== 'object' || value === null || isFree) return [path];
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

const DAMAGES = [undefined, null, 7, 'x', [], {}, true, [null], { x: 1 }];

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
      expect(reviewMarkdown(review)).not.toMatch(/^## ✅ No changes/);
    }),
    { numRuns: 400, seed: 14 },
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
])('a change that lacks what it is about is no change: %j', (one, message) => {
  expect(() => parsePlan('p', plan(one))).toThrow(`it is damaged: ${message}`);
});

test.each([
  ['actions that nobody knows', { resource_changes: [change(['update', 'wait'], { a: 1 }, { a: 2 })] }],
  ['no action', { resource_changes: [change([], { a: 1 }, { a: 2 })] }],
  ['a list of changes that is null', { resource_changes: null }],
  ['deferred changes', { resource_changes: [], deferred_changes: [{}] }],
  ['deferred actions', { resource_changes: [], deferred_action_invocations: [{}] }],
  ['actions of Terraform', { resource_changes: [], action_invocations: [{}] }],
  ['a plan that cannot be applied', { applyable: false, resource_changes: [change(['create'], null, { a: 1 })] }],
])('cannot be judged: %s', (_, content) => {
  const review = reviewPlans([parsePlan('p', JSON.stringify({ format_version: '1.2', ...content }))]);
  expect(review.verdict).toBe('cannot be judged');
  expect(reviewMarkdown(review)).toMatch(/^## ❓/);
});
