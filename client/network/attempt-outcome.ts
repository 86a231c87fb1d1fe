/** How an attempt went, as far as it says something about the address: an answer of any kind, or none. */
export interface AttemptOutcome {
  /** From sending to the response's headers, in milliseconds. Undefined if they did not come. */
  readonly ms?: number | undefined;
  /** Whether the answer was an error of the service. */
  readonly erred?: boolean;
  /** Whether the connection broke, rather than that the call was ended. */
  readonly broke?: boolean;
  /** Whether the whole response was not there in time. */
  readonly missed?: boolean;
}
