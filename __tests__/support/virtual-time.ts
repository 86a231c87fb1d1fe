interface Waiting {
  readonly untilMs: number;
  readonly goOn: () => void;
}

/** A time that stands still while anything goes on, and then leaps to what is waited for next: no machine is too slow for it. */
export class VirtualTime {
  nowMs = 0;
  private readonly waiting: Waiting[] = [];

  /** In the place of `setTimeout` of `node:timers/promises`. */
  wait(ms: number): Promise<void> {
    return new Promise((goOn) => this.waiting.push({ untilMs: this.nowMs + ms, goOn }));
  }

  /** A signal that aborts then. */
  timeout(ms: number): AbortSignal {
    const controller = new AbortController();
    void this.wait(ms).then(() => controller.abort());
    return controller.signal;
  }

  /** Lets time pass until the work is done. It must wait for nothing but this time. */
  async pass<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const done = work.finally(() => (isDone = true));
    done.catch(() => undefined); // whoever awaits it is told
    for (;;) {
      await new Promise((allHasGoneOn) => setImmediate(allHasGoneOn));
      if (isDone) return done;
      const next = this.waiting.sort((a, b) => a.untilMs - b.untilMs).shift();
      if (next === undefined) throw new Error('it waits for something else than time');
      this.nowMs = next.untilMs;
      next.goOn();
    }
  }
}
