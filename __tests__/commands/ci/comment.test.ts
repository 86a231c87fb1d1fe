import { ACCEPT_LABEL } from '../../../commands/ci/acceptance';
import {
  clearedComment,
  commentBody,
  COMMENT_MARKER,
  commentUpsert,
  WORKFLOWS_LOGIN,
  type CommentContent,
} from '../../../commands/ci/comment';
import { MAX_COMMENT_LENGTH } from '../../../commands/review/report/markdown';
import { stack } from './support/stacks';

const content: CommentContent = {
  markdown: '## what the review says',
  plannedAfterNetwork: [],
  failed: [],
  refused: [],
  unplanned: [],
  label: undefined,
  acceptedByAnother: false,
  commit: 'abc1234',
  runUrl: 'https://github.com/o/r/actions/runs/1',
};
const by = (login: string, body: string, id = 7) => ({ id, body, user: { login } });

test('the comment is found by its marker and its author, wherever it is', () => {
  const ours = by(WORKFLOWS_LOGIN, `${COMMENT_MARKER}\n\nold`, 3);
  const others = [
    by('somebody', `${COMMENT_MARKER} quoted by a person`, 1),
    by(WORKFLOWS_LOGIN, 'of another workflow, the last one', 9),
    by(WORKFLOWS_LOGIN, `> ${COMMENT_MARKER} quoted by a bot`, 10),
    { id: 11, body: null, user: null },
  ];
  expect(commentUpsert([...others, ours], 'new')).toEqual({ id: 3, body: 'new' });
  expect(commentUpsert(others, 'new')).toEqual({ id: undefined, body: 'new' });
});

test('where there is nothing to say any more, the comment that is there says so, and none is made', () => {
  expect(clearedComment([])).toBeUndefined();
  expect(clearedComment([by(WORKFLOWS_LOGIN, commentBody(content))])).toEqual({
    id: 7,
    body: expect.stringMatching(/^<!-- .*-->\n\n✅ This pull request changes no stack any more/),
  });
});

test('what stops the run comes first, then the review; each in a line', () => {
  const body = commentBody({
    ...content,
    plannedAfterNetwork: [stack('a-x')],
    failed: [stack('b-x'), stack('b-y')],
    refused: [{ stack: stack('c-x'), reasons: ['the provider `x', 'a block of the kind module'] }],
    unplanned: [stack('dev-z')],
    label: { kind: 'none' },
  });
  expect(body.startsWith(COMMENT_MARKER)).toBe(true);
  const lines = body.split('\n').filter(Boolean);
  expect(lines[1]).toMatch(`add the label \`${ACCEPT_LABEL}\` and [re-run the failed job](${content.runUrl}).`);
  expect(lines[2]).toMatch('Could not be planned: `b-x`, `b-y`');
  expect(lines[3]).toMatch(/`c-x` is only compared: .*: `the provider 'x`; `a block of the kind module`\.$/);
  expect(lines[4]).toMatch('`a-x`');
  expect(lines[5]).toMatch('`dev-z`');
  expect(lines[6]).toBe('## what the review says');
});

test('of the label it says what it is worth, and what to do', () => {
  const first = (more: Partial<CommentContent>) => commentBody({ ...content, ...more }).split('\n')[2];
  expect(first({})).toBe('## what the review says');
  expect(first({ label: { kind: 'accepted', by: 'alice' } })).toBe(
    '🏷️ `alice` accepted this with the label `accept-danger` after it was shown.',
  );
  expect(first({ label: { kind: 'void', reason: 'it was added before this was shown' } })).toBe(
    `🛑 **This run fails, and it removed the label \`accept-danger\`:** it was added before this was shown. Read this review. If you mean it, add the label again and [re-run the failed job](${content.runUrl}).`,
  );
  expect(first({ label: { kind: 'none' }, acceptedByAnother: true })).toMatch(
    'It must be somebody who wrote and pushed none of it.',
  );
});

test('GitHub’s limit holds, with the longest review and everything around it', () => {
  const markdown = `${'a line of it\n'.repeat(6000)}`.slice(0, MAX_COMMENT_LENGTH);
  const body = commentBody({ ...content, markdown, label: { kind: 'none' }, failed: [stack('a-old')] });
  expect(body.length).toBeLessThanOrEqual(MAX_COMMENT_LENGTH);
  expect(body.length).toBeGreaterThan(MAX_COMMENT_LENGTH - 200);
  expect(body).toMatch(/a line of it\n\n…the rest is in the run's summary\.\n\n<sub>/);
});
