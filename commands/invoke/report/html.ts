import { chart, type Series } from '../../shared/report/chart';
import { LATENCY_COLUMNS, latencyCells } from './latency-columns';
import { escapeHtml, formatMilliseconds } from '../../shared/report/format';
import { htmlLegend, htmlPage } from '../../shared/report/html-page';
import { htmlRow, htmlTable } from '../../shared/report/html-table';
import { percentileChart } from '../../shared/report/percentile-chart';
import { hostNotes, reportNotes } from './notes';
import type { InvokeReport, HostFigures, LatencyFigures } from './report';

/** The report as a page: the table, the percentile curve, and latency over time. */
export function invokePage(report: InvokeReport): string {
  const { endpoint, hosts, startedAt } = report;
  return htmlPage(
    `Latency of ${endpoint}`,
    `<h1>Latency of ${escapeHtml(endpoint)}</h1>
<p class="lead">${escapeHtml(leadOf(report))}</p>
${hosts.length < 2 ? '' : htmlLegend(hosts.map(({ host }) => host))}
${table(hosts)}
<ul>${notes(report)
      .map((note) => `<li>${escapeHtml(note)}.</li>`)
      .join('')}</ul>
<h2>Percentiles</h2>
<p>How many calls were faster: to the right are the slowest, each step with a tenth of the calls before it. The last points stand for few calls.</p>
${percentiles(hosts)}
<h2>Over time</h2>
<p>The strong line is the median, the thin one the 99th percentile of each slot${hosts.some(({ failed }) => failed > 0) ? '; failed calls are in neither' : ''}.</p>
${courseChart(hosts)}
${errors(hosts)}
<footer>${escapeHtml(startedAt)}${report.clientZone === null ? '' : `, from zone ${escapeHtml(report.clientZone)}`}. Latency is what the client saw: network, SageMaker and model together.</footer>`,
  );
}

function leadOf({
  hosts,
  loop,
  ratePerSecond,
  concurrency,
  elapsedSeconds,
  interrupted,
  bodyBytes,
}: InvokeReport): string {
  const answered = hosts.reduce((sum, host) => sum + host.answered, 0);
  const failed = hosts.reduce((sum, host) => sum + host.failed, 0);
  const how =
    loop === 'open'
      ? `open loop: ${ratePerSecond} calls per second, measured from the intended time`
      : `closed loop: ${concurrency} at a time`;
  return `${answered} calls answered, ${failed} failed, bodies of ${bodyBytes} bytes, in ${elapsedSeconds.toFixed(1)} s${interrupted ? ' (ended early)' : ''}; ${how}.`;
}

function table(hosts: readonly HostFigures[]): string {
  const rows = hosts.flatMap(({ host, latency, coldLatency, warmLatency, firstByte }) => [
    row(host, latency),
    ...(coldLatency === null
      ? []
      : [row('over open connections', warmLatency), row('opening their connection', coldLatency)]),
    ...(firstByte === null ? [] : [row('until the first byte', firstByte)]),
  ]);
  const intervals = hosts.map(({ host, latency: { p99Interval95Ms: interval } }) =>
    interval === null
      ? `${escapeHtml(host)}: too few samples for an interval of p99, or over too short a time.`
      : `${escapeHtml(host)}: p99 is between ${formatMilliseconds(interval.lowMs)} and ${formatMilliseconds(interval.highMs)} ms (95 % confidence).`,
  );
  const anyTooFew = hosts.some(({ latency }) => latency.tooFewSamplesFor.length > 0);
  return `${htmlTable(`<thead>${htmlRow(['milliseconds', ...LATENCY_COLUMNS])}</thead>
<tbody>${rows.join('')}</tbody>`)}
<p class="note">${intervals.join(' ')}${anyTooFew ? ' * Too few samples: fewer than ten lie beyond it.' : ''}</p>`;
}

const row = (name: string, latency: LatencyFigures | null): string =>
  latency === null ? '' : htmlRow([name], latencyCells(latency));

const notes = (report: InvokeReport): string[] => [
  ...report.hosts.flatMap((host) => hostNotes(host).map((note) => `${host.host}: ${note}`)),
  ...reportNotes(report),
];

const TICKS = [0, 50, 90, 99, 99.9, 99.99, 99.999];

const percentiles = (hosts: readonly HostFigures[]): string =>
  percentileChart(
    'Latency by percentile',
    hosts.map(({ host, curve }) => ({ name: host, curve })),
    TICKS,
  );

function courseChart(hosts: readonly HostFigures[]): string {
  const end = Math.max(1, ...hosts.flatMap(({ course }) => course.map(({ toMs }) => toMs)));
  const steps = [0, 0.25, 0.5, 0.75, 1].map((share) => ({
    x: share * end,
    text: `${((share * end) / 1_000).toFixed(end < 10_000 ? 1 : 0)} s`,
  }));
  const seriesOf = (host: HostFigures, i: number): Series[] => {
    const points = (pick: (slot: HostFigures['course'][number]) => number, name: string) =>
      host.course.map((slot) => ({
        x: (slot.fromMs + slot.toMs) / 2,
        y: pick(slot),
        label: `${(slot.fromMs / 1_000).toFixed(1)} s: ${name} ${formatMilliseconds(pick(slot))} ms, ${slot.answered} calls${slot.failed > 0 ? `, ${slot.failed} failed` : ''}`,
      }));
    return [
      { name: host.host, colour: i + 1, filled: true, points: points((slot) => slot.p99Ms, 'p99') },
      { name: host.host, colour: i + 1, points: points((slot) => slot.p50Ms, 'median') },
    ];
  };
  return chart({
    title: 'Latency over time',
    xLabel: 'since the measurement began',
    yLabel: 'milliseconds',
    xTicks: steps,
    series: hosts.flatMap(seriesOf),
  });
}

function errors(hosts: readonly HostFigures[]): string {
  const items = hosts.flatMap(({ host, errors: kinds }) =>
    Object.entries(kinds).map(([kind, count]) => `<li>${escapeHtml(host)}: ${count} × ${escapeHtml(kind)}</li>`),
  );
  return items.length === 0 ? '' : `<h2>Failed calls</h2><ul>${items.join('')}</ul>`;
}
