/** @type {import('jest').Config} */
export default {
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  // What waits for real time or starts many processes is run by test:slow.
  testPathIgnorePatterns: ['/__tests__/terraform/', '\\.slow\\.test\\.ts$'],
  runtime: '<rootDir>/__tests__/support/shared-libraries.cjs',
  transform: {
    '\\.(ts|m?js)$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  // These come as ES modules, which jest does not take as they are.
  transformIgnorePatterns: ['/node_modules/(?!(d3-[a-z-]+|internmap)/)'],
  // A limit is there for what hangs, and no measure of speed: other work may have the processor.
  testTimeout: 300_000,
  // On a busy machine a worker that has nothing left to do needs more than jest's half second to end.
  workerGracefulExitTimeout: 60_000,
  maxWorkers: '100%',
  reporters: ['default', '<rootDir>/__tests__/support/skipped-reporter.cjs'],
};
