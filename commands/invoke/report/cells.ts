import type { LatencyFigures } from './figures';
import { milliseconds } from '../../shared/report/format';

/** The columns of every table of latencies. */
export const COLUMNS = ['calls', 'min', 'p50', 'p90', 'p99', 'p99.9', 'max', 'mean'] as const;

/** A row of them; a star marks a percentile that there are too few samples for. */
export function latencyCells(of: LatencyFigures): string[] {
  const marked = (percent: number, ms: number) =>
    `${milliseconds(ms)}${of.tooFewSamplesFor.includes(percent) ? '*' : ''}`;
  return [
    String(of.samples),
    milliseconds(of.minMs),
    marked(50, of.p50Ms),
    marked(90, of.p90Ms),
    marked(99, of.p99Ms),
    marked(99.9, of.p999Ms),
    milliseconds(of.maxMs),
    milliseconds(of.meanMs),
  ];
}
