import { formatMilliseconds } from '../../shared/report/format';
import { textTable } from '../../shared/report/text-table';
import type { ClientFigures } from '../analyse/analysis';
import { ENOUGH_CONNECTIONS } from '../analyse/sampling';
import type { NameFigures, Percentile } from '../analyse/figures';
import type { ProbeReport } from './report';

/** Every table begins with where clients are, and by which name or from where they are answered. */
export const LABEL_COLUMNS = 2;

/** The report for a person at a terminal: the verdict, what it rests on, and what to do. */
export function probeText(report: ProbeReport): string {
  const used = report.clients.filter(({ unused }) => unused === null);
  return [
    ...section('Verdict', report.verdict.sentences),
    ...section(
      'Answered in which zone (connections)',
      textTable(zoneMatrixRows(used, privateLinkZones(report)), LABEL_COLUMNS),
    ),
    ...section('What being answered in another zone costs (medians)', textTable(crossZoneRows(used), LABEL_COLUMNS)),
    ...section(
      `Warm calls, in milliseconds (95 % intervals; *: too few samples, or fewer than ${ENOUGH_CONNECTIONS} connections)`,
      textTable(latencyRows(used), LABEL_COLUMNS),
    ),
    ...section('New connections, in milliseconds (medians)', textTable(coldConnectionRows(used), LABEL_COLUMNS)),
    ...section('Where the time of a call goes (means)', breakdownLines(report)),
    ...section('What this does not show', report.caveats),
    ...section('What to do', report.verdict.advice),
  ].join('\n');
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ''];

export const privateLinkZones = ({ privateLink }: ProbeReport): string[] =>
  [...new Set(privateLink.interfaces.map(({ zone }) => zone))].toSorted();

/** A name as it is told in tables, where the whole of it would take the line. */
export const shortName = ({ kind, zone }: NameFigures): string => (kind === 'zonal' ? `zonal ${zone}` : kind);

export function zoneMatrixRows(clients: readonly ClientFigures[], zones: readonly string[]): string[][] {
  return [
    ['from', 'name', ...zones, 'elsewhere'],
    ...clients.flatMap(({ zone, names }) =>
      names.map((name) => [
        zone,
        shortName(name),
        ...[...zones, ''].map((answering) => String(name.connectionsByAnsweringZone[answering] ?? 0)),
      ]),
    ),
  ];
}

export function crossZoneRows(clients: readonly ClientFigures[]): string[][] {
  const rows = clients.flatMap((client) =>
    client.hops.map(({ from, to, costMs, interval95Ms: interval, connections }) => [
      from,
      to,
      signed(costMs),
      interval === null ? '*' : `${signed(interval.lowMs)} to ${signed(interval.highMs)}`,
      String(connections),
    ]),
  );
  return [['from', 'answered in', 'ms', '95 % interval', 'connections'], ...rows];
}

const signed = (ms: number): string => `${ms < 0 ? '-' : '+'}${Math.abs(ms).toFixed(2)}`;

export function latencyRows(clients: readonly ClientFigures[]): string[][] {
  const cell = (percentile: Percentile | undefined): string => {
    if (percentile === undefined) return '-';
    const { ms, interval95Ms: interval } = percentile;
    return interval === null
      ? `${formatMilliseconds(ms)}*`
      : `${formatMilliseconds(ms)} (${formatMilliseconds(interval.lowMs)}-${formatMilliseconds(interval.highMs)})`;
  };
  const rows = clients.flatMap(({ zone, names }) =>
    names.map((name) => [
      zone,
      shortName(name),
      String(name.samples),
      ...[0, 1, 2].map((i) => cell(name.percentiles[i])),
      formatMilliseconds(name.meanMs),
    ]),
  );
  return [['from', 'name', 'calls', 'p50', 'p90', 'p99', 'mean'], ...rows];
}

export function coldConnectionRows(clients: readonly ClientFigures[]): string[][] {
  const rows = clients.flatMap(({ zone, names }) =>
    names.flatMap((name) =>
      name.cold === null
        ? []
        : [
            [
              zone,
              shortName(name),
              String(name.cold.connections),
              ...[name.cold.dnsMs, name.cold.tcpMs, name.cold.tlsMs, name.cold.firstCallMs].map(formatMilliseconds),
            ],
          ],
    ),
  );
  return [['from', 'name', 'connections', 'DNS', 'TCP', 'TLS', 'first call'], ...rows];
}

function breakdownLines({ split, splitLeftOut }: ProbeReport): string[] {
  if (split === null) return [`left out: ${splitLeftOut}`];
  const row = (name: string, ms: number) => `${name.padEnd(10)}${formatMilliseconds(ms).padStart(8)} ms`;
  return [
    row('network', split.networkMs),
    row('overhead', split.overheadMs),
    row('model', split.modelMs),
    row('together', split.clientMs),
  ];
}
