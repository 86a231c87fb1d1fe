/**
 * A widget of a CloudWatch dashboard, without its position.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export interface Widget {
  readonly type: 'text' | 'alarm' | 'metric';
  /** Of the dashboard's 24 columns. */
  readonly width: number;
  readonly height: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface MetricOptions {
  /** What an expression refers to it by. @default - none: no expression does */
  readonly id?: string;
  /** Its name in the legend. @default - the name of the metric */
  readonly label?: string;
  /** The statistic, such as `Average` or `p99`. @default - the graph's, `Sum` */
  readonly stat?: string;
  /** Whether it is drawn. @default true */
  readonly visible?: boolean;
  /** The axis it is drawn on. @default 'left' */
  readonly yAxis?: 'left' | 'right';
}

/** Two widgets a row: dashboards have 24 columns. */
export const HALF_WIDTH = 12;
const HEIGHT = 6;

/** A metric as dashboards write it: namespace, name, then the dimensions, flat. */
export const metric = (
  namespace: string,
  name: string,
  dimensions: Readonly<Record<string, string>>,
  options: MetricOptions,
): unknown[] => [namespace, name, ...Object.entries(dimensions).flat(), options];

/** Something calculated from the metrics beside it, by their ids. */
export const expression = (formula: string, options: MetricOptions): unknown[] => [{ expression: formula, ...options }];

/** Lines over time, minute by minute; each with the unit on its axis. */
export function graph(
  region: string,
  title: string,
  metrics: readonly unknown[][],
  { left, right, stacked = false }: { left: string; right?: string; stacked?: boolean },
): Widget {
  const axis = (label: string) => ({ label, min: 0, showUnits: false });
  return {
    type: 'metric',
    width: HALF_WIDTH,
    height: HEIGHT,
    properties: {
      title,
      region,
      view: 'timeSeries',
      stacked,
      period: 60,
      stat: 'Sum',
      metrics,
      yAxis: { left: axis(left), ...(right !== undefined && { right: axis(right) }) },
    },
  };
}

/** Widgets one after the other, as they fit into rows. */
export function inRows(widgets: readonly Widget[]): (Widget & { readonly x: number; readonly y: number })[] {
  let [x, y, rowHeight] = [0, 0, 0];
  return widgets.map((widget) => {
    if (x + widget.width > 2 * HALF_WIDTH) [x, y, rowHeight] = [0, y + rowHeight, 0];
    const placed = { ...widget, x, y };
    x += widget.width;
    rowHeight = Math.max(rowHeight, widget.height);
    return placed;
  });
}
