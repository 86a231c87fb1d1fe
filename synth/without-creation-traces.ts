/**
 * Builds a tree without cdktf's creation traces: cdktf captures an unlimited stack trace for every token, which takes
 * most of the time of a build, and has no setting to turn that off. It sets `Error.stackTraceLimit` itself; while
 * `build` runs, that has no effect.
 *
 * Errors thrown in the meantime have no stack trace, so that nothing is changed under `DEBUG`.
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
