import type { Figures, HostFigures, LatencyFigures } from './figures';
import { COLUMNS, latencyCells } from './cells';
import { milliseconds } from '../../shared/report/format';

const HEAD = ['', ...COLUMNS];

/** The figures as a table for a terminal, with what must be known to read them. */
export function textReport(figures: Figures): string {
  const { hosts } = figures;
  const rows = hosts.flatMap((host) => latencyRows(host, hosts.length > 1));
  return [
    loopLine(figures),
    '',
    ...table([HEAD, ...rows]),
    '',
    ...hosts.flatMap((host) => hostLines(host, hosts.length > 1 ? `${host.host}: ` : '')),
  ].join('\n');
}

function loopLine({ loop, concurrency, ratePerSecond, elapsedSeconds, interrupted }: Figures): string {
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
  return parts.flatMap(([part, of]) => (of === null ? [] : [latencyRow(name(part), of)]));
}

const latencyRow = (name: string, of: LatencyFigures): string[] => [name, ...latencyCells(of)];

function hostLines(
  { latency, throughputPerSecond, connectionsOpened, callsByAddress, errors, failed }: HostFigures,
  prefix: string,
): string[] {
  const interval = latency.p99Interval95Ms;
  const addresses = Object.entries(callsByAddress).map(([address, calls]) => `${address} (${calls})`);
  return [
    `${prefix}${throughputPerSecond.toFixed(0)} answers per second; connections opened: ${connectionsOpened}${addresses.length === 0 ? '' : `; to ${addresses.join(', ')}`}`,
    interval === null
      ? `${prefix}p99: too few samples for an interval`
      : `${prefix}p99 is between ${milliseconds(interval.lowMs)} and ${milliseconds(interval.highMs)} (95 % confidence)`,
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

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] as number) : cell.padStart(widths[column] as number),
      )
      .join('  ')
      .trimEnd(),
  );
}
