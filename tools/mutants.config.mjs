/**
 * Mutation testing of the decision, on demand (`npm run test:mutants`): each change that no test notices is reported. `MUTATE`
 * names the files, comma-separated; without it, all of core/policy and core/protocol. A test runs only for the mutants that it
 * reached in the first run, in one warm process (`tools/mutants/warm-runner.ts`); `TESTS` names test files, when not all should
 * run, `AT_ONCE` how many processes, `COVERAGE=off` tries each mutant with all of them in a world of its own, where what one test has
 * made ready serves the next (compilers of schemas and rules). What was measured: docs/mutants.md.
 */
import { fileURLToPath } from 'node:url';

const words = (text) => text?.split(',').filter((word) => word !== '');
const packages = ['policy', 'protocol'];

export default {
  testRunner: 'warm',
  plugins: [fileURLToPath(new URL('mutants/warm-runner.ts', import.meta.url))],
  warmTests: words(process.env.TESTS) ?? packages.map((name) => `core/${name}/src/**/*.test.ts`),
  mutate:
    words(process.env.MUTATE) ??
    packages.flatMap((name) => [`core/${name}/src/**/*.ts`, `!core/${name}/src/**/*.test.ts`]),
  ignorePatterns: [
    '/.gamut',
    '/apps/**',
    '/data',
    '/dist',
    '/docs/**',
    '!/docs/allow-tokens.md',
    '/bench',
    '/infra/**',
    '/tests/**',
    '!/tests/support/**',
  ],
  coverageAnalysis: process.env.COVERAGE ?? 'perTest',
  concurrency: Number(process.env.AT_ONCE ?? 1),
  tempDirName: '.gamut/mutants',
  reporters: ['clear-text', 'progress-append-only', 'json'],
  jsonReporter: { fileName: '.gamut/mutants.json' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 98, low: 95, break: 95 },
  timeoutMS: 60_000,
  timeoutFactor: 4,
  disableTypeChecks: false,
};
