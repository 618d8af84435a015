/**
 * Mutation testing of the decision, on demand (`npm run test:mutants`): each change that a test does not notice is reported.
 * `MUTATE` names the files, comma-separated; without it, all of core/policy and core/protocol (hours on two cores). A test file
 * runs only for the mutants that it reached in the first run; `TESTS` names them, when not all should run.
 */
const picked = process.env.MUTATE?.split(',').filter((path) => path !== '');
const packages = ['policy', 'protocol'];

export default {
  testRunner: 'tap',
  plugins: ['@stryker-mutator/tap-runner'],
  tap: {
    testFiles: process.env.TESTS?.split(',') ?? packages.map((name) => `core/${name}/src/**/*.test.ts`),
    nodeArgs: ['--test-reporter=tap', '-r', '{{hookFile}}', '{{testFile}}'],
  },
  mutate:
    picked ?? packages.flatMap((name) => [`core/${name}/src/**/*.ts`, `!core/${name}/src/**/*.test.ts`]),
  ignorePatterns: [
    '/apps/**',
    '/data',
    '/dist',
    '/docs/**',
    '!/docs/allow-tokens.md',
    '/bench',
    '/infra/**',
    '/tests/**',
    '!/tests/support/runs.ts',
    '!/tests/support/pace.ts',
  ],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  tempDirName: '.gamut/mutants',
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 98, low: 95, break: 95 },
  timeoutMS: 20_000,
  disableTypeChecks: false,
};
