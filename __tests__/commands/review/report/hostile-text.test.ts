import fc from 'fast-check';
import { parsePlan } from '../../../../commands/review/plan/parse';
import { escapeForMarkdownHtml, escapeMarkdown, inlineCode } from '../../../../commands/review/report/escape';
import { reviewMarkdown } from '../../../../commands/review/report/markdown';
import { reviewPlans } from '../../../../commands/review/review';
import type { Rule } from '../../../../commands/review/rules/finding';

const FRAGMENTS = [
  ...['@octocat', '#1', 'GH-12', 'http://e.com', 'www.e.com', 'mailto:a@b.c', '[x](//e.com)', '![x](//e.com)', '[^1]'],
  ...[
    '<img src=x>',
    '</details>',
    '</summary>',
    '<!--',
    '&#64;octocat',
    '`',
    '```',
    '|',
    '**b**',
    '_i_',
    '~~s~~',
    '$x$',
  ],
  ...['\n# Head\n', '\n\n---\n', '\r\n- x', '\\', '\u202e', '\u200b', '\u2066', '\u061c', '\u00ad', '\u3164', '\ud800'],
];
const text = fc
  .array(fc.constantFrom(...FRAGMENTS, 'a', ' '), { minLength: 1, maxLength: 5 })
  .map((all) => all.join(''));

const UNSEEN = /[\u061c\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\u3164]|\p{Surrogate}/u;
/** What GitHub would make something of: mentions, links, formatting, HTML. */
const ACTIVE = /@\w|#\d|\bGH-\d|(https?|mailto):\w*\/?\w|www\.\w|<(?!\/?(details|summary|sub)\b)/i;
/** Formatting, unless a backslash stands before it. */
const FORMATTING = /(?<!\\)(?:\\\\)*[*_~[\]|$`]/;

test('nothing in a text is formatting, HTML, a mention or a link, and all of it can be seen', () => {
  fc.assert(
    fc.property(text, (one) => {
      const [markdown, html, code] = [escapeMarkdown(one), escapeForMarkdownHtml(one), inlineCode(one)];
      expect(markdown).not.toMatch(ACTIVE);
      expect(markdown).not.toMatch(FORMATTING);
      expect(html).not.toMatch(ACTIVE);
      expect(html).not.toMatch(/[<>`]/);
      expect(code).toMatch(/^`[^`|\n]+`$/);
      expect(`${markdown}${html}${code}`).not.toMatch(UNSEEN);
      expect(`${markdown}${html}${code}`).not.toContain('\n');
    }),
    { numRuns: 2_000, seed: 14 },
  );
});

test('nothing in a plan, a rule or a name breaks out of the comment', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 16, maxLength: 16 }), (texts) => {
      let used = 0;
      const next = (): string => texts[used++ % texts.length] ?? '';
      const json = {
        format_version: '1.2',
        resource_changes: ['update', 'create', 'delete', next()].map((action) => ({
          address: `aws_iam_policy.x["${next()}"]`,
          type: `aws_iam_${next()}`,
          previous_address: next(),
          action_reason: next(),
          change: {
            actions: [action],
            before: action === 'create' ? null : { [next()]: next(), list: [next()], tags: { [next()]: 'x' } },
            after: action === 'delete' ? null : { [next()]: next(), list: [next()], tags: { [next()]: next() } },
            replace_paths: [[next()]],
          },
        })),
        output_changes: { [next()]: { actions: ['update'], before: next(), after: next() } },
        checks: [{ status: 'fail', address: { to_display: next() } }],
      };
      const rule: Rule = {
        ...{ name: 'ours', level: 'caution', types: 'any', advice: next() },
        find: ({ plan }) =>
          plan.changes.map(({ address }, i) => ({ address, message: next(), cause: i % 2 ? 'same' : next() })),
      };
      const plan = parsePlan(next(), JSON.stringify(json));
      const accepted = [
        {
          rule: 'check-failed',
          address: json.checks[0]?.address.to_display ?? '',
          reason: next(),
          until: '2999-01-01',
        },
      ];
      const markdown = reviewMarkdown(reviewPlans([plan], { ownRules: [rule], accepted }));
      const outside = markdown.replaceAll(/`[^`\n]*`/g, '');
      expect(outside).not.toMatch(ACTIVE);
      expect(outside).not.toContain('`');
      expect(markdown).not.toMatch(UNSEEN);
      expect(outside.match(/^#+ .*/gm)?.map((line) => line.slice(0, 5))).toEqual(['## ❓ ', '### W']);
      expect(outside.match(/<\/?(details|summary)\b/g)).toEqual(['<details', '<summary', '</summary', '</details']);
    }),
    { numRuns: 300, seed: 14 },
  );
});
