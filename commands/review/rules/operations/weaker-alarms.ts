import { type Attributes, blocksIn, stringsIn } from '../../plan/attributes';
import { eachChange } from '../finding';

/** A change in its settings after which it hardly ever goes off. */
export const alarmWeakened = eachChange(
  {
    name: 'alarm-weakened',
    level: 'caution',
    types: ['aws_cloudwatch_metric_alarm'],
    advice: 'Check that the alarm still goes off in time when something is wrong.',
  },
  ({ kind, before, after }) => {
    if (kind !== 'update' || before === undefined || after === undefined) return undefined;
    const weaker = [
      ...thresholdOf(before, after),
      ...([...watched(before)].some((metric) => !watched(after).has(metric)) ? ['it watches something else'] : []),
      ...slowerIn(before, after),
      ...otherwiseIn(before, after),
      ...(before.treat_missing_data === 'breaching' && after.treat_missing_data !== 'breaching'
        ? ['missing data no longer counts as bad']
        : []),
    ];
    return weaker.length === 0 ? undefined : `The alarm ${String(before.alarm_name)} is weaker: ${weaker.join(', ')}.`;
  },
);

const TIMES = 10;
const ALL_PERCENT = 100;

function thresholdOf(before: Attributes, after: Attributes): string[] {
  const [was, is] = [before.threshold, after.threshold].map(Number);
  if (was === undefined || is === undefined || Number.isNaN(was) || Number.isNaN(is) || was === is) return [];
  const isAbove = !String(after.comparison_operator).startsWith('Less');
  const isPercent = blocksIn(after, 'metric_query').some(({ expression }) => /\b100\b/.test(String(expression)));
  const isNeverMet =
    isPercent &&
    isAbove &&
    (is > ALL_PERCENT || (is === ALL_PERCENT && !/OrEqual/.test(String(after.comparison_operator))));
  if (isNeverMet) return [`its threshold is ${is} percent, which is never reached`];
  const isFar = isAbove ? is > 0 && is >= was * TIMES && was >= 0 : is * TIMES <= was;
  return isFar ? [`its threshold changes from ${was} to ${is}`] : [];
}

/** The metrics that decide, whatever their order; names of configurations come and go. */
function watched(alarm: Attributes): Set<string> {
  const metrics = [alarm, ...blocksIn(alarm, 'metric_query').flatMap((query) => blocksIn(query, 'metric'))];
  return new Set(
    metrics.flatMap(({ namespace, metric_name: metric, dimensions }) => {
      if (typeof metric !== 'string') return [];
      const { EndpointName: endpoint, VariantName: variant } = (dimensions ?? {}) as Attributes;
      return [[namespace, metric, endpoint, variant].join(' ')];
    }),
  );
}

/** What it compares, and how. */
function otherwiseIn(before: Attributes, after: Attributes): string[] {
  const isBelow = ({ comparison_operator: operator }: Attributes) => String(operator).startsWith('Less');
  const statistic = ({ statistic: plain, extended_statistic: extended }: Attributes) =>
    stringsIn([plain, extended]).join('');
  const expressions = (alarm: Attributes) =>
    blocksIn(alarm, 'metric_query')
      .map(({ expression }) => expression)
      .join();
  return [
    ...(isBelow(before) === isBelow(after) ? [] : [`it goes off ${isBelow(after) ? 'below' : 'above'} its threshold`]),
    ...(statistic(before) === statistic(after)
      ? []
      : [`it watches ${statistic(after) || 'another statistic'} instead of ${statistic(before) || 'another'}`]),
    ...(expressions(before) === expressions(after) ? [] : ['its expression changes']),
  ];
}

const LONG_SECONDS = 3_600;

function slowerIn(before: Attributes, after: Attributes): string[] {
  const points = ({ datapoints_to_alarm: some, evaluation_periods: all }: Attributes) => Number(some ?? all);
  const seconds = (alarm: Attributes) => points(alarm) * periodOf(alarm);
  const [was, is] = [seconds(before), seconds(after)];
  if (is <= was) return [];
  return is >= LONG_SECONDS || is >= 2 * was
    ? [`it takes ${Math.round(is / 60)} minutes of bad values instead of ${Math.round(was / 60)}`]
    : [];
}

function periodOf(alarm: Attributes): number {
  const periods = [alarm, ...blocksIn(alarm, 'metric_query').flatMap((query) => [query, ...blocksIn(query, 'metric')])];
  return Math.max(...periods.map(({ period }) => Number(period ?? 0)), 0) || 60;
}
