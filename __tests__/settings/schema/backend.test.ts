import { problemsOf, settings } from '../../support/settings';

test.each<[string, unknown, string]>([
  [
    'a kind of backend',
    settings({ backend: { kind: 'gcs' } as never }),
    "backend.kind: 'gcs' is not 'local', 'cloud' or 's3': write for example 'cloud'",
  ],
  [
    'a backend by name',
    settings({ backend: 's3' as never }),
    "backend: 's3' is not an object with kind 'local', 'cloud' or 's3'",
  ],
  [
    'half a backend',
    settings({ backend: { kind: 'cloud' } as never }),
    'backend.organization: is missing: write the name of an organization',
  ],
  [
    'another backend’s field',
    settings({ backend: { kind: 'local', bucket: 'b' } as never }),
    'backend.bucket: is an unknown field',
  ],
  [
    'a key prefix',
    settings({ backend: { kind: 's3', bucket: 'state', region: 'eu-west-1', keyPrefix: '/a' } }),
    "backend.keyPrefix: '/a' is not the beginning of an S3 key",
  ],
])('%s', (_, input, expected) => {
  expect(problemsOf(input).map((problem) => problem.slice(0, expected.length))).toContain(expected);
});
