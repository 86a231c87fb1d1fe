import type { LatencyFigures } from './report';
import { formatMilliseconds } from '../../shared/report/format';

/** The columns of every table of latencies. */
export const LATENCY_COLUMNS = ['calls', 'min', 'p50', 'p90', 'p99', 'p99.9', 'max', 'mean'] as const;

/** The cells of a row. A star marks a percentile with too few samples beyond it. */
export function latencyCells(latency: LatencyFigures): string[] {
  const marked = (percent: number, ms: number) =>
    `${formatMilliseconds(ms)}${latency.tooFewSamplesFor.includes(percent) ? '*' : ''}`;
  return [
    String(latency.samples),
    formatMilliseconds(latency.minMs),
    marked(50, latency.p50Ms),
    marked(90, latency.p90Ms),
    marked(99, latency.p99Ms),
    marked(99.9, latency.p999Ms),
    formatMilliseconds(latency.maxMs),
    formatMilliseconds(latency.meanMs),
  ];
}
