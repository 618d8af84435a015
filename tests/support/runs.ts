/**
 * How often a property is tried: as often as it says, a hundred times that under `npm run test:long`, and a tenth of it for each
 * mutant (`npm run test:mutants`), which only makes it harder to notice one.
 */
const factor =
  process.env['GAMUT_TEST_LONG'] === '1' ? 100 : process.env['GAMUT_TEST_MUTANTS'] === '1' ? 0.1 : 1;

export function runs(usual: number): number {
  return Math.ceil(usual * factor);
}
