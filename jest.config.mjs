/** @type {import('jest').Config} */
export default {
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/__tests__/terraform/'],
  transform: {
    '\\.(ts|m?js)$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  // cdktf loads it in every test file, for assets that are folders, of which there are none.
  moduleNameMapper: { '^archiver$': '<rootDir>/__tests__/support/no-archiver.ts' },
  // These come as ES modules, which jest does not take as they are.
  transformIgnorePatterns: ['/node_modules/(?!(d3-[a-z-]+|internmap)/)'],
  // A limit is there for what hangs, and no measure of speed: other work may have the processor.
  testTimeout: 300_000,
  // Half of the time is that of the processes that tests start.
  maxWorkers: '100%',
  setupFiles: ['<rootDir>/loader/warnings.cjs', '<rootDir>/__tests__/support/without-traces.ts'],
};
