/** Lint: what the compiler can't say. Sizes, floating promises, names that tie knots, one place for SQL and for raw clients. */
import tseslint from 'typescript-eslint';
import { placeExceptions, placeSelectors, rooms } from './tools/walls.ts';

const sizes = {
  'max-lines': ['error', { max: 300 }],
  'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }],
};

const everywhere = [
  {
    selector: 'ImportExpression[source.type!="Literal"]',
    message: 'Only a literal import() keeps the walls checkable.',
  },
  { selector: 'ExportAllDeclaration', message: 'No barrels: name what is exported.' },
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
];

/** Whoever serves; provisioning makes and moves the schemas. */
const serving = Object.keys(rooms)
  .filter((room) => room !== 'infra/database' && room !== 'apps/web')
  .map((room) => `${room}/src/**/*.ts`);

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      '**/dist/**',
      '.gamut/**',
      '**/*.d.ts',
      'bench/results/**',
      '**/generated/**',
    ],
  },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      ...sizes,
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          destructuredArrayIgnorePattern: '^_',
          ignoreRestSiblings: true,
        },
      ],
      '@typescript-eslint/no-redeclare': 'off',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-restricted-syntax': ['error', ...everywhere],
      eqeqeq: ['error', 'always'],
    },
  },
  {
    files: ['**/*.test.ts', '**/*.test.tsx', 'tests/**/*.ts', 'tools/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['test', 'it', 'describe', 'suite'], package: 'node:test' },
          ],
        },
      ],
    },
  },
  {
    files: serving,
    ignores: [
      '**/*.test.ts',
      'apps/platform/src/provision.ts',
      'apps/platform/src/provisioning/**',
      '**/demo/**',
      ...placeExceptions,
    ],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...placeSelectors] },
  },
  { files: ['**/*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
