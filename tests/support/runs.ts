/** How often a property is tried: as often as it says, and a hundred times that under `npm run test:long`. */
const factor = process.env['GAMUT_TEST_LONG'] === '1' ? 100 : 1;

export function runs(usual: number): number {
  return usual * factor;
}
