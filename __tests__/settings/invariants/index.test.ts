import { endpoint, problemsOf, settings } from '../../support/settings';
import { created, named, tags } from '../support/changed-settings';

test('what is at the edge is allowed', () => {
  expect(problemsOf(named('a'.repeat(31)))).toEqual([]);
  expect(problemsOf(settings({ tags: tags(47) }))).toEqual([]);
  expect(
    problemsOf({ ...created({ cidrBlock: '10.0.0.0/25' }), endpoints: { churn: endpoint({ instanceCount: 4 }) } }),
  ).toEqual([]);
  expect(
    problemsOf(
      settings({
        region: 'us-east-1',
        network: {
          create: { cidrBlock: '10.0.0.0/16', availabilityZones: ['us-east-1a', 'us-east-1f'] },
          privateLink: { fips: true },
        },
      }),
    ),
  ).toEqual([]);
});
