import { chart } from './chart';
import { formatMilliseconds } from './format';

export interface PercentileCurve {
  readonly name: string;
  readonly curve: readonly { readonly percent: number; readonly ms: number }[];
}

/** The percentile's distance from 100, in powers of ten: where 90, 99 and 99.9 lie equally far apart. */
const nines = (percent: number): number => -Math.log10(1 - percent / 100);

/** @param ticks - percentiles that stand on the axis, as far as a curve reaches */
export function percentileChart(title: string, curves: readonly PercentileCurve[], ticks: readonly number[]): string {
  const most = Math.max(0, ...curves.flatMap(({ curve }) => curve.map(({ percent }) => percent)));
  return chart({
    title,
    xLabel: 'percentile of calls',
    yLabel: 'milliseconds',
    logarithmic: true,
    xTicks: ticks.filter((percent) => percent <= most).map((percent) => ({ x: nines(percent), text: String(percent) })),
    series: curves.map(({ name, curve }, i) => ({
      name,
      colour: i + 1,
      points: curve.map(({ percent, ms }) => ({
        x: nines(percent),
        y: ms,
        label: `${percent} % within ${formatMilliseconds(ms)} ms`,
      })),
    })),
  });
}
