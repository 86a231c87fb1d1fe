import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['cdktf.out/', 'dist/', 'node_modules/', 'coverage/', 'state/'] },
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeCheckedOnly],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    // What an interface promises is often known at once: `async` is then the way to say so.
    rules: { '@typescript-eslint/require-await': 'off' },
  },
  // jest's matchers, expect.any and the like, are of type any.
  { files: ['__tests__/**/*.ts'], rules: { '@typescript-eslint/no-unsafe-assignment': 'off' } },
  {
    files: ['**/*.ts'],
    rules: {
      // The index loads every resource there is: 14 s and 1.5 GB.
      'no-restricted-imports': [
        'error',
        { paths: [{ name: '@cdktf/provider-aws', message: 'Import from @cdktf/provider-aws/lib/<resource>.' }] },
      ],
      // Constructs are made for what they add to the tree.
      'no-new': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  {
    // Data flows one way: environments → settings → main.ts → stacks → modules.
    files: ['modules/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [{ name: '@cdktf/provider-aws', message: 'Import from @cdktf/provider-aws/lib/<resource>.' }],
          patterns: [
            {
              group: ['**/settings', '**/settings/*', '**/stacks/*', '**/main'],
              message: 'A module takes plain props and knows no environment.',
            },
            { group: ['node:fs', 'node:process', 'fs'], message: 'A module reads no file or variable.' },
          ],
        },
      ],
      'no-restricted-globals': ['error', { name: 'process', message: 'A module reads no file or variable.' }],
    },
  },
  {
    files: ['invoke/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/stacks/*', '**/modules/*', '**/settings', '**/settings/*', 'cdktf', '@cdktf/*'],
              message: 'Calling a model knows nothing of what deployed it.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['status/**/*.ts', 'probe/**/*.ts', 'aws/**/*.ts', 'review/**/*.ts', 'ci/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/stacks/*', '**/modules/*', '**/main', 'cdktf', '@cdktf/*'],
              message: 'How an endpoint is has nothing to do with how it is made.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['shared/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['../*'], message: 'What is deployed and what is run both import it: it imports neither.' },
          ],
        },
      ],
    },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    // Which files there are, or are needed, is known only when they run.
    files: [
      'settings/load.ts',
      'synth/probe-code.ts',
      'invoke/measure-calls.ts',
      '__tests__/terraform/{production,shipped}.test.ts',
    ],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['settings/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/stacks/*', '**/modules/*', 'cdktf', '@cdktf/*'],
              message: 'Settings know nothing of what is made of them.',
            },
          ],
        },
      ],
    },
  },
);
