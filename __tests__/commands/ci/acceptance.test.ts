import fc from 'fast-check';
import { ACCEPT_LABEL, acceptance, type LabelEvent } from '../../../commands/ci/acceptance';
import type { ShownReview } from '../../../commands/ci/reviewed-plans';

const at = (minute: number) => `2026-11-28T18:${String(minute).padStart(2, '0')}:00Z`;
const shownAt = (minute: number, digest: string): ShownReview => ({
  at: new Date(at(minute)),
  digest,
  passed: false,
  fingerprints: {},
});
const label = (minute: number, more: Partial<LabelEvent> = {}): LabelEvent => ({
  id: minute,
  event: 'labeled',
  created_at: at(minute),
  actor: { login: 'Alice', type: 'User' },
  label: { name: ACCEPT_LABEL },
  performed_via_github_app: null,
  ...more,
});
const off = (minute: number) => label(minute, { event: 'unlabeled' });
const judge = (events: LabelEvent[], shown: ShownReview[], authors: string[] = []) =>
  acceptance(events, 'now', shown, new Set(authors));

test('the label accepts what was shown before it was put on', () => {
  expect(judge([label(2)], [shownAt(1, 'now')])).toEqual({ kind: 'accepted', by: 'Alice' });
  // A run after it shows the same again: it is still accepted.
  expect(judge([label(2)], [shownAt(3, 'now'), shownAt(1, 'now')])).toMatchObject({ kind: 'accepted' });
});

test.each([
  ['it was put on for an earlier push, of which this commit has no record', [label(2)], []],
  ['it was put on before this was shown, in a run that was started again', [label(2)], [shownAt(3, 'now')]],
  ['the base moved, and the plan with it', [label(2)], [shownAt(1, 'before')]],
  ['something else was shown when it was put on', [label(4)], [shownAt(3, 'else'), shownAt(1, 'now')]],
  ['it was put on in the second in which this was shown', [label(2)], [shownAt(2, 'now')]],
])('it does not where %s', (_, events, shown) => {
  expect(judge(events, shown)).toEqual({ kind: 'void', reason: 'it was added before this was shown' });
});

test('taken off it accepts nothing; put on again it does', () => {
  const shown = [shownAt(1, 'now')];
  expect(judge([], shown)).toEqual({ kind: 'none' });
  expect(judge([label(2), off(3)], shown)).toEqual({ kind: 'none' });
  expect(judge([label(0), off(2), label(3)], shown)).toMatchObject({ kind: 'accepted' });
  // In the same second the later event counts, whatever the order of the answer.
  expect(judge([label(2, { id: 9 }), { ...off(2), id: 8 }], shown)).toMatchObject({ kind: 'accepted' });
  expect(judge([label(2, { id: 8 }), { ...off(2), id: 9 }], shown)).toEqual({ kind: 'none' });
});

test('other labels and events mean nothing', () => {
  const other = label(2, { label: { name: 'bug' } });
  expect(judge([other, label(3, { event: 'renamed' })], [shownAt(1, 'now')])).toEqual({ kind: 'none' });
  expect(judge([label(2), { ...off(3), label: { name: 'bug' } }], [shownAt(1, 'now')])).toMatchObject({
    kind: 'accepted',
  });
});

test.each([
  ['a bot', { actor: { login: 'github-actions[bot]', type: 'Bot' } }],
  ['an app in the name of a person', { performed_via_github_app: { slug: 'helper' } }],
  ['nobody that is left', { actor: null }],
])('what %s puts on does not count', (_, more) => {
  expect(judge([label(2, more)], [shownAt(1, 'now')])).toEqual({
    kind: 'void',
    reason: 'a bot or an app added it, and a person must',
  });
});

test('where another must, whoever wrote or pushed part of it cannot, however the name is written', () => {
  expect(judge([label(2)], [shownAt(1, 'now')], ['alice'])).toEqual({
    kind: 'void',
    reason: '`Alice` added it and wrote or pushed part of this: somebody else must',
  });
  expect(judge([label(2)], [shownAt(1, 'now')], ['bob'])).toMatchObject({ kind: 'accepted' });
});

test('whatever was shown and labelled: accepted is only what the newest run before the label showed', () => {
  const minute = fc.integer({ min: 0, max: 20 });
  const shows = fc.array(fc.tuple(minute, fc.constantFrom('now', 'else')), { maxLength: 6 });
  fc.assert(
    fc.property(shows, fc.array(fc.tuple(minute, fc.boolean()), { maxLength: 6 }), (shown, labels) => {
      const records = shown.map(([when, digest]) => shownAt(when, digest)).toSorted((a, b) => +b.at - +a.at);
      const events = labels.map(([when, on], index) => ({ ...(on ? label(when) : off(when)), id: index }));
      const last = events.toSorted((a, b) => a.created_at.localeCompare(b.created_at) || a.id - b.id).at(-1);
      const seen = records.filter((one) => last !== undefined && one.at < new Date(last.created_at));
      const expected = last?.event === 'labeled' && seen[0]?.digest === 'now';
      expect(judge(events, records).kind === 'accepted').toBe(expected);
    }),
  );
});
