import type { EnvironmentSettings } from '../../../settings';
import { problemsOf, settings } from '../../support/settings';
import { named } from '../support/changed-settings';

test.each<[string, EnvironmentSettings, string[]]>([
  [
    'an endpoint in mixed case',
    named('Churn'),
    ["endpoints.Churn: 'Churn' is not a name of lower-case letters, digits and single hyphens between them: rename it"],
  ],
  [
    'an endpoint with an edge',
    named('churn-'),
    [
      "endpoints.churn-: 'churn-' is not a name of lower-case letters, digits and single hyphens between them: rename it",
    ],
  ],
  [
    'an endpoint called network',
    named('network'),
    ["endpoints.network: 'network' is what a stack of every environment is called: take another name"],
  ],
  [
    'an endpoint called probe',
    named('probe'),
    ["endpoints.probe: 'probe' is what a stack of every environment is called: take another name"],
  ],
  [
    'a long endpoint',
    named('a'.repeat(32)),
    [
      `endpoints.${'a'.repeat(32)}: 'test-${'a'.repeat(32)}' has 37 characters, and the names made of it leave room for 36: take a shorter name`,
    ],
  ],
])('%s', (_, input, expected) => {
  expect(problemsOf(input)).toEqual(expected);
});

test.each([
  ['Dev', "the file's name is the environment's, and 'Dev' is not lower-case letters and digits: rename the file"],
  [
    'dev-eu',
    "the file's name is the environment's, and 'dev-eu' is not lower-case letters and digits: rename the file",
  ],
  [
    'a'.repeat(29),
    `the file's name is the environment's, and '${'a'.repeat(29)}' is longer than 28 characters: rename the file`,
  ],
  ['sg', "AWS keeps names that begin with 'sg-' for itself: rename the file"],
])('an environment called %s', (name, expected) => {
  expect(problemsOf({ ...settings(), endpoints: {} }, name)).toEqual([`: ${expected}`]);
});
