import base from './jest.config.mjs';

/** @type {import('jest').Config} */
export default {
  ...base,
  testMatch: ['**/terraform/**/*.test.ts'],
  testPathIgnorePatterns: [],
  globalSetup: '<rootDir>/__tests__/terraform/support/global-setup.ts',
  testTimeout: 1_200_000,
  // Most of the time is terraform's, which starts anew for every step.
  maxWorkers: '100%',
};
