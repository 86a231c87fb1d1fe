import { ORDERABLE, type RuntimeFault } from './fault';

/** What goes wrong on order, each by its share of the calls, from 0 to 1. */
export interface DisturbanceOptions {
  /** Added to every answer, in milliseconds. @default 0 */
  readonly latencyMs?: number;
  /** Errors by name. @default - none */
  readonly errors?: Readonly<Record<string, number>>;
  /** Connections that are reset instead of answered. @default 0 */
  readonly resets?: number;
  /** Calls that are never answered. @default 0 */
  readonly stalls?: number;
}

export type Disturbance =
  { readonly kind: 'error'; readonly fault: RuntimeFault } | { readonly kind: 'reset' } | { readonly kind: 'stall' };

/** Decides for each call whether something goes wrong with it. */
export class Disturbances {
  readonly latencyMs: number;
  private readonly shares: readonly (readonly [share: number, disturbance: () => Disturbance])[];

  /** @param random - numbers from 0 to 1, for tests */
  constructor(
    options: DisturbanceOptions,
    private readonly random: () => number = Math.random,
  ) {
    this.latencyMs = options.latencyMs ?? 0;
    const errors = Object.entries(options.errors ?? {}).map(([name, share]) => [share, () => ordered(name)] as const);
    this.shares = [
      [options.resets ?? 0, () => ({ kind: 'reset' })],
      [options.stalls ?? 0, () => ({ kind: 'stall' })],
      ...errors,
    ];
  }

  next(): Disturbance | undefined {
    let drawn = this.random();
    for (const [share, disturbance] of this.shares) {
      if (drawn < share) return disturbance();
      drawn -= share;
    }
    return undefined;
  }
}

function ordered(name: string): Disturbance {
  const make = ORDERABLE[name];
  if (make === undefined)
    throw new Error(`'${name}' is no error of the Runtime: take one of ${Object.keys(ORDERABLE).join(', ')}`);
  return { kind: 'error', fault: make() };
}
