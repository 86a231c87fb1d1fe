import { ACCEPT_LABEL } from '../../../commands/ci/accept-label';
import {
  commentBody,
  COMMENT_MARKER,
  commentUpsert,
  WORKFLOWS_LOGIN,
  type CommentContent,
} from '../../../commands/ci/comment';
import { MAX_COMMENT_LENGTH } from '../../../commands/review/report/markdown';
import { stack } from './support/stacks';

const content: CommentContent = {
  review: '## what the review says',
  removed: [],
  plannedAfterNetwork: [],
  failed: [],
  unplanned: [],
  danger: 'none',
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
  expect(commentUpsert([...others, ours], 'new')).toEqual({ action: 'update', id: 3, body: 'new' });
  expect(commentUpsert(others, 'new')).toEqual({ action: 'create', body: 'new' });
});

test('nothing is written where nothing is new, and none is made where there is nothing to say', () => {
  const body = commentBody(content);
  expect(commentUpsert([by(WORKFLOWS_LOGIN, body.replaceAll('\n', '\r\n'))], body)).toEqual({ action: 'none' });
  expect(commentUpsert([], undefined)).toEqual({ action: 'none' });
  const cleared = commentUpsert([by(WORKFLOWS_LOGIN, body)], undefined);
  expect(cleared).toMatchObject({ action: 'update', id: 7 });
  expect(cleared).toHaveProperty(
    'body',
    expect.stringMatching(/^<!-- .*-->\n\n✅ This pull request changes no stack any more/),
  );
});

test('what stops the run comes first, then the review; each in a line', () => {
  const body = commentBody({
    ...content,
    removed: [stack('a-old')],
    plannedAfterNetwork: [stack('a-x')],
    failed: [stack('b-x'), stack('b-y')],
    unplanned: [stack('dev-z')],
    danger: 'blocked',
  });
  expect(body.startsWith(COMMENT_MARKER)).toBe(true);
  const lines = body.split('\n').filter(Boolean);
  expect(lines[1]).toMatch(`add the label \`${ACCEPT_LABEL}\``);
  expect(lines[2]).toMatch('Could not be planned: `b-x`, `b-y`');
  expect(lines[3]).toMatch('Gone from the settings: `a-old`');
  expect(lines[4]).toMatch('`a-x`');
  expect(lines[5]).toMatch('`dev-z`');
  expect(lines[6]).toBe('## what the review says');
  expect(commentBody({ ...content, danger: 'accepted' })).toMatch(`The label \`${ACCEPT_LABEL}\` is on`);
  expect(commentBody(content)).not.toMatch(ACCEPT_LABEL);
});

test('GitHub’s limit holds, with the longest review and everything around it', () => {
  const review = `${'a line of it\n'.repeat(6000)}`.slice(0, MAX_COMMENT_LENGTH);
  const body = commentBody({ ...content, review, danger: 'blocked', removed: [stack('a-old')] });
  expect(body.length).toBeLessThanOrEqual(MAX_COMMENT_LENGTH);
  expect(body.length).toBeGreaterThan(MAX_COMMENT_LENGTH - 200);
  expect(body).toMatch(/a line of it\n\n…the rest is in the run's summary\.\n\n<sub>/);
});
