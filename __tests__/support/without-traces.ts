// cdktf captures an unlimited stack trace for every token, and sets the limit itself: see synth/without-creation-traces.ts.
// Under jest that is most of the time a test takes. Errors of the tests themselves keep ten lines.
Object.defineProperty(Error, 'stackTraceLimit', { configurable: true, get: () => 10, set: () => undefined });
