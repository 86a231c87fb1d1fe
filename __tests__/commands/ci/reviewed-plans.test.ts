import fc from 'fast-check';
import {
  CHECK_NAME,
  checkRun,
  fingerprintsOf,
  shownReviews,
  mergedAs,
  parseFingerprints,
  isReviewed,
  type CheckRun,
} from '../../../commands/ci/reviewed-plans';
import { hash } from './support/stacks';

const COMMIT = 'c'.repeat(40);
const AT = new Date('2026-11-28T18:00:00Z');
const asFound = (id: number, fingerprints: Record<string, string>, more: Partial<CheckRun> = {}): CheckRun => ({
  ...checkRun(COMMIT, { at: AT, digest: hash('d'), passed: true, fingerprints }, 'https://example.com'),
  id,
  app: { slug: 'github-actions' },
  ...more,
});

test('what goes into a check run comes out of it', () => {
  const name = fc.stringMatching(/^[a-z0-9]{1,9}-[a-z0-9]{1,9}$/);
  const print = fc.stringMatching(/^[0-9a-f]{64}$/);
  fc.assert(
    fc.property(fc.dictionary(name, print), (prints) => {
      expect(shownReviews([asFound(1, prints)], COMMIT)).toEqual([
        { at: AT, digest: hash('d'), passed: true, fingerprints: { ...prints } },
      ]);
    }),
  );
});

test('the newest counts, of this commit, of this name and of the workflows: what it takes back is taken back', () => {
  const old = asFound(1, { 'a-x': hash('1') });
  expect(fingerprintsOf([asFound(2, {}), old], COMMIT)).toEqual({});
  expect(fingerprintsOf([old, asFound(2, { 'a-x': hash('2') }, { head_sha: 'd'.repeat(40) })], COMMIT)).toEqual({
    'a-x': hash('1'),
  });
  const forged = { 'a-x': hash('f') };
  expect(fingerprintsOf([asFound(3, forged, { app: { slug: 'somebody-s-app' } })], COMMIT)).toEqual({});
  expect(fingerprintsOf([asFound(3, forged, { app: null })], COMMIT)).toEqual({});
  expect(fingerprintsOf([asFound(3, forged, { name: `${CHECK_NAME} too` })], COMMIT)).toEqual({});
  expect(fingerprintsOf([], COMMIT)).toEqual({});
  expect(fingerprintsOf([asFound(3, {}, { output: { summary: null } })], COMMIT)).toEqual({});
});

test.each([undefined, null, '', '{', '```json\nnull\n```', '```json\n{"passed":1,"digest":2,"fingerprints":[3]}\n```'])(
  'a check run that says %s passed nothing, and was shown at no time',
  (summary) => {
    const [shown] = shownReviews(
      [asFound(1, {}, { output: { summary: summary ?? null }, completed_at: null })],
      COMMIT,
    );
    expect(shown).toMatchObject({ digest: '', passed: false, fingerprints: {} });
    expect(shown?.at.getTime()).toBeNaN();
  },
);

test.each(['', '{', 'null', '[]', '"x"', '{"a-x":1}', '{"a-x":"no hash"}', '{"a-x":null}'])(
  '%s is no fingerprint',
  (text) => {
    expect(parseFingerprints(text)).toEqual({});
  },
);

test('the pull request is the one whose merge the commit is, squashed or not', () => {
  const pull = (number: number, merged: boolean, merge: string, ref = 'main') => ({
    number,
    merged_at: merged ? '2026-01-01T00:00:00Z' : null,
    merge_commit_sha: merge,
    user: null,
    head: { sha: COMMIT, ref: 'branch' },
    base: { ref },
  });
  const pulls = [pull(1, false, 'm'), pull(2, true, 'other'), pull(3, true, 'm', 'release'), pull(4, true, 'm')];
  expect(mergedAs(pulls, 'm', 'main')?.number).toBe(4);
  expect(mergedAs(pulls.slice(0, 3), 'm', 'main')).toBeUndefined();
});

test('reviewed is the same fingerprint for the same stack', () => {
  expect(isReviewed('a-x', hash('1'), [{}, { 'a-x': hash('1') }])).toBe(true);
  expect(isReviewed('a-x', hash('1'), [{ 'a-x': hash('2'), 'a-y': hash('1') }])).toBe(false);
  expect(isReviewed('a-x', hash('1'), [])).toBe(false);
  // As a person approves it.
  expect(isReviewed('a-x', hash('1'), [{ 'a-x': '1'.repeat(16) }])).toBe(true);
  expect(isReviewed('a-x', hash('1'), [{ 'a-x': '1'.repeat(15) }])).toBe(false);
  expect(isReviewed('a-x', hash('1'), [{ 'a-x': `${'1'.repeat(16)}2` }])).toBe(false);
  expect(isReviewed('a-x', hash('1'), [{ 'a-x': '' }])).toBe(false);
});
