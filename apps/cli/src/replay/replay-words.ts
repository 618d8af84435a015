/** A replay's report in plain words: how many decisions came out how, and each that asks for a look by its id. */
import { replayOutcomes, type ReplayOutcome } from '@gamut/policy/replay/replay-decision';
import { underivedWords, type ReplayReport, type Underived } from './replay-walk.ts';

const shownOfEach = 20;

function conclude({ exitCode, underived, decisions }: ReplayReport): string[] {
  const count = Object.values(underived).reduce((sum, one) => sum + one, 0);
  const each = (Object.keys(underivedWords) as Underived[]).flatMap((why) =>
    underived[why] === undefined ? [] : [`  · ${underived[why]} ${underivedWords[why]}`],
  );
  const open = each.length === 0 ? [] : ['Not derived, so neither proved nor refuted', ...each, ''];
  if (exitCode === 1)
    return [...open, 'NOT FOLLOWING. At least one decision does not follow from its rules (exit 1)'];
  if (exitCode === 0) return ['REPLAYED. Every decision follows from its rules (exit 0)'];
  return count === 0
    ? ['INCOMPLETE. The material is not whole (exit 3)']
    : [
        ...open,
        `INCOMPLETE. Nothing false was found, but ${of(count, underived, decisions)} could not be derived (exit 3)`,
      ];
}

function of(
  count: number,
  { asked = 0, other_kind = 0 }: ReplayReport['underived'],
  decisions: number,
): string {
  const apart = asked + other_kind;
  const those = `${count - apart} of ${decisions} decisions`;
  if (apart === 0) return those;
  const others = `${apart} other ${apart === 1 ? 'entry' : 'entries'}`;
  return count === apart ? others : `${those} and ${others}`;
}

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
    lines.push(`  · ${report.decideNothing} questions and repeated calls, by which nothing is performed`);
  for (const { id, seq, detail } of report.left.slice(0, shownOfEach))
    lines.push(`      ${id === '' ? '' : `${id} `}(entry ${seq}): ${detail}`);
  if (report.left.length > shownOfEach)
    lines.push(`      and ${report.left.length - shownOfEach} more; --json names a thousand`);
  const builds = Object.keys(report.builds).length;
  if (builds > 1) lines.push(`  · ${builds} builds of Gateway decided`);
  lines.push(
    '',
    'What a replay does not prove',
    '  · That what a decision was asked and told (the call, counts, approvals, learned values) was so: it derives from what the record says of it.',
    '',
    ...conclude(report),
    '',
  );
  return lines.map((line) => line.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\ufffd')).join('\n');
}
