import type { Review } from '../review';

/** The review for scripts. Its shape is a contract. */
export const json = ({ verdict, stacks }: Review): string =>
  JSON.stringify(
    {
      verdict,
      stacks: stacks.map(({ name, counts, findings, limits, provisional, verdict: own }) => ({
        name,
        verdict: own,
        counts,
        provisional,
        limits,
        findings,
      })),
    },
    null,
    2,
  );
