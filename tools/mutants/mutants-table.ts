/** The table of docs/mutants.md: a row per file of core/policy and core/protocol, what was noticed of its changes, and the sum of all. */
export interface MutantsRow {
  /** As the table names it: `policy/decide.ts`. */
  readonly file: string;
  readonly changes: number;
  readonly killed: number;
  /** Ended by the count of its rounds. */
  readonly endless: number;
  readonly timedOut: number;
  readonly survived: number;
  readonly tests: string;
}

const head = '| file | changes | killed | endless | timed out | survived | score | tests |';

/** @throws Error for a page without the table, or with a row of another shape */
export function readTable(page: string): MutantsRow[] {
  const lines = page.split('\n');
  const at = lines.indexOf(head);
  if (at < 0) throw new Error('the page has no table of files');
  const end = lines.findIndex((line, place) => place > at && line.startsWith('| **together**'));
  return lines.slice(at + 2, end).map((line) => {
    const cells = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    const count = (cell = ''): number => (cell === '–' ? 0 : Number(cell));
    const [file = '', changes, killed, endless, timedOut, survived, , tests = ''] = cells;
    const row = {
      file: file.replaceAll('`', ''),
      changes: count(changes),
      killed: count(killed),
      endless: count(endless),
      timedOut: count(timedOut),
      survived: count(survived),
      tests,
    };
    if (row.killed + row.endless + row.timedOut + row.survived !== row.changes)
      throw new Error(`the figures of ${file} do not add up`);
    return row;
  });
}

/** @returns the page with these rows in place of its own */
export function withTable(page: string, rows: readonly MutantsRow[]): string {
  const before = page.slice(0, page.indexOf(head));
  const after = page.slice(page.indexOf('\n', page.indexOf('| **together**')));
  const dash = (count: number): string => (count === 0 ? '–' : String(count));
  const said = (one: MutantsRow, name: string, strong = ''): string =>
    `| ${name} | ${one.changes} | ${one.killed} | ${dash(one.endless)} | ${dash(one.timedOut)} | ${dash(one.survived)} | ${strong}${score(one)} %${strong} | ${one.tests} |`;
  const sorted = rows.toSorted((a, b) => (a.file < b.file ? -1 : 1));
  const lines = [
    head,
    '|---|---|---|---|---|---|---|---|',
    ...sorted.map((one) => said(one, `\`${one.file}\``)),
    said(together(rows), '**together**', '**').replace(/ {2}\|$/, ' |'),
  ];
  return `${before}${lines.join('\n')}${after}`;
}

export function together(rows: readonly MutantsRow[]): MutantsRow {
  const sum = (of: (one: MutantsRow) => number): number => rows.reduce((all, one) => all + of(one), 0);
  return {
    file: '',
    changes: sum((one) => one.changes),
    killed: sum((one) => one.killed),
    endless: sum((one) => one.endless),
    timedOut: sum((one) => one.timedOut),
    survived: sum((one) => one.survived),
    tests: '',
  };
}

/** What ran into the limit of time is not counted as noticed: a busy machine can be the reason. */
export function score({ changes, killed, endless }: MutantsRow): string {
  return ((100 * (killed + endless)) / changes).toFixed(1);
}
