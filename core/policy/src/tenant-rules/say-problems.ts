/** What Cedar objects to, as sentences in the order of the text, each with the line that it is about, so that its writer finds it. */
import type { DetailedError } from '@cedar-policy/cedar-wasm/nodejs';

/** @param text what Cedar was given, whole: it counts places from its beginning */
export function sayProblems(text: string, problems: readonly DetailedError[]): string[] {
  const inOrder = [...problems].sort((one, other) => (placeOf(one) ?? 0) - (placeOf(other) ?? 0));
  return inOrder.map((problem) => {
    const place = placeOf(problem);
    const line = place === undefined ? '' : `Line ${String(lineAt(text, place))}: `;
    const advice = problem.help ?? problem.sourceLocations?.[0]?.label ?? '';
    return `${line}${problem.message}${advice === '' ? '' : ` (${advice})`}`;
  });
}

const placeOf = ({ sourceLocations }: DetailedError): number | undefined => sourceLocations?.[0]?.start;

/** Cedar counts bytes of UTF-8. */
function lineAt(text: string, place: number): number {
  const before = new TextEncoder().encode(text).subarray(0, place);
  return before.reduce((lines, byte) => (byte === 0x0a ? lines + 1 : lines), 1);
}
