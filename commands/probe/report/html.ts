import { escapeHtml, formatMilliseconds } from '../../shared/report/format';
import { htmlLegend, htmlPage } from '../../shared/report/html-page';
import { htmlRow, htmlTable } from '../../shared/report/html-table';
import { percentileChart } from '../../shared/report/percentile-chart';
import type { ClientFigures } from '../analyse/analysis';
import { ENOUGH_CONNECTIONS } from '../analyse/sampling';
import type { ProbeReport, LatencyBreakdown } from './report';
import {
  coldConnectionRows,
  crossZoneRows,
  LABEL_COLUMNS,
  latencyRows,
  zoneMatrixRows,
  shortName,
  privateLinkZones,
} from './text';

/** The report as a page: the verdict first, then what it rests on. */
export function probePage(report: ProbeReport): string {
  const { endpoint, verdict, clients, privateLink } = report;
  const used = clients.filter(({ unused }) => unused === null);
  return htmlPage(
    `The way to ${endpoint}`,
    `<h1>The way to ${escapeHtml(endpoint)}</h1>
<p class="lead">${escapeHtml(verdict.sentences[0] ?? '')}</p>
<ul>${verdict.sentences.slice(1).map(item).join('')}</ul>
<h2>What to do</h2>
<ul class="todo">${verdict.advice.map(item).join('')}</ul>
<h2>Answered in which zone</h2>
<p>Connections, by the zone of the network interface they went to. Bold: the client’s own zone.</p>
${matrixTable(used, privateLinkZones(report))}
<h2>What being answered in another zone costs</h2>
<p>Milliseconds at the median, against the client’s own zone, by whatever name. Where zero is within the interval, it may be nothing.</p>
${table(crossZoneRows(used))}
<h2>Warm calls</h2>
<p>Milliseconds over connections that stood, with 95 % intervals. * Too few samples beyond the percentile, or too few connections: below ${ENOUGH_CONNECTIONS} there is no interval.</p>
${table(latencyRows(used))}
${used.map(curves).join('\n')}
<h2>New connections</h2>
<p>What comes before the first answer, in milliseconds (medians). A client that keeps its connections pays it once.</p>
${table(coldConnectionRows(used))}
<h2>Where the time of a call goes</h2>
${report.split === null ? `<p>Left out: ${escapeHtml(report.splitLeftOut ?? '')}.</p>` : stacked(report.split)}
<h2>What this does not show</h2>
<ul>${report.caveats.map(item).join('')}</ul>
<footer>${escapeHtml(report.startedAt)} to ${escapeHtml(report.endedAt)}, ${escapeHtml(report.region)}; PrivateLink endpoint ${escapeHtml(privateLink.id)}: ${escapeHtml(privateLink.interfaces.map(({ address, zone }) => `${address} in ${zone}`).join(', '))}.</footer>`,
    OWN_STYLE,
  );
}

const OWN_STYLE = `
.bar{display:flex;height:36px;border-radius:4px;overflow:hidden;margin:8px 0}.bar span{min-width:2px}
.todo li{font-weight:600;color:var(--ink)}li{margin:4px 0}td.own{font-weight:700}td.zero{color:var(--dim)}
h3{font-size:1rem;margin:24px 0 0}th:nth-child(2){text-align:left;font-weight:400}
`;

const item = (text: string): string => `<li>${escapeHtml(text)}</li>`;

function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const bodyRows = body.map((cells) => htmlRow(cells.slice(0, LABEL_COLUMNS), cells.slice(LABEL_COLUMNS)));
  return htmlTable(`<thead>${htmlRow(head)}</thead><tbody>${bodyRows.join('')}</tbody>`);
}

function matrixTable(clients: readonly ClientFigures[], zones: readonly string[]): string {
  const [head = [], ...body] = zoneMatrixRows(clients, zones);
  const bodyRows = body.map(([from = '', name = '', ...cells]) =>
    htmlRow(
      [from, name],
      cells.map((text, column) => ({
        text,
        className: zones[column] === from ? 'own' : text === '0' ? 'zero' : '',
      })),
    ),
  );
  return htmlTable(`<thead>${htmlRow(head)}</thead>
<tbody>${bodyRows.join('')}</tbody>`);
}

const TICKS = [0, 50, 90, 99, 99.9];

function curves({ zone, names }: ClientFigures): string {
  const shown = names
    .filter(({ curve }) => curve.length > 0)
    .map((name) => ({ name: shortName(name), curve: name.curve }));
  if (shown.length === 0) return '';
  return `<h3>From ${escapeHtml(zone)}</h3>${htmlLegend(shown.map(({ name }) => name))}
${percentileChart(`Latency by percentile, from ${zone}`, shown, TICKS)}`;
}

function stacked(split: LatencyBreakdown): string {
  const parts = [
    { name: 'network', ms: split.networkMs },
    { name: 'SageMaker’s overhead', ms: split.overheadMs },
    { name: 'model', ms: split.modelMs },
  ];
  const bar = parts.map(
    ({ ms }, i) => `<span class="c${i + 1}" style="flex:${Math.max(0, ms).toFixed(4)} 0 0"></span>`,
  );
  const legend = htmlLegend(parts.map(({ name, ms }) => `${name}: ${formatMilliseconds(ms)} ms`));
  return `<p>Means over ${split.calls} calls: what clients saw (${formatMilliseconds(split.clientMs)} ms), less what CloudWatch has for SageMaker and the model.</p>
<div class="bar" role="img" aria-label="shares of the mean latency">${bar.join('')}</div>${legend}`;
}
