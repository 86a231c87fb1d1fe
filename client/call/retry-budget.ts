/** What one success earns. */
const EARNED_PER_SUCCESS = 0.1;
/** Enough for a zone to be lost with every connection in use, several times over. */
const SPARE_PER_CONNECTION = 10;
const LEAST_SPARE = 100;

/**
 * Bounds retries to a tenth of the calls that succeed, and a reserve: a service in trouble is not given more work by all
 * of its clients at once.
 *
 * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export class RetryBudget {
  private readonly most: number;
  private left: number;

  constructor(concurrency: number) {
    this.most = Math.max(LEAST_SPARE, SPARE_PER_CONNECTION * concurrency);
    this.left = this.most;
  }

  /** Takes one retry, if there is one left. */
  take(): boolean {
    if (this.left < 1) return false;
    this.left--;
    return true;
  }

  succeeded(): void {
    if (this.left < this.most) this.left += EARNED_PER_SUCCESS;
  }
}
