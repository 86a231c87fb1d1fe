/** The middle one of the given figures. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** A bound of a ratio: of what should be small at most, of what should be large at least. */
export type Promised = { readonly atMost: number } | { readonly atLeast: number };

export interface Ratio {
  /** What is measured against what. */
  readonly name: string;
  /** Medians. */
  readonly subject: number;
  readonly baseline: number;
  readonly unit: 'ms' | 's' | '/s' | 'MB';
  /** What the project promises of the ratio. */
  readonly promise: Promised;
}

/**
 * Runs subject and baseline in turn, so that both meet the machine in the same mood, and answers the median of each.
 *
 * @param rounds - how often each is run
 */
export function inTurn(
  rounds: number,
  subject: () => number,
  baseline: () => number,
): Pick<Ratio, 'subject' | 'baseline'> {
  const pairs = Array.from({ length: rounds }, () => [subject(), baseline()] as const);
  return { subject: median(pairs.map(([s]) => s)), baseline: median(pairs.map(([, b]) => b)) };
}

/**
 * A ratio of times.
 *
 * @param rounds - how often each is run, after one run that is not counted
 */
export function measure(
  name: string,
  atMost: number,
  rounds: number,
  subject: () => number,
  baseline: () => number,
): Ratio {
  subject();
  baseline();
  return { name, promise: { atMost }, unit: 'ms', ...inTurn(rounds, subject, baseline) };
}

/** One line: the ratio, what it is of, and whether the promise is kept. */
export function ratioLine({ name, subject, baseline, promise, unit }: Ratio): string {
  const ratio = subject / baseline;
  const [bound, kept] =
    'atMost' in promise
      ? [`at most ${promise.atMost}`, ratio <= promise.atMost]
      : [`at least ${promise.atLeast}`, ratio >= promise.atLeast];
  const figures = `${shown(subject)} ${unit} against ${shown(baseline)} ${unit}`;
  return `${ratio.toFixed(2).padStart(6)} x  (${bound}: ${kept ? 'kept' : 'NOT KEPT'})  ${name}: ${figures}`;
}

const shown = (figure: number): string => figure.toFixed(figure >= 100 ? 0 : 2);
