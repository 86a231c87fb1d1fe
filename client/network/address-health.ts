/** Why an address is not called, or only to see whether it is well again. */
export type EjectionReason =
  /** It refuses connections, or breaks them. */
  | 'failing'
  /** Nothing comes back from it. */
  | 'unreachable'
  /** It answers much later than it used to, and another address does not. */
  | 'slow'
  /** It answers with errors of the service, and another address does not. */
  | 'erring';

/** Failures that count are as old as this at most, in milliseconds. */
const WINDOW_MS = 10_000;
const WINDOW_SIZE = 32;
/** From so many outcomes on, half of them failed is too many. One in twenty never is. */
const LEAST_OUTCOMES = 6;
const TOO_MANY = 0.5;
/** So many connections in a row that did not come about. */
const FAILED_CONNECTS = 4;

/** An ejected address is tried again after this, twice as long each time, in milliseconds. */
const FIRST_TRIAL_MS = 500;
const LONGEST_TRIAL_MS = 2_500;
/** After this the next ejection is as the first, in milliseconds. */
const FORGOTTEN_AFTER_MS = 60_000;
const TRIALS_TO_RETURN = 3;

/** How well one address does: ejected by the rate of its failures, restored by trials. Times are from `performance.now()`. */
export class AddressHealth {
  private outcomes: { readonly at: number; readonly ok: boolean }[] = [];
  private failedConnects = 0;
  private reason: EjectionReason | undefined;
  private ejections = 0;
  private ejectedAt = -Infinity;
  private trialAt = 0;
  private trialsLeft = 0;

  constructor(private readonly onChange: (reason: EjectionReason | undefined) => void) {}

  /** Why it is ejected, if it is. */
  get ejection(): EjectionReason | undefined {
    return this.reason;
  }

  /** When the next trial of an ejected address is due. */
  get nextTrialAt(): number {
    return this.trialAt;
  }

  connected(): void {
    this.failedConnects = 0;
  }

  connectFailed(now: number): void {
    this.record(now, false);
    if (++this.failedConnects >= FAILED_CONNECTS) this.eject('failing', now);
  }

  /** A call came back, whatever the answer. */
  answered(now: number): void {
    this.record(now, true);
  }

  /** A call did not come back. */
  broke(now: number): void {
    this.record(now, false);
  }

  eject(reason: EjectionReason, now: number): void {
    if (this.reason !== undefined) return;
    if (now - this.ejectedAt > FORGOTTEN_AFTER_MS) this.ejections = 0;
    this.reason = reason;
    this.ejectedAt = now;
    this.postpone(now);
    this.onChange(reason);
  }

  /** A trial failed: the next one waits longer. */
  postpone(now: number): void {
    const wait = Math.min(LONGEST_TRIAL_MS, FIRST_TRIAL_MS * 2 ** this.ejections++);
    this.trialAt = now + wait * (0.75 + Math.random() / 2);
    this.trialsLeft = TRIALS_TO_RETURN;
  }

  /** Whether a trial call may be made: after the way to it has been found good. */
  get takesTrials(): boolean {
    return this.reason !== undefined && this.trialAt === Infinity;
  }

  /** The way to the address is good. Where its answers were the reason, some calls must be too. */
  reachable(): void {
    if (this.reason === 'slow' || this.reason === 'erring') this.trialAt = Infinity;
    else this.restore();
  }

  trialSucceeded(): void {
    if (--this.trialsLeft <= 0) this.restore();
  }

  private restore(): void {
    if (this.reason === undefined) return;
    this.reason = undefined;
    this.outcomes = [];
    this.failedConnects = 0;
    this.onChange(undefined);
  }

  private record(at: number, ok: boolean): void {
    this.outcomes.push({ at, ok });
    if (this.outcomes.length > WINDOW_SIZE) this.outcomes.shift();
    if (ok) return;
    const recent = this.outcomes.filter((outcome) => at - outcome.at < WINDOW_MS);
    const failed = recent.filter((outcome) => !outcome.ok).length;
    if (recent.length >= LEAST_OUTCOMES && failed / recent.length >= TOO_MANY) this.eject('failing', at);
  }
}
