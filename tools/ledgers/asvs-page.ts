/** docs/asvs.md, made from docs/asvs.json: what is met and by what, what does not apply, what is open. Written by `npm run ledgers`. */
import type { AsvsRow } from './asvs-ledger.ts';

/** Our words for the chapters. */
const chapters: Readonly<Record<string, string>> = {
  '1': 'Encoding and sanitizing',
  '2': 'Validation and business logic',
  '3': 'What a browser is given',
  '4': 'Interfaces over HTTP',
  '5': 'Files',
  '6': 'Authentication',
  '7': 'Sessions',
  '8': 'Authorization',
  '9': 'Self-contained tokens',
  '10': 'OAuth and OpenID Connect',
  '11': 'Cryptography',
  '12': 'Transport',
  '13': 'Configuration',
  '14': 'Data protection',
  '15': 'Secure coding and architecture',
  '16': 'Logging and errors',
  '17': 'WebRTC',
};

type State = 'tested' | 'configured' | 'not applicable' | 'open';

function stateOf({ tests, configuration, reason }: AsvsRow): State {
  if (tests !== undefined) return 'tested';
  if (configuration !== undefined) return 'configured';
  return reason === 'open' ? 'open' : 'not applicable';
}

function count(rows: readonly AsvsRow[], state: State): number {
  return rows.filter((row) => stateOf(row) === state).length;
}

const escapeCell = (text: string): string =>
  text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ');

function proofsOf({ tests = [], configuration = [] }: AsvsRow): string {
  return [
    ...tests.map(({ file, name }) => `\`${file}\` “${escapeCell(name)}”`),
    ...configuration.map(({ file, says }) => `\`${file}\` says “${escapeCell(says)}”`),
  ].join('; ');
}

function summary(rows: readonly AsvsRow[]): string[] {
  const line = (name: string, some: readonly AsvsRow[]): string => {
    const each = (['tested', 'configured', 'not applicable', 'open'] as const).map((state) =>
      count(some, state),
    );
    return `| ${[name, some.length, ...each].join(' | ')} |`;
  };
  return [
    '| | requirements | tested | configured | not applicable | open |',
    '|---|---|---|---|---|---|',
    line(
      'level 1',
      rows.filter(({ level }) => level === 1),
    ),
    line(
      'level 2',
      rows.filter(({ level }) => level === 2),
    ),
    line('together', rows),
  ];
}

const opening = `# OWASP ASVS 5.0, levels 1 and 2

Each requirement by its id, and how Gamut meets it, in our words. **Tested**: the named tests fail when it breaks. **Configured**: the
named file says so, and the build looks. **Not applicable**: why. **Open**: what is missing; an open row is a promise of nothing.
A test fails on a requirement that is not mapped, on a test or a word that is gone, and on a page that is not made from
\`docs/asvs.json\` (\`npm run ledgers\` makes it).

The ids are those of the [OWASP Application Security Verification Standard](https://owasp.org/www-project-application-security-verification-standard/) 5.0.0
(CC BY-SA 4.0); its texts are not copied here. Read them beside this page.
`;

export function asvsPage(rows: readonly AsvsRow[]): string {
  const byChapter = Map.groupBy(rows, ({ id }) => id.split('.', 1)[0] ?? '');
  const parts = [opening, ...summary(rows), ''];
  for (const [chapter, some] of byChapter) {
    parts.push(
      `## V${chapter} ${chapters[chapter] ?? ''}`,
      '',
      '| id | level | state | how |',
      '|---|---|---|---|',
    );
    for (const row of some) {
      const proofs = proofsOf(row);
      const how = [escapeCell(row.says), ...(proofs === '' ? [] : [proofs])].join(' ');
      parts.push(`| ${row.id} | ${String(row.level)} | ${stateOf(row)} | ${how} |`);
    }
    parts.push('');
  }
  return parts.join('\n');
}
