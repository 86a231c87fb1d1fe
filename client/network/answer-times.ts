/** How many answers in a row tell a change from chance. */
const RECENT = 8;
const MOST_OF_THEM = 7;
/** An answer is late that takes so many times as long as usual, and this much longer, in milliseconds. */
const LATE_FACTOR = 3;
const LATE_MS = 20;
/** How much one answer moves what is usual. */
const WEIGHT = 0.02;

/** How fast one address answers, and whether that has changed. */
export class AnswerTimes {
  private readonly recent: { readonly ms: number; readonly erred: boolean; readonly late: boolean }[] = [];
  private usual: number | undefined;

  /** The mean of answers that were not late, in milliseconds. Undefined before the first. */
  get usualMs(): number | undefined {
    return this.usual;
  }

  /** @param erred - whether the answer was an error of the service, not of the model or the request */
  add(ms: number, erred: boolean): void {
    const late = this.usual !== undefined && ms > LATE_FACTOR * this.usual + LATE_MS;
    this.recent.push({ ms, erred, late });
    if (this.recent.length > RECENT) this.recent.shift();
    if (erred || late) return;
    this.usual = this.usual === undefined ? ms : this.usual + WEIGHT * (ms - this.usual);
  }

  /** What is wrong with nearly all of the latest answers, if anything is. */
  get trouble(): 'slow' | 'erring' | undefined {
    if (this.recent.filter(({ erred }) => erred).length >= MOST_OF_THEM) return 'erring';
    if (this.recent.filter(({ late }) => late).length >= MOST_OF_THEM) return 'slow';
    return undefined;
  }

  /** Whether the latest answer was in time and no error. */
  get isLatestGood(): boolean {
    const latest = this.recent.at(-1);
    return latest !== undefined && !latest.late && !latest.erred;
  }

  /** How many of the latest answers were errors of the service. */
  get recentErrors(): number {
    return this.recent.filter(({ erred }) => erred).length;
  }

  /** The median of the latest answers, in milliseconds. */
  get recentMs(): number {
    const sorted = this.recent.map(({ ms }) => ms).toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
  }

  /** Takes what is now for usual: it is the same everywhere, so it is the model that has changed. */
  accept(): void {
    this.usual = this.recentMs;
    this.recent.length = 0;
  }

  forget(): void {
    this.recent.length = 0;
  }
}
