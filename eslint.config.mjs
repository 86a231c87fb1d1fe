import tseslint from 'typescript-eslint';

/** What the parameters of every construct and function are named after; each of their fields has words. */
const PARAMETERS = /(Props|Options|Settings)$/;

const documentedFields = {
  meta: { messages: { undocumented: "Say in a doc comment what '{{name}}' is, its unit and its default." } },
  create: ({ sourceCode, report }) => ({
    TSPropertySignature(node) {
      const owner = sourceCode
        .getAncestors(node)
        .findLast(({ type }) => type === 'TSInterfaceDeclaration' || type === 'TSTypeAliasDeclaration');
      if (!PARAMETERS.test(owner?.id.name) || owner.parent.type !== 'ExportNamedDeclaration') return;
      const isDocumented = sourceCode
        .getCommentsBefore(node)
        .some(({ type, value }) => type === 'Block' && value.startsWith('*'));
      const name = sourceCode.getText(node.key);
      // Which member of a union this is, its type says.
      if (!isDocumented && name !== 'kind') report({ node, messageId: 'undocumented', data: { name } });
    },
  }),
};

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
              group: ['**/settings', '**/settings/*', '**/stacks/*', '**/main', '**/commands/**', '**/client/**'],
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
    // Of what is run, only commands know the settings; none of it knows what is made of them.
    files: ['commands/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/stacks/*', '**/modules/**', '**/main', 'cdktf', '@cdktf/*'],
              message: 'A command knows nothing of how a stack is made.',
            },
          ],
        },
      ],
    },
  },
  {
    // The bundle runs where the project is not: on a machine in the VPC.
    files: ['commands/invoke/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/settings', '**/settings/**', '**/stacks/*', '**/modules/**', '**/main', 'cdktf', '@cdktf/*'],
              message: 'Calling a model knows nothing of what deployed it.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['client/*.ts', 'local-runtime/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['../*'], message: 'It stands by itself: it imports nothing from another folder.' }] },
      ],
    },
  },
  {
    files: ['client/*/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['../../*'], message: 'It stands by itself: it imports nothing from another folder.' }] },
      ],
    },
  },
  {
    files: ['stacks/**/*.ts', 'environments/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [{ name: '@cdktf/provider-aws', message: 'Import from @cdktf/provider-aws/lib/<resource>.' }],
          patterns: [
            {
              group: ['**/commands/**', '**/client/**', '**/local-runtime/**'],
              message: 'What is deployed knows nothing of what is run.',
            },
          ],
        },
      ],
    },
  },
  {
    // A synth bundles the probe's code, reads what the last one wrote, and names the terraform to run; no more.
    files: ['synth/**/*.ts', 'main.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '/(client|local-runtime)/|/commands/(?!shared/terraform-|probe/function/bundle)',
              message: 'What is deployed knows nothing of what is run.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='AbortSignal'][property.name='any']",
          message: 'Node 20 drops a timeout in it at the next garbage collection: hold a timer and an AbortController.',
        },
      ],
    },
  },
  {
    files: ['**/*.ts'],
    rules: { 'id-denylist': ['error', 'told', 'said', 'it', 'so', 'of'], 'max-lines': ['error', 200] },
  },
  {
    files: ['**/*.ts'],
    ignores: ['__tests__/**'],
    plugins: { project: { rules: { 'documented-fields': documentedFields } } },
    rules: { 'project/documented-fields': 'error' },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    // Which files there are, or are needed, is known only when they run.
    files: [
      'settings/load.ts',
      'synth/probe-code.ts',
      'commands/invoke/{invoke,measure-calls,once,open-hosts}.ts',
      '__tests__/terraform/{support/production,shipped.test}.ts',
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
              group: ['**/stacks/*', '**/modules/**', '**/commands/**', '**/client/**', 'cdktf', '@cdktf/*'],
              message: 'Settings know nothing of what is made of them.',
            },
          ],
        },
      ],
    },
  },
);
