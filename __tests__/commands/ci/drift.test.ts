import { driftIn, driftOf, driftReport, hasDrift } from '../../../commands/ci/drift';
import { PlanError } from '../../../commands/ci/terraform';
import { planned, stack } from './support/stacks';

const changed = (
  address: string,
  actions: string[],
  before: Record<string, unknown>,
  after: Record<string, unknown> | null,
) => ({
  address,
  type: 'aws_x',
  change: { actions, before, after },
});

test('drift: what differs by name, never by value; what is gone; no mere moves', () => {
  const json = {
    resource_drift: [
      changed('aws_x.a', ['update'], { tags: { a: 'secret-1' }, id: 1, old: 1 }, { id: 1, tags: {}, added: 2 }),
      changed('aws_x.b', ['delete'], { id: 1 }, null),
      changed('aws_x.moved', ['no-op'], { id: 1 }, { id: 1 }),
    ],
  };
  const found = driftOf(planned(stack('a-x'), json));
  expect(found.drifted).toEqual([
    { address: 'aws_x.a', isGone: false, attributes: ['added', 'old', 'tags'] },
    { address: 'aws_x.b', isGone: true, attributes: ['id'] },
  ]);
  const report = driftReport('a', [found]);
  expect(report).toMatch('| `a-x` | `aws_x.a` | `added`, `old`, `tags` |');
  expect(report).toMatch('| `a-x` | `aws_x.b` | is gone |');
  expect(report).not.toMatch('secret');
});

test('one stack that cannot be planned keeps no other from being looked at, and is no "no drift"', async () => {
  const logged: string[] = [];
  const terraform = {
    plan: async (one: ReturnType<typeof stack>) => {
      if (one.name === 'a-x') throw new PlanError(one, 'Error: no | credentials');
      return planned(one, {}, false);
    },
  };
  const found = await driftIn([stack('a-x'), stack('a-y')], terraform, (line) => logged.push(line));
  expect(found.map((one) => [one.stack, one.failure !== undefined])).toEqual([
    ['a-x', true],
    ['a-y', false],
  ]);
  expect(hasDrift(found)).toBe(true);
  expect(hasDrift(found.slice(1))).toBe(false);
  expect(driftReport('a', found)).toMatch('could not be told');
  expect(driftReport('a', found.slice(1))).toMatch('Everything is as Terraform left it');
  expect(logged.join()).toMatch('no | credentials');
});

test('addresses cannot break out of the table, and there are not too many', () => {
  const evil = changed('aws_x.a["`|\n## x"]', ['delete'], {}, null);
  const report = driftReport('a', [driftOf(planned(stack('a-x'), { resource_drift: Array(300).fill(evil) }))]);
  expect(report).toMatch(`\`aws_x.a["'¦ ## x"]\``);
  expect(report).toMatch('and 100 more');
  expect(report.split('\n').filter((line) => line.startsWith('##'))).toHaveLength(1);
});
