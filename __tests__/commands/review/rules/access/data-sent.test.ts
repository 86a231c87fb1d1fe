import type { Change } from '../../../../../commands/review/plan/change';
import { accessFindings, changeBy, OTHER_ACCOUNT, OWN_ACCOUNT, planBy } from '../../support/changes';

const queue = (account: string) => `arn:aws:sqs:eu-west-1:${account}:q`;
const replicated = (destination: object, status = 'Enabled') =>
  changeBy({
    type: 'aws_s3_bucket_replication_configuration',
    after: { rule: [{ status, destination: [destination] }] },
  });
const subscribed = (endpoint: string) =>
  changeBy({ type: 'aws_sns_topic_subscription', after: { endpoint, protocol: 'any' } });
const filtered = (destination_arn: string, more: Partial<Change> = {}) =>
  changeBy({ type: 'aws_cloudwatch_log_subscription_filter', after: { destination_arn }, ...more });
const flowLog = (before: string, after: string) =>
  changeBy({
    type: 'aws_flow_log',
    kind: 'replace',
    before: { log_destination: before },
    after: { log_destination: after },
  });
const LOGS = `arn:aws:logs:eu-west-1:${OWN_ACCOUNT}:log-group:flow`;

test.each<[string, Change[], string[]]>([
  [
    'a bucket is copied to another account',
    [replicated({ bucket: 'arn:aws:s3:::theirs', account: OTHER_ACCOUNT })],
    [`danger data-sent-elsewhere: Every object is sent to ${OTHER_ACCOUNT}, of another account.`],
  ],
  [
    'a bucket is copied to one that nobody knows',
    [replicated({ bucket: 'arn:aws:s3:::theirs' })],
    ['caution data-sent: Every object is sent to arn:aws:s3:::theirs, which this plan does not know.'],
  ],
  [
    'a bucket is copied to one of this plan',
    [
      replicated({ bucket: 'arn:aws:s3:::copy' }),
      changeBy({ type: 'aws_s3_bucket', before: { bucket: 'copy' }, after: { bucket: 'copy' }, kind: 'no-op' }),
    ],
    [],
  ],
  [
    'images are copied to another account',
    [
      changeBy({
        type: 'aws_ecr_replication_configuration',
        after: { replication_configuration: [{ rule: [{ destination: [{ registry_id: OTHER_ACCOUNT }] }] }] },
      }),
    ],
    [`danger data-sent-elsewhere: Every image is sent to ${OTHER_ACCOUNT}, of another account.`],
  ],
  ['a copy is turned off', [replicated({ bucket: 'arn:aws:s3:::theirs' }, 'Disabled')], []],
  [
    'a log goes to another account',
    [filtered(`arn:aws:logs:eu-west-1:${OTHER_ACCOUNT}:destination:x`)],
    [
      `danger data-sent-elsewhere: What is logged is sent to arn:aws:logs:eu-west-1:${OTHER_ACCOUNT}:destination:x, of another account.`,
    ],
  ],
  [
    'a log goes somewhere sensitive',
    [filtered(`arn:aws:logs:eu-west-1:${OTHER_ACCOUNT}:destination:x`, { afterSensitive: { destination_arn: true } })],
    [
      'danger data-sent-elsewhere: What is logged is sent somewhere else. The destination is sensitive, so it is not shown.',
    ],
  ],
  ['a log goes to a function of this account', [filtered(`arn:aws:lambda:eu-west-1:${OWN_ACCOUNT}:function:x`)], []],
  [
    'the flow log goes to a bucket',
    [flowLog(LOGS, 'arn:aws:s3:::logs')],
    ['caution data-sent: The flow log is sent to arn:aws:s3:::logs, which this plan does not know.'],
  ],
  ['the flow log goes where it went', [flowLog('arn:aws:s3:::logs', 'arn:aws:s3:::logs')], []],
  [
    'another account hears the alarms',
    [subscribed(queue(OTHER_ACCOUNT))],
    [`danger data-sent-elsewhere: Every message is sent to ${queue(OTHER_ACCOUNT)}, of another account.`],
  ],
  ['somebody hears the alarms by mail', [subscribed('on-call@example.com')], []],
])('%s', (_, changes, expected) => {
  expect(accessFindings(planBy(changes))).toEqual(expected);
});
