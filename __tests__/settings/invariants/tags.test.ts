import type { EnvironmentSettings } from '../../../settings';
import { problemsOf, settings } from '../../support/settings';
import { tags } from '../support/changed-settings';

test.each<[string, EnvironmentSettings, string[]]>([
  [
    'a tag that is added',
    settings({ tags: { Environment: 'x' } }),
    ['tags.Environment: is a tag that is added by itself: leave it out'],
  ],
  [
    'AWS’s own tag',
    settings({ tags: { 'AWS:x': 'x' } }),
    ['tags.AWS:x: begins with aws:, which AWS keeps for itself: rename it'],
  ],
  [
    'tags alike',
    settings({ tags: { owner: 'x', Owner: 'y' } }),
    ['tags.Owner: differs from another only in case, and IAM takes them for one: keep one'],
  ],
  [
    'a tag’s characters',
    settings({ tags: { owner: '${x}' } }),
    ['tags.owner: has a character that AWS does not take: use letters, digits, spaces and _ . : / = + - @'],
  ],
  [
    'a tag’s length',
    settings({ tags: { owner: 'x'.repeat(257) } }),
    ['tags.owner: has 257 characters, and AWS takes 256: shorten it'],
  ],
  ['too many tags', settings({ tags: tags(48) }), ['tags: has 48 tags; AWS takes 50, and up to 3 are added: keep 47']],
])('%s', (_, input, expected) => {
  expect(problemsOf(input)).toEqual(expected);
});
