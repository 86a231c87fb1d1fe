/**
 * Builds a tree without cdktf's creation traces: cdktf captures an unlimited stack trace for every token, which is
 * most of the time that building takes, and has no setting that stops it. It sets `Error.stackTraceLimit` itself;
 * for as long as `build` runs, that has no effect.
 *
 * Errors thrown meanwhile have no stack, and so under `DEBUG` nothing is changed.
 */
export function withoutCreationTraces<T>(build: () => T): T {
  if (process.env.DEBUG) return build();
  const limit = Error.stackTraceLimit;
  Object.defineProperty(Error, 'stackTraceLimit', { configurable: true, get: () => 0, set: () => undefined });
  try {
    return build();
  } finally {
    Object.defineProperty(Error, 'stackTraceLimit', {
      configurable: true,
      writable: true,
      enumerable: true,
      value: limit,
    });
  }
}
