import { commentBody, LABEL, LONGEST, MARKER, upsert, WORKFLOWS, type Said } from '../../../commands/ci/comment';
import { stack } from './support/stacks';

const said: Said = {
  review: '## what the review says',
  gone: [],
  later: [],
  failed: [],
  unplanned: [],
  danger: 'none',
  commit: 'abc1234',
  runUrl: 'https://github.com/o/r/actions/runs/1',
};
const by = (login: string, body: string, id = 7) => ({ id, body, user: { login } });

test('the comment is found by its marker and its author, wherever it is', () => {
  const ours = by(WORKFLOWS, `${MARKER}\n\nold`, 3);
  const others = [
    by('somebody', `${MARKER} quoted by a person`, 1),
    by(WORKFLOWS, 'of another workflow, the last one', 9),
    by(WORKFLOWS, `> ${MARKER} quoted by a bot`, 10),
    { id: 11, body: null, user: null },
  ];
  expect(upsert([...others, ours], 'new')).toEqual({ action: 'update', id: 3, body: 'new' });
  expect(upsert(others, 'new')).toEqual({ action: 'create', body: 'new' });
});

test('nothing is written where nothing is new, and none is made where there is nothing to say', () => {
  const body = commentBody(said);
  expect(upsert([by(WORKFLOWS, body.replaceAll('\n', '\r\n'))], body)).toEqual({ action: 'none' });
  expect(upsert([], undefined)).toEqual({ action: 'none' });
  const cleared = upsert([by(WORKFLOWS, body)], undefined);
  expect(cleared).toMatchObject({ action: 'update', id: 7 });
  expect(cleared).toHaveProperty(
    'body',
    expect.stringMatching(/^<!-- .*-->\n\n✅ This pull request changes no stack any more/),
  );
});

test('what stops the run comes first, then the review; each in a line', () => {
  const body = commentBody({
    ...said,
    gone: [stack('a-old')],
    later: [stack('a-x')],
    failed: [stack('b-x'), stack('b-y')],
    unplanned: [stack('dev-z')],
    danger: 'refused',
  });
  expect(body.startsWith(MARKER)).toBe(true);
  const lines = body.split('\n').filter(Boolean);
  expect(lines[1]).toMatch(`add the label \`${LABEL}\``);
  expect(lines[2]).toMatch('Could not be planned: `b-x`, `b-y`');
  expect(lines[3]).toMatch('Gone from the settings: `a-old`');
  expect(lines[4]).toMatch('`a-x`');
  expect(lines[5]).toMatch('`dev-z`');
  expect(lines[6]).toBe('## what the review says');
  expect(commentBody({ ...said, danger: 'meant' })).toMatch(`The label \`${LABEL}\` is on`);
  expect(commentBody(said)).not.toMatch(LABEL);
});

test('GitHub’s limit holds, with the longest review and everything around it', () => {
  const review = `${'a line of it\n'.repeat(6000)}`.slice(0, LONGEST);
  const body = commentBody({ ...said, review, danger: 'refused', gone: [stack('a-old')] });
  expect(body.length).toBeLessThanOrEqual(LONGEST);
  expect(body.length).toBeGreaterThan(LONGEST - 200);
  expect(body).toMatch(/a line of it\n\n…the rest is in the run's summary\.\n\n<sub>/);
});
