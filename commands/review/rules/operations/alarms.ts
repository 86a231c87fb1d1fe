import { type Attributes, blocksIn, stringOrStrings } from '../../plan/attributes';
import { type Change, isUnknown } from '../../plan/change';
import { changesOfType } from '../../plan/plan';
import { eachChange, type RuleContext } from '../finding';
import { namesOf } from '../words';
import { zoneRemovedCause } from '../zones/zones';
import { zoneOfSubnet } from '../zones/zone-names';

const ALARM = 'aws_cloudwatch_metric_alarm';
const ALARMS = [ALARM, 'aws_cloudwatch_composite_alarm'];

const isEndpointDeleted = ({ plan }: RuleContext): boolean =>
  changesOfType(plan, 'aws_sagemaker_endpoint').some(({ kind }) => kind === 'delete');

const alarmName = ({ before, after }: Change): string => String(before?.alarm_name ?? after?.alarm_name);

export const alarmRemoved = eachChange(
  {
    name: 'alarm-removed',
    level: 'caution',
    types: ALARMS,
    advice: 'Check that something else watches this.',
  },
  (change, context) => {
    const { kind, before } = change;
    // A leftover is the alarm of a configuration that was left.
    if (kind !== 'delete' || change.deposed !== undefined || isEndpointDeleted(context)) return undefined;
    // The same alarm at another address.
    if (
      ALARMS.some((type) =>
        changesOfType(context.plan, type).some(
          (one) => one.kind === 'create' && one.after?.alarm_name === before?.alarm_name,
        ),
      )
    )
      return undefined;
    const zone = zoneWatched(change, context);
    const isGone = zone !== undefined && isZoneRemoved(zone, context);
    return {
      message: `The alarm ${alarmName(change)} is deleted.`,
      ...(isGone ? { cause: zoneRemovedCause(zone) } : {}),
    };
  },
);

function zoneWatched({ before }: Change, { plan, allPlans }: RuleContext): string | undefined {
  const subnet = (before?.dimensions as Attributes | undefined)?.['Subnet Id'];
  return typeof subnet === 'string' ? zoneOfSubnet(plan, allPlans, subnet) : undefined;
}

const isZoneRemoved = (zone: string, { plan }: RuleContext): boolean =>
  changesOfType(plan, 'aws_subnet').some(({ kind, before }) => kind === 'delete' && before?.availability_zone === zone);

/** It goes on alarming, and nobody hears it. */
export const alarmSilenced = eachChange(
  {
    name: 'alarm-silenced',
    level: 'caution',
    types: ALARMS,
    advice: 'Keep a topic in alarms.topicArns that somebody reads.',
  },
  (change) => {
    const { kind, before, after } = change;
    if (kind !== 'update' || before === undefined || after === undefined) return undefined;
    const name = alarmName(change);
    if (before.actions_enabled !== false && after.actions_enabled === false)
      return `The alarm ${name} notifies nobody any more: its actions are turned off.`;
    if (blocksIn(after, 'actions_suppressor').length > blocksIn(before, 'actions_suppressor').length)
      return `The alarm ${name} notifies nobody while another alarm is on.`;
    if (isUnknown(change, 'alarm_actions')) return undefined;
    const is = stringOrStrings(after.alarm_actions);
    const lost = stringOrStrings(before.alarm_actions).filter((topic) => !is.includes(topic));
    if (lost.length === 0) return undefined;
    return is.length === 0
      ? `The alarm ${name} notifies nobody any more.`
      : `The alarm ${name} no longer notifies ${namesOf(lost)}.`;
  },
);

/** The alarms stay, and what they say reaches nobody. */
export const topicRemoved = eachChange(
  {
    name: 'topic-removed',
    level: 'caution',
    types: ['aws_sns_topic', 'aws_sns_topic_subscription'],
    advice: 'Check that somebody still gets what the alarms say.',
  },
  ({ type, kind, before, after }, { plan }) => {
    if (kind === 'replace' && type === 'aws_sns_topic')
      return `The topic ${String(before?.name)} is replaced, without those who subscribed to it.`;
    const isElsewhere = changesOfType(plan, type).some(
      (one) => one.kind === 'create' && one.after?.endpoint === before?.endpoint && one.after?.name === before?.name,
    );
    if (
      kind === 'update' &&
      type === 'aws_sns_topic_subscription' &&
      after?.filter_policy !== before?.filter_policy &&
      typeof after?.filter_policy === 'string'
    )
      return 'The subscription gets another filter: it may no longer let alarms through.';
    if (kind !== 'delete' || isElsewhere) return undefined;
    return type === 'aws_sns_topic'
      ? `The topic ${String(before?.name)} is deleted.`
      : 'A subscription is deleted: whoever had it hears no more alarms.';
  },
);
