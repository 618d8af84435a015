/** Recorded decisions exported with their material and replayed as a stranger would, and one of them changed before that. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReplayReport } from '../../apps/cli/src/replay/replay-walk.ts';
import { verifyCommand } from '../../apps/cli/src/verify.ts';
import { caseNowMs } from '../../core/policy/cases/run-case.ts';
import type { Recorded } from './recorded-cases.ts';
import { chain, exportOf, streamOf, tenant, vkey, type Draft } from './sample-journal.ts';

export function materialOf(
  records: readonly Recorded[],
  leaveOut: { facts?: boolean; end?: boolean } = {},
): string {
  const lines = records.flatMap(({ facts, call }, at) => [
    ...(leaveOut.facts === true && at === 0 ? [] : [`{"facts":${facts},"kind":"facts"}`]),
    JSON.stringify({ kind: 'call', seq: at + 1, ...call }),
  ]);
  const end = leaveOut.end === true ? [] : [JSON.stringify({ kind: 'end' })];
  return [JSON.stringify({ format: 'gamut-replay/1', tenant }), ...lines, ...end, ''].join('\n');
}

export type Replayed = ReplayReport & { readonly code: number; readonly chain: string };

/** Chained, checkpointed and signed anew, as whoever holds database and keys could. */
export async function replayIn(
  folder: string,
  records: readonly Recorded[],
  material = materialOf(records),
): Promise<Replayed> {
  const said = await verifyIn(folder, records, material, ['--json']);
  const report = JSON.parse(said.text) as { outcome: string; replay: ReplayReport };
  return { code: said.code, chain: report.outcome, ...report.replay };
}

/** The same in words. */
export async function verifyIn(
  folder: string,
  records: readonly Recorded[],
  material = materialOf(records),
  flags: readonly string[] = [],
): Promise<{ readonly code: number; readonly text: string }> {
  const entries = chain(
    'decisions',
    records.map((one) => one.draft),
    tenant,
    { fromMs: caseNowMs, stepMs: 1 },
  );
  const [file, beside] = [join(folder, 'export.journal'), join(folder, 'export.replay')];
  writeFileSync(file, await exportOf([streamOf('decisions', entries)]));
  writeFileSync(beside, material);
  let text = '';
  const stdout = { write: (more: string) => (text += more) };
  const world = { stdout, gamutHome: undefined, nowMs: caseNowMs };
  const code = await verifyCommand([file, '--key', vkey, '--replay', beside, ...flags], world);
  return { code, text };
}

export function changed(one: Recorded, edit: (body: never) => void): Recorded {
  const body = JSON.parse(JSON.stringify(one.draft.body)) as Draft['body'];
  edit(body as never);
  return { ...one, draft: { ...one.draft, body } };
}

/** What the call was asked with, as it would be kept if that had been struck out of or cut off. */
export function keptAs(one: Recorded, kept: string | null): Recorded {
  return { ...one, call: { ...one.call, arguments: kept as string } };
}
