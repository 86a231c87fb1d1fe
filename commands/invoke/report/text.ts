import type { InvokeReport, HostFigures, LatencyFigures } from './report';
import { LATENCY_COLUMNS, latencyCells } from './latency-columns';
import { formatMilliseconds } from '../../shared/report/format';
import { hostNotes, reportNotes } from './notes';
import { textTable } from '../../shared/report/text-table';

/** The report as a table for a terminal, with what a reader must know of it. */
export function invokeText(report: InvokeReport): string {
  const { hosts } = report;
  const rows = hosts.flatMap((host) => latencyRows(host, hosts.length > 1));
  return [
    loopLine(report),
    '',
    ...textTable([['', ...LATENCY_COLUMNS], ...rows], 1),
    '',
    ...hosts.flatMap((host) => hostLines(host, hosts.length > 1 ? `${host.host}: ` : '')),
    ...reportNotes(report),
  ].join('\n');
}

function loopLine({ loop, concurrency, ratePerSecond, elapsedSeconds, interrupted }: InvokeReport): string {
  const how =
    loop === 'open'
      ? `open loop: ${ratePerSecond} calls per second, latency from the intended time`
      : `closed loop: ${concurrency} at a time, each as soon as another ends`;
  return `${how}; ${elapsedSeconds.toFixed(1)} s${interrupted ? ', ended early' : ''}. Milliseconds.`;
}

function latencyRows(
  { host, latency, coldLatency, warmLatency, firstByte }: HostFigures,
  several: boolean,
): string[][] {
  const name = (part: string) => (several ? `${host}${part && ` ${part}`}` : part || 'all');
  const parts: [string, LatencyFigures | null][] = [
    ['', latency],
    ['warm', coldLatency && warmLatency],
    ['cold', coldLatency],
    ['first byte', firstByte],
  ];
  return parts.flatMap(([part, figures]) => (figures === null ? [] : [[name(part), ...latencyCells(figures)]]));
}

function hostLines(host: HostFigures, prefix: string): string[] {
  const { latency, errors, failed } = host;
  const interval = latency.p99Interval95Ms;
  return [
    ...hostNotes(host).map((note) => `${prefix}${note}`),
    interval === null
      ? `${prefix}p99: too few samples for an interval, or over too short a time`
      : `${prefix}p99 is between ${formatMilliseconds(interval.lowMs)} and ${formatMilliseconds(interval.highMs)} (95 % confidence)`,
    ...(latency.tooFewSamplesFor.length === 0 ? [] : [`${prefix}* too few samples: fewer than ten lie beyond it`]),
    ...(failed === 0
      ? []
      : [
          `${prefix}failed: ${Object.entries(errors)
            .map(([kind, count]) => `${count} ${kind}`)
            .join(', ')}`,
        ]),
  ];
}
