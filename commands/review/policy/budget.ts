/** One to two seconds of work. Ordinary policies take a thousandth. */
const REVIEW_STEPS = 10_000_000;

/**
 * What a review may spend on comparing policies, in steps rather than in time, so that it says the same everywhere. What
 * is not decided when it is used up cannot be told.
 */
export class Budget {
  constructor(private steps = REVIEW_STEPS) {}

  get isSpent(): boolean {
    return this.steps <= 0;
  }

  spend(steps: number): void {
    this.steps -= steps;
  }
}
