/**
 * The words of decisions, as people read them: what each control saw, what came of it, and what each reason says, shown by the decision cases
 * that say it first. `words.golden.txt` keeps them; `node core/policy/cases/words.ts` writes it anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { readCases, runCase, type DecisionCase } from './run-case.ts';

const goldenFile = new URL('words.golden.txt', import.meta.url);

export function titleOf(one: DecisionCase): string {
  return `${one.file}: ${one.name}`;
}

export function wordsOf(one: DecisionCase): string[] {
  const { trace, reasons } = runCase(one);
  return [
    ...trace.map(({ control, verdict, saw }) => `  ${control} ${verdict}: ${JSON.stringify(saw)}`),
    ...reasons.flatMap(({ code, message, fix, who }) => [
      `  ${code}: ${JSON.stringify(message)}`,
      `  ${code}, to be changed by ${who}: ${fix}`,
    ]),
  ];
}

/** @returns the title of each case that the golden file names, with its lines */
export function readGoldenWords(): Map<string, string[]> {
  const sections = readFileSync(goldenFile, 'utf8').trimEnd().split('\n\n');
  return new Map(
    sections.map((section) => {
      const [title = '', ...lines] = section.split('\n');
      return [title, lines];
    }),
  );
}

/** Each line stands under the first case that says it. */
export function goldenWords(cases: readonly DecisionCase[]): string {
  const said = new Set<string>();
  const sections = cases.map((one) => {
    const lines = wordsOf(one).filter((line) => !said.has(line));
    for (const line of lines) said.add(line);
    return lines.length === 0 ? '' : `${titleOf(one)}\n${lines.join('\n')}\n`;
  });
  return sections.filter((section) => section !== '').join('\n');
}

if (import.meta.main) writeFileSync(goldenFile, goldenWords(readCases()));
