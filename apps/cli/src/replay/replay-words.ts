/** A replay's report in plain words: how many decisions came out how, and each that asks for a look by its id. */
import { replayOutcomes, type ReplayOutcome } from '@gamut/policy/replay/replay-decision';
import type { ReplayReport } from './replay-walk.ts';

const shownOfEach = 20;
const conclusions = {
  0: 'REPLAYED. Every decision that can be derived here follows from its rules',
  1: 'NOT FOLLOWING. At least one decision does not follow from its rules',
  3: 'INCOMPLETE. Something is missing that decisions should be derived from',
} as const;

export function wordReplay(report: ReplayReport, file: string): string {
  const lines = ['', `Replaying its decisions with ${file}`];
  if (report.material !== null) lines.push(`  ✗ the material can't be used whole: ${report.material}`);
  lines.push(`  ${report.decisions} decisions`);
  for (const outcome of Object.keys(replayOutcomes) as ReplayOutcome[]) {
    const count = report.outcomes[outcome] ?? 0;
    if (count === 0) continue;
    lines.push(`  ${outcome === 'differs' ? '✗' : '·'} ${count} ${replayOutcomes[outcome]}`);
    const named = report.named.filter((one) => one.outcome === outcome);
    for (const { id, seq, detail } of named.slice(0, shownOfEach))
      lines.push(`      ${id} (entry ${seq}): ${detail}`);
    if (count > shownOfEach && named.length > 0)
      lines.push(`      and ${count - shownOfEach} more; --json names a thousand`);
  }
  if (report.decideNothing > 0)
    lines.push(`  · ${report.decideNothing} questions and repeated calls decide nothing: not replayed`);
  const builds = Object.keys(report.builds).length;
  if (builds > 1) lines.push(`  · ${builds} builds of Gateway decided`);
  lines.push(
    '',
    'What a replay does not prove',
    '  · That what a decision was told (counts, approvals, learned values) was so: it derives from what the record says it was told.',
    '',
    `${conclusions[report.exitCode]} (exit ${report.exitCode})`,
    '',
  );
  return lines.map((line) => line.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\ufffd')).join('\n');
}
