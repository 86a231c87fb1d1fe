import { type Attributes, blocksIn, firstBlock, stringsIn } from '../../plan/attributes';
import { type Change, isSensitiveAttribute } from '../../plan/change';
import { eachChange, type RuleContext } from '../finding';
import { isKnownBucket } from './data-elsewhere';
import { accountIn, ownAccounts } from './own-account';

interface DataFlow {
  /** The attribute in which the destinations stand. */
  readonly attribute: string;
  /** What is sent, at the beginning of a sentence. */
  readonly what: string;
  readonly destinations: (values: Attributes) => unknown[];
}

const flow = (what: string, attribute: string): DataFlow => ({
  attribute,
  what,
  destinations: (values) => [values[attribute]],
});

/** What copies data to where somebody else may read it, by its type. */
const FLOWS: Readonly<Record<string, DataFlow>> = {
  aws_s3_bucket_replication_configuration: {
    attribute: 'rule',
    what: 'Every object',
    destinations: (values) =>
      blocksIn(values, 'rule')
        .filter(({ status }) => status !== 'Disabled')
        .map((rule) => firstBlock(rule, 'destination'))
        .flatMap((destination) => [destination?.bucket, destination?.account]),
  },
  aws_cloudwatch_log_subscription_filter: flow('What is logged', 'destination_arn'),
  aws_cloudwatch_metric_stream: flow('Every metric', 'firehose_arn'),
  aws_cloudwatch_event_target: flow('Every event', 'arn'),
  aws_cloudtrail: flow('The trail', 's3_bucket_name'),
  aws_ecr_replication_configuration: {
    attribute: 'replication_configuration',
    what: 'Every image',
    destinations: (values) =>
      blocksIn(values, 'replication_configuration')
        .flatMap((configuration) => blocksIn(configuration, 'rule'))
        .flatMap((rule) => blocksIn(rule, 'destination'))
        .map((destination) => destination.registry_id),
  },
  aws_flow_log: flow('The flow log', 'log_destination'),
  aws_oam_link: flow('What is monitored', 'sink_identifier'),
  aws_route53_resolver_query_log_config: flow('The log of DNS queries', 'destination_arn'),
  aws_s3_bucket_logging: flow('The access log', 'target_bucket'),
  aws_sns_topic_subscription: {
    attribute: 'endpoint',
    what: 'Every message',
    // Somebody's mail address is what topics are for.
    destinations: ({ endpoint }) => (/^(arn:|https?:)/.test(String(endpoint)) ? [endpoint] : []),
  },
};

/** What another account gets, nobody here can take back. */
export const dataSentElsewhere = eachChange(
  {
    name: 'data-sent-elsewhere',
    level: 'danger',
    types: Object.keys(FLOWS),
    advice: 'Send it to a resource of this account, or say in the pull request who reads it there.',
  },
  (change, context) => {
    const sent = newDestinations(change, context).find(({ isForeign }) => isForeign);
    return sent === undefined ? undefined : sentence(sent, 'of another account');
  },
);

/** A bucket's name says nothing of whose it is. */
export const dataSent = eachChange(
  {
    name: 'data-sent',
    level: 'caution',
    types: Object.keys(FLOWS),
    advice: 'Check whose it is, and who reads it there.',
  },
  (change, context) => {
    const all = newDestinations(change, context);
    const [sent] = all;
    return sent === undefined || all.some(({ isForeign }) => isForeign)
      ? undefined
      : sentence(sent, 'which this plan does not know');
  },
);

interface Destination {
  readonly what: string;
  readonly to: string;
  readonly isForeign: boolean;
  readonly isSensitive: boolean;
}

const sentence = ({ what, to, isSensitive }: Destination, whose: string): string =>
  isSensitive
    ? `${what} is sent somewhere else. The destination is sensitive, so it is not shown.`
    : `${what} is sent to ${to}, ${whose}.`;

/** Those that were none before, and are not of this account as far as is known. */
function newDestinations(change: Change, context: RuleContext): Destination[] {
  const { type, kind, before, after } = change;
  const known = FLOWS[type];
  if (known === undefined || after === undefined || !['create', 'update', 'replace'].includes(kind)) return [];
  const { what, attribute, destinations } = known;
  const had = before === undefined ? [] : destinations(before);
  const accounts = ownAccounts(context);
  return stringsIn(destinations(after)).flatMap((to): Destination[] => {
    const account = /^\d{12}$/.test(to) ? to : accountIn(to);
    const bucket = to.replace(/^arn:[^:]*:s3:::/, '').replace(/\/.*$/, '');
    const isOwn = account === undefined ? isKnownBucket(bucket, context) : accounts.has(account);
    if (to === '' || to.includes('${') || had.includes(to) || isOwn) return [];
    const isForeign = account !== undefined && accounts.size > 0;
    return [{ what, to, isForeign, isSensitive: isSensitiveAttribute(change, attribute) }];
  });
}
