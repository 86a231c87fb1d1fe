import type { EnvironmentSettings } from '../../../settings';
import { problemsOf } from '../../support/settings';
import { churn, created } from '../support/changed-settings';

test.each<[string, EnvironmentSettings, string[]]>([
  [
    'a role twice',
    churn({ callers: { roleNames: ['a', 'a'] } }),
    ["endpoints.churn.callers.roleNames.1: 'a' is listed twice: list it once"],
  ],
  [
    'a client twice',
    created({}, { clients: { cidrBlocks: ['10.1.0.0/16', '10.1.0.0/16'] } }),
    ["network.clients.cidrBlocks.1: '10.1.0.0/16' is listed twice: list it once"],
  ],
])('%s', (_, input, expected) => {
  expect(problemsOf(input)).toEqual(expected);
});
