import { healthExitStatus } from '../../../../commands/status/judge/verdict';
import { statusText } from '../../../../commands/status/text';
import { LIVE } from '../support/account';
import { messages, statusBench } from '../support/bench';

const bench = statusBench();

test.each<[string, object, string, number, string | undefined]>([
  [
    'Creating',
    { EndpointConfigName: undefined },
    'changing',
    1,
    'changing: it is being created, and serves nobody yet',
  ],
  [
    'Updating',
    { PendingDeploymentSummary: { EndpointConfigName: 'next' } },
    'changing',
    1,
    `changing: an update to next is under way; ${LIVE} serves until it is through`,
  ],
  ['Updating', {}, 'healthy', 0, 'note: its instances or weights are being changed; it serves meanwhile'],
  ['SystemUpdating', {}, 'healthy', 0, 'note: AWS maintains it; it serves meanwhile, and cannot be changed'],
  ['RollingBack', {}, 'not healthy', 1, 'bad: a change of its instances failed and is being taken back'],
  [
    'UpdateRollbackFailed',
    { FailureReason: 'no capacity' },
    'not healthy',
    1,
    'bad: an update failed, and taking it back failed as well: old and new configuration both answer: no capacity',
  ],
  ['OutOfService', {}, 'not healthy', 1, 'bad: it takes no calls'],
  [
    'Failed',
    { FailureReason: 'The primary container did not pass the ping health check' },
    'not healthy',
    1,
    'bad: it could not be made, changed or scaled: The primary container did not pass the ping health check',
  ],
  ['Deleting', {}, 'not healthy', 1, 'bad: it is being deleted'],
  ['Sleeping', {}, 'could not tell', 2, 'unknown: AWS says it is Sleeping, which status knows nothing of'],
])('%s %j', async (EndpointStatus, changes, verdict, status, message) => {
  const report = await bench.report({ endpoint: { EndpointStatus, ...changes } });
  expect(report.verdict).toBe(verdict);
  expect(healthExitStatus(report.verdict)).toBe(status);
  expect(messages(report)).toEqual([message]);
  expect(statusText(report).trim().split('\n').at(-1)).toContain('test-churn');
});
