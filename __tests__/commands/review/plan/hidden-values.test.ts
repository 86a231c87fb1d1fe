import fc from 'fast-check';
import { fingerprint } from '../../../../commands/review/fingerprint';
import { parsePlan } from '../../../../commands/review/plan/parse';
import { redactor } from '../../../../commands/review/plan/secrets';
import { reviewJson } from '../../../../commands/review/command-line';
import { reviewMarkdown } from '../../../../commands/review/report/markdown';
import { reviewPlans } from '../../../../commands/review/review';
import { fixtureNames, fixtureText } from '../fixtures';

const numRuns = Number(process.env['PLANS'] ?? 80);
const seed = Number(process.env['PLANS_SEED'] ?? 14);

type Json = Record<string, unknown>;

/** What nobody else writes, so that it is found: the marks stand for all that is written in another way somewhere. */
const secretNumber = (n: number): string => `zq${String(n).padStart(3, '0')}k`;
const MARKS = ['', '"', '\\', '\n', '<b>', '&', '${x}', 'é', '\u2028', '/', '|', '`', ']', '.'];

/** Puts secrets into a plan: all strings below some places become secrets, and these places are masked. */
function withSecrets(name: string, numbers: () => number): { readonly text: string; readonly secrets: string[] } {
  const plan = JSON.parse(fixtureText(name)) as Json;
  const secrets: string[] = [];
  const fresh = (length: number): string => {
    const mark = MARKS[numbers() % MARKS.length] ?? '';
    const secret = `${secretNumber(secrets.length)}${mark}${'y'.repeat(length)}`;
    secrets.push(secret);
    return secret;
  };
  const replaced = (value: unknown): unknown => {
    if (typeof value === 'string') return fresh(numbers() % 4 === 0 ? 70 : 2);
    if (Array.isArray(value)) return value.map(replaced);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner)]));
  };
  const masked = (value: unknown, depth: number): { readonly value: unknown; readonly mask: unknown } => {
    if (numbers() % (depth === 0 ? 4 : 2) === 0) return { value: replaced(value), mask: true };
    if (typeof value !== 'object' || value === null) return { value, mask: false };
    const inner = Object.entries(value).map(([key, one]) => [key, masked(one, depth + 1)] as const);
    const [values, masks] = [
      inner.map(([key, one]) => [key, one.value] as const),
      inner.map(([key, one]) => [key, one.mask] as const),
    ];
    if (Array.isArray(value)) return { value: values.map(([, one]) => one), mask: masks.map(([, one]) => one) };
    return { value: Object.fromEntries(values), mask: Object.fromEntries(masks) };
  };
  const attributes = (values: unknown) => {
    if (typeof values !== 'object' || values === null) return { value: values, mask: {} };
    const all = Object.entries(values).map(([key, one]) => [key, masked(one, 0)] as const);
    return {
      value: Object.fromEntries(all.map(([key, one]) => [key, one.value])),
      mask: Object.fromEntries(all.map(([key, one]) => [key, one.mask])),
    };
  };
  for (const one of [
    ...((plan.resource_changes as Json[] | undefined) ?? []),
    ...((plan.resource_drift as Json[] | undefined) ?? []),
  ]) {
    const change = one.change as Json;
    const isQuiet = (change.actions as string[])[0] === 'no-op';
    for (const side of ['before', 'after']) {
      const { value, mask } =
        isQuiet && side === 'after'
          ? { value: change.before, mask: change.before_sensitive }
          : attributes(change[side]);
      Object.assign(change, { [side]: value, [`${side}_sensitive`]: mask });
    }
  }
  // What is marked somewhere stands elsewhere, too, and unmarked.
  const known = [...secrets];
  const any = () => known[numbers() % Math.max(known.length, 1)] ?? fresh(2);
  plan.output_changes = {
    kept: { actions: ['no-op'], before: fresh(3), after: 'x', before_sensitive: true, after_sensitive: false },
    changed: { actions: ['update'], before: 'none', after: `a ${any()} b` },
    [any()]: { actions: ['create'], before: null, after: JSON.stringify({ in: any() }) },
  };
  plan.variables = { token: { value: fresh(2) } };
  (plan.resource_changes as Json[]).push(
    ...[any(), any(), secrets.at(-1) ?? '', secrets.at(-2) ?? ''].map((secret, i) => ({
      address: `aws_other.y[${JSON.stringify(secret)}]`,
      type: 'aws_other',
      change: {
        actions: ['update'],
        before: { text: 'none', url: '', list: [], map: {} },
        after: {
          text: `x ${secret} y`,
          url: `https://x/?a=${encodeURIComponent(secret)}`,
          list: [secret, JSON.stringify({ [secret]: secret })],
          map: { [`${String(i)} ${secret}`]: Buffer.from(`user:${secret}:x`).toString('base64') },
        },
      },
    })),
  );
  (plan.resource_changes as Json[]).push({
    address: `aws_vpc.y[${JSON.stringify(any())}]`,
    type: 'aws_vpc',
    change: { actions: ['delete'], before: { id: any() }, after: null },
  });
  const configuration = (plan.configuration ?? {}) as { root_module?: Json };
  plan.configuration = {
    ...configuration,
    root_module: { ...configuration.root_module, variables: { token: { sensitive: true } } },
  };
  return { text: JSON.stringify(plan), secrets };
}

test('no value that a plan masks is in what is shown of it, wherever else it stands', () => {
  fc.assert(
    fc.property(fc.constantFrom(...fixtureNames()), fc.integer({ min: 1, max: 2 ** 31 }), (name, start) => {
      let state = start;
      const { text, secrets } = withSecrets(name, () => (state = (state * 48_271) % 2_147_483_647));
      const plan = parsePlan('p', text);
      const review = reviewPlans([plan]);
      const shown = `${reviewMarkdown(review)}${reviewJson(review)}${fingerprint(plan)}`;
      const leaks = secrets
        .map((_, n) => secretNumber(n))
        .flatMap((secret) => [secret, Buffer.from(`user:${secret}`).toString('base64').slice(8, -4)])
        .filter((secret) => shown.includes(secret));
      expect(
        leaks.slice(0, 1).map((leak) => `${leak}: ${shown.slice(shown.indexOf(leak) - 90, shown.indexOf(leak) + 60)}`),
      ).toEqual([]);
    }),
    { numRuns, seed },
  );
});

test.each([
  ['Terraform’s own JSON', String.raw`{"a":"x \u003cy\u003e \u0026z1"}`],
  ['an address', String.raw`aws_x.y["x <y> &z1"]`],
  ['a URL', 'https://h/?a=x%20%3Cy%3E%20%26z1&b'],
  ['Basic authentication', `Basic ${Buffer.from('me:x <y> &z1').toString('base64')}`],
  ['text beside it', Buffer.from('1x <y> &z123').toString('base64')],
])('a secret is found as it stands in %s', (_, text) => {
  const shown = redactor(['x <y> &z1\n'])(text);
  expect(shown).toContain('(sensitive)');
  expect(shown).not.toMatch(/z1|6MT|oxM/);
});

test('what is wrong with a plan is said without what it masks', () => {
  const text = JSON.stringify({
    format_version: '1.2',
    resource_changes: [
      {
        address: 'aws_x.y["hunter2"]\n::error::',
        type: 'aws_x',
        change: { actions: ['update'], before: { a: 'hunter2' }, after: null, before_sensitive: { a: true } },
      },
    ],
  });
  expect(() => parsePlan('p', text)).toThrow(
    'it is damaged: aws_x.y["(sensitive)"] ::error:: (update) has no values after',
  );
});
