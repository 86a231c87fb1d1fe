import { scaleLinear, scaleLog, type ScaleContinuousNumeric } from 'd3-scale';
import { area, line } from 'd3-shape';
import { escapeHtml, formatMilliseconds } from './format';

export interface Series {
  readonly name: string;
  /** A number from 1: the style sheet has a colour for it. */
  readonly colour: number;
  readonly points: readonly { readonly x: number; readonly y: number; readonly label: string }[];
  /** Drawn as a filled band from the axis. @default false */
  readonly filled?: boolean;
}

/** A label of an axis. */
interface Tick {
  /** Its position, in the unit of the points. */
  readonly x: number;
  readonly text: string;
}

export interface ChartOptions {
  /** What the chart shows, for readers that cannot see it. */
  readonly title: string;
  /** What stands below the x axis. */
  readonly xLabel: string;
  /** What stands beside the y axis. */
  readonly yLabel: string;
  /** The lines, each in its own color. */
  readonly series: readonly Series[];
  /** The labels of the x axis. */
  readonly xTicks: readonly Tick[];
  /** Makes the y axis logarithmic, for latencies that span orders of magnitude. @default false */
  readonly logarithmic?: boolean;
}

const [WIDTH, HEIGHT] = [860, 320];
const MARGIN = { top: 12, right: 16, bottom: 44, left: 64 };

/** Draws a chart as inline SVG, without scripts: it can be printed, zoomed, and described by a screen reader. */
export function chart(options: ChartOptions): string {
  const points = options.series.flatMap(({ points: all }) => all).filter(({ y }) => Number.isFinite(y));
  if (points.length === 0) return '<p>No call was answered.</p>';
  const x = scaleLinear(extent([...points.map((p) => p.x), ...options.xTicks.map((tick) => tick.x)]), [
    MARGIN.left,
    WIDTH - MARGIN.right,
  ]);
  const y = yScale(
    points.map((p) => p.y),
    options.logarithmic === true,
  );
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(options.title)}">`,
    ...yAxis(y),
    ...options.xTicks.map(
      (tick) =>
        `<text class="tick" x="${x(tick.x).toFixed(1)}" y="${HEIGHT - MARGIN.bottom + 18}" text-anchor="middle">${escapeHtml(tick.text)}</text>`,
    ),
    `<text class="axis" x="${(WIDTH + MARGIN.left) / 2}" y="${HEIGHT - 6}" text-anchor="middle">${escapeHtml(options.xLabel)}</text>`,
    `<text class="axis" transform="translate(14 ${HEIGHT / 2 - 16}) rotate(-90)" text-anchor="middle">${escapeHtml(options.yLabel)}</text>`,
    ...options.series.map((series) => drawn(series, x, y)),
    '</svg>',
  ].join('');
}

function yScale(values: readonly number[], logarithmic: boolean): ScaleContinuousNumeric<number, number> {
  const range: [number, number] = [HEIGHT - MARGIN.bottom, MARGIN.top];
  const [low, high] = extent(values);
  return logarithmic
    ? scaleLog([Math.max(low * 0.9, 1e-3), high * 1.1], range)
    : scaleLinear([0, high * 1.08 || 1], range).nice();
}

function yAxis(y: ScaleContinuousNumeric<number, number>): string[] {
  return thinned(y.ticks(6)).map((value) => {
    const at = y(value).toFixed(1);
    return `<line class="grid" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${at}" y2="${at}"/><text class="tick" x="${MARGIN.left - 8}" y="${at}" dy="0.32em" text-anchor="end">${value >= 1 || value === 0 ? value : formatMilliseconds(value)}</text>`;
  });
}

/** A logarithmic axis has many ticks: keeps as many as are readable. */
const thinned = (ticks: readonly number[]): readonly number[] => {
  if (ticks.length <= 9) return ticks;
  const round = ticks.filter((tick) => [1, 2, 5].includes(Number(tick.toExponential()[0])));
  return round.length <= 12 ? round : round.filter((tick) => tick.toExponential().startsWith('1'));
};

function drawn(
  { name, colour, points, filled }: Series,
  x: (value: number) => number,
  y: (value: number) => number,
): string {
  const known = points.filter((point) => Number.isFinite(point.y));
  type Point = (typeof points)[number];
  const path =
    line<Point>(
      (p) => x(p.x),
      (p) => y(p.y),
    )(known) ?? '';
  const band =
    filled === true
      ? `<path class="band c${colour}" d="${
          area<Point>(
            (p) => x(p.x),
            HEIGHT - MARGIN.bottom,
            (p) => y(p.y),
          )(known) ?? ''
        }"/>`
      : '';
  const dots = known.map(
    (p) =>
      `<circle class="c${colour}" cx="${x(p.x).toFixed(1)}" cy="${y(p.y).toFixed(1)}" r="2.5"><title>${escapeHtml(`${name}: ${p.label}`)}</title></circle>`,
  );
  return `${band}<path class="line c${colour}${filled === true ? ' pale' : ''}" d="${path}"/>${dots.join('')}`;
}

const extent = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)];
