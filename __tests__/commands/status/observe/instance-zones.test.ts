import { observeInstanceZones } from '../../../../commands/status/observe/instance-zones';

const observed = (response: unknown) => observeInstanceZones({ query: () => Promise.resolve(response) }, 'test-churn');
const vector = (...result: object[]) => ({ status: 'success', data: { resultType: 'vector', result } });
const ZONE = '@resource.cloud.availability_zone';

test.each([
  [
    'by zone, in their order',
    vector({ metric: { [ZONE]: 'b' }, value: [1, '1'] }, { metric: { [ZONE]: 'a' }, value: [1, '12'] }),
    { value: { a: 12, b: 1 } },
  ],
  [
    'what has no zone does not count',
    vector({ metric: {}, value: [1, '3'] }),
    { unknown: 'CloudWatch has no metrics that say so of test-churn' },
  ],
  [
    'another response is none',
    vector({ metric: { [ZONE]: 'a' } }),
    { unknown: "cloudwatch:GetMetricData: Error: CloudWatch's response is not what Prometheus responds with" },
  ],
])('%s', async (_, response, expected) => {
  expect(await observed(response)).toEqual(expected);
});
