import type { HealthFinding, HealthLevel } from './judge/finding';
import type { StatusReport } from './report';

const MARKS: Readonly<Record<HealthLevel, string>> = { bad: '!', changing: '~', unknown: '?', note: '-' };

/** The report for a person: what is, what is the matter, and the verdict in one line at the end. */
export const statusText = (report: StatusReport): string =>
  [
    `${report.endpoint}  ${report.region}${report.status === null ? '' : `, ${report.status}`}`,
    '',
    ...facts(report).map(([name, value]) => `  ${name.padEnd(15)}${value}`),
    '',
    ...report.findings.flatMap(lines),
    ...(report.findings.length === 0 ? [] : ['']),
    verdictLine(report),
    '',
  ].join('\n');

function facts({
  configuration,
  lastUpdate,
  variants,
  instancesByZone,
  alarms,
  scaling,
  network,
}: StatusReport): [string, string][] {
  const quiet = alarms?.filter(({ state }) => state !== null && state !== 'ALARM').length;
  return [
    ...(configuration.live === null
      ? []
      : [
          ['serves', configuration.live] as [string, string],
          ['Terraform gave', configuration.given ?? 'not known here'] as [string, string],
          [
            'last update',
            `${lastUpdate.outcome}${lastUpdate.at === null ? '' : `; last changed ${lastUpdate.at}`}`,
          ] as [string, string],
        ]),
    ...variants.map(({ name, instances, weight }): [string, string] => [
      'fleet',
      `${instances ?? '?'} x ${configuration.instanceType ?? 'instances'} (${name}, weight ${weight ?? '?'})`,
    ]),
    ...(instancesByZone === null
      ? []
      : [
          [
            'by zone',
            Object.entries(instancesByZone)
              .map(([zone, count]) => `${zone} ${count}`)
              .join(', '),
          ] as [string, string],
        ]),
    ...(scaling === null
      ? []
      : [
          [
            'scaling',
            `${scaling.min} to ${scaling.max} instances; every update starts from ${scaling.updatesStartFrom}`,
          ] as [string, string],
        ]),
    ...(alarms === null ? [] : [['alarms', `${quiet} of ${alarms.length} quiet`] as [string, string]]),
    ...(network?.vpcId === undefined ? [] : [['PrivateLink', privateLink(network)] as [string, string]]),
  ];
}

function privateLink({ vpcId, privateLink: link, zones }: NonNullable<StatusReport['network']>): string {
  if (link === undefined) return `none in ${vpcId}`;
  return `${link.id}, ${link.state}, private DNS ${link.privateDns ? 'on' : 'off'}, in ${link.zones.join(', ')}; the model in ${zones.join(', ')}`;
}

const lines = ({ level, message, advice }: HealthFinding): string[] => [
  `${MARKS[level]} ${message}`,
  ...(advice === undefined ? [] : [`  do: ${advice}`]),
];

function verdictLine({ endpoint, verdict, configuration, findings }: StatusReport): string {
  const [first] = findings;
  if (verdict !== 'healthy') return `${verdict}: ${endpoint}: ${first?.message}`;
  const compared = configuration.given === null ? '' : ', which is what Terraform gave last';
  return `healthy: ${endpoint} serves ${configuration.live}${compared}`;
}
