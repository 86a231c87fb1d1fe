import { parsePlan } from '../../../../commands/review/plan/parse';
import { redactor } from '../../../../commands/review/plan/secrets';
import { reviewJson } from '../../../../commands/review/command-line';
import { reviewMarkdown } from '../../../../commands/review/report/markdown';
import { reviewPlans } from '../../../../commands/review/review';

test('secrets are removed as they are, and from within JSON strings', () => {
  const redact = redactor(['hunter2', 'a "quoted"\nline', 'abc']);
  expect(redact('x hunter2 y hunter2')).toBe('x (sensitive) y (sensitive)');
  expect(redact(JSON.stringify({ a: 'a "quoted"\nline' }))).toBe('{"a":"(sensitive)"}');
  expect(redact(JSON.stringify(JSON.stringify({ a: 'a "quoted"\nline' })))).toBe(String.raw`"{\"a\":\"(sensitive)\"}"`);
  // It may be a part of any word.
  expect(redact('abc')).toBe('abc');
});

test('of two secrets that begin alike, the longer one is removed whole', () => {
  expect(redactor(['secret', 'secret-of-mine'])('a secret-of-mine, a secret')).toBe('a (sensitive), a (sensitive)');
});

const SECRET = `tok"en-${'0123456789'.repeat(9)}`;

const plan = (content: object) =>
  JSON.stringify({
    format_version: '1.2',
    resource_changes: [
      {
        address: 'aws_x.y',
        type: 'aws_x',
        change: {
          actions: ['update'],
          before: { url: 'none', config: '{}' },
          after: { url: `https://x/?${SECRET}`, config: JSON.stringify({ token: SECRET }) },
          after_unknown: {},
          before_sensitive: {},
          after_sensitive: {},
        },
      },
    ],
    ...content,
  });

const shown = (text: string) => {
  const review = reviewPlans([parsePlan('p', text)]);
  return `${reviewMarkdown(review)}${reviewJson(review)}`;
};

test.each([
  [
    'a sensitive variable',
    {
      variables: { token: { value: SECRET } },
      configuration: { root_module: { variables: { token: { sensitive: true } } } },
    },
  ],
  [
    'a sensitive output',
    { output_changes: { token: { actions: ['create'], before: null, after: SECRET, after_sensitive: true } } },
  ],
  [
    'the state before',
    {
      prior_state: {
        values: {
          root_module: {
            resources: [
              {
                address: 'data.aws_z.z',
                type: 'aws_z',
                values: { inner: [{ token: SECRET }] },
                sensitive_values: { inner: [{ token: true }] },
              },
            ],
          },
        },
      },
    },
  ],
])('a long secret, with a quote in it, is not shown from within another attribute: %s', (_, content) => {
  expect(shown(plan({}))).toContain('en-01');
  expect(shown(plan(content))).not.toContain('en-01');
  expect(shown(plan(content))).not.toContain('3456789');
});

test('values of environment variables are not shown, marked or not', () => {
  const model = (environment: object) => ({ primary_container: [{ image: 'i', environment }] });
  const text = JSON.stringify({
    format_version: '1.2',
    resource_changes: [
      {
        address: 'aws_sagemaker_model.m',
        type: 'aws_sagemaker_model',
        change: {
          actions: ['update'],
          before: model({ KEPT: '1', TOKEN: 'hunter1', OLD: 'x' }),
          after: model({ KEPT: '1', TOKEN: 'hunter2', NEW: 'hunter3' }),
        },
      },
    ],
  });
  expect(shown(text)).toContain(
    '`primary_container.environment.NEW` is added, `primary_container.environment.OLD` is removed, `primary_container.environment.TOKEN` changes',
  );
  expect(shown(text)).not.toMatch(/hunter/);
});
