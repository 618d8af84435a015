/** A verification report in plain words, for a person who has never seen a Merkle tree: each check, then what is wrong, then what is not proved. */
import type { StreamName } from '@gamut/journal/entry';
import { type Check, checkNames, type ExportReport, type StreamReport } from '@gamut/journal/export-report';
import { describeFinding } from '@gamut/journal/describe-report';

export type KeySource =
  { readonly is: 'given' } | { readonly is: 'pinned'; readonly path: string } | { readonly is: 'file' };

const mark = (holds: boolean | null) => (holds === null ? '–' : holds ? '✓' : '✗');

export function wordReport(report: ExportReport, file: string, source: KeySource): string {
  const lines = [`Verifying ${clean(file)}`, ...wordKey(report, source), ''];
  lines.push(
    ...report.checks
      .filter((check) => check.stream === null && check.name !== 'closing' && check.name !== 'end')
      .map(wordCheck),
  );
  for (const stream of report.streams) {
    lines.push('', wordStream(stream), ...checksOf(report, stream.stream).map(wordCheck));
  }
  const last = report.checks.filter((check) => check.name === 'closing' || check.name === 'end');
  if (last.length > 0) lines.push('', ...last.map(wordCheck));
  if (report.firstBad !== null) {
    const more =
      report.findings > 1 ? ` (${report.findings} findings in all; later ones may follow from it)` : '';
    lines.push('', `First bad: ${describeFinding(report.firstBad)}${more}`);
  }
  if (report.notes.length > 0) lines.push('', 'Notes', ...report.notes.map((note) => `  · ${note}`));
  lines.push('', 'What this does not prove', ...report.doesNotProve.map((limit) => `  · ${limit}`));
  lines.push('', `${outcomeWords[report.outcome]} ${report.summary} (exit ${report.exitCode})`, '');
  return lines.map(clean).join('\n');
}

const outcomeWords = {
  verified: 'VERIFIED.',
  broken: 'BROKEN.',
  wrong_key: 'WRONG KEY.',
  incomplete: 'INCOMPLETE.',
} as const;

function wordKey(report: ExportReport, source: KeySource): string[] {
  if (report.key === null) return [];
  switch (source.is) {
    case 'given':
      return ['Key: the one that you gave.'];
    case 'pinned':
      return [`Key: the one pinned in ${source.path}.`];
    case 'file':
      return [
        'Key: NONE WAS GIVEN AND NONE IS PINNED. The file is judged by the key that it names itself,',
        `  ${report.key.vkey}`,
        '  so whoever made the file may have made the key. Compare it with the one that you were given: --key VKEY.',
      ];
  }
}

function wordStream({ stream, size, firstAt, lastAt, newestCheckpoint, witnessed }: StreamReport): string {
  if (newestCheckpoint === null || size === 0) return `${stream}: no entries`;
  const span = firstAt === null ? '' : `, ${firstAt} to ${lastAt ?? firstAt}`;
  const seen =
    witnessed === null
      ? 'no witness has countersigned'
      : `a witness countersigned the first ${witnessed.size} at ${witnessed.at}`;
  return `${stream}: ${size} entries${span}; newest checkpoint signed ${wordAge(newestCheckpoint.ageMs)} (${newestCheckpoint.at}); ${seen}`;
}

function wordAge(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  const [count, unit] =
    seconds < 120
      ? [seconds, 's']
      : seconds < 7200
        ? [Math.round(seconds / 60), 'min']
        : seconds < 172_800
          ? [Math.round(seconds / 3600), 'h']
          : [Math.round(seconds / 86_400), 'days'];
  return ms < 0 ? `${count} ${unit} in the future by this machine's clock` : `${count} ${unit} ago`;
}

function checksOf(report: ExportReport, stream: StreamName): Check[] {
  return report.checks.filter((check) => check.stream === stream);
}

function wordCheck({ name, holds, detail }: Check): string {
  const reached = holds === null && name !== 'witness' ? 'not reached' : detail;
  return `  ${mark(holds)} ${checkNames[name]}${reached === '' ? '' : ` (${reached})`}`;
}

/** What stands in a hostile file must not steer the terminal that shows it. */
function clean(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\ufffd');
}
