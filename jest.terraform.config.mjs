import { availableParallelism } from 'node:os';
import base from './jest.config.mjs';

// These make the plans that the tests of review read, and are no tests: npm run fixtures.
const makers = process.env.TERRAFORM_BINARY_NAME?.endsWith('tofu') ? 'endpoints|networks|releases' : 'opentofu';
const leftOut = `/terraform/plans-of-(${process.env.UPDATE_FIXTURES ? makers : ''})`;

/** @type {import('jest').Config} */
export default {
  ...base,
  testMatch: ['**/terraform/**/*.test.ts'],
  testPathIgnorePatterns: [leftOut],
  globalSetup: '<rootDir>/__tests__/terraform/support/global-setup.ts',
  testTimeout: 1_200_000,
  // Terraform waits for its provider, and the provider for Terraform.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
};
