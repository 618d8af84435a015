/**
 * Attacks on an exported journal by someone without the key: every position × every way to change it is found and named, and
 * a second verifier, written apart, agrees on every verdict (security.md section 9).
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson } from '@gamut/kernel/canonical-json';
import type { ExportReport } from '@gamut/journal/export-report';
import { verifyExport } from '@gamut/journal/verify-export';
import {
  chain,
  type Draft,
  decisionDraft,
  exportOf,
  journalCrypto,
  outcomeDraft,
  otherKey,
  otherVkey,
  sampleAudit,
  sampleDecisions,
  sampleId,
  sampleExport,
  streamOf,
  vkey,
  witnessVkey,
} from '../support/sample-journal.ts';
import { secondVerify } from './second-verifier.ts';

const size = 9;
const audit = sampleAudit(3);
const entries = sampleDecisions(size);
const whole = await exportOf([streamOf('audit', audit), streamOf('decisions', entries, [4])]);

/** Both verifiers' verdict, which must be the same. */
async function judge(text: string, key = vkey): Promise<ExportReport> {
  const report = await verifyExport(text, { key }, journalCrypto);
  assert.equal(
    secondAccepts(text, key),
    report.outcome === 'verified',
    `the second verifier disagrees: ${report.summary}`,
  );
  return report;
}

function secondAccepts(text: string, key: string): boolean {
  try {
    secondVerify(Buffer.from(text), key);
    return true;
  } catch {
    return false;
  }
}

/** The export with other entries in the place of its decisions, everything else as it was signed. */
function withEntries(changed: readonly string[]): string {
  const old = entries.map((entry) => `${entry}\n`).join('');
  assert.ok(whole.includes(old));
  return whole.replace(old, () => changed.map((entry) => `${entry}\n`).join(''));
}

function edit(entry: string, change: Record<string, unknown>): string {
  return canonicalJson({ ...(JSON.parse(entry) as object), ...change });
}

/** @param at from 0 */
const attacks: Record<string, (at: number) => { lines: string[]; seq: number; why: readonly string[] }> = {
  'its content edited': (at) => ({
    lines: entries.with(at, edit(entries[at] as string, { kind: 'outcome.refused' })),
    seq: at + 1,
    why: ['edited'],
  }),
  'its time edited': (at) => ({
    lines: entries.with(at, edit(entries[at] as string, { at: '2026-11-21T09:00:00.000Z' })),
    seq: at + 1,
    why: ['edited'],
  }),
  'its link edited': (at) => ({
    lines: entries.with(at, edit(entries[at] as string, { prev: 'a'.repeat(64) })),
    seq: at + 1,
    why: ['edited'],
  }),
  'its form edited': (at) => ({
    lines: entries.with(at, (entries[at] as string).replace(':', ': ')),
    seq: at + 1,
    why: ['edited'],
  }),
  'garbage in its place': (at) => ({ lines: entries.with(at, '{'), seq: at + 1, why: ['edited'] }),
  'another tenant’s entry in its place': (at) => ({
    lines: entries.with(at, edit(entries[at] as string, { tenant: sampleId('tnt', 9) })),
    seq: at + 1,
    why: ['inserted', 'missing'],
  }),
  deleted: (at) => ({
    lines: entries.toSpliced(at, 1),
    seq: at + 1,
    why: at === size - 1 ? ['cut_off'] : ['missing'],
  }),
  doubled: (at) => ({
    lines: entries.toSpliced(at, 0, entries[at] as string),
    seq: at + 1,
    why: ['duplicated'],
  }),
  'another put before it under its number': (at) => ({
    lines: entries.toSpliced(at, 0, edit(entries[at] as string, { kind: 'outcome.refused' })),
    seq: at + 1,
    why: ['inserted'],
  }),
  'swapped with the next': (at) => ({
    lines:
      at === size - 1 ? entries.toSpliced(0, 1).toSpliced(at, 0, entries[0] as string) : swap(at, at + 1),
    seq: at === size - 1 ? 1 : at + 1,
    why: ['reordered'],
  }),
  'moved to the end': (at) => ({
    lines: at === size - 1 ? swap(0, at) : [...entries.toSpliced(at, 1), entries[at] as string],
    seq: at === size - 1 ? 1 : at + 1,
    why: ['reordered'],
  }),
  'everything from it on cut out': (at) => ({ lines: entries.slice(0, at), seq: at + 1, why: ['cut_off'] }),
};

function swap(a: number, b: number): string[] {
  return entries.with(a, entries[b] as string).with(b, entries[a] as string);
}

test('the export that nobody touched verifies, by both verifiers', async () => {
  const report = await judge(whole);
  assert.equal(report.outcome, 'verified');
  assert.equal(report.checks.filter((check) => check.holds === false).length, 0);
});

for (const [name, attack] of Object.entries(attacks)) {
  test(`an entry with ${name} is found and named, at every position`, async () => {
    for (let at = 0; at < size; at++) {
      const { lines, seq, why } = attack(at);
      const report = await judge(withEntries(lines));
      const { firstBad } = report;
      assert.equal(
        report.outcome,
        why.includes('cut_off') ? 'incomplete' : 'broken',
        `${name} at ${at}: ${report.summary}`,
      );
      assert.equal(firstBad?.stream, 'decisions');
      assert.equal(firstBad.seq, seq, `${name} at ${at}: ${report.summary}`);
      assert.ok(why.includes(firstBad.why), `${name} at ${at}: ${report.summary}`);
    }
  });
}

test('an edit hidden by chaining everything after it anew is found at every position: the signed root differs', async () => {
  for (let at = 0; at < size; at++) {
    const drafts = entries.map(
      (entry) => JSON.parse(entry) as { kind: string; body: Record<string, unknown> },
    );
    const forged = chain('decisions', drafts.with(at, { kind: 'outcome.refused', body: { forged: at } }));
    const report = await judge(withEntries(forged));
    assert.equal(report.outcome, 'broken');
    const { seq, why } = report.firstBad ?? {};
    // The checkpoint at 4 tells on which side of it the forgery begins; at the very end the last entry alone differs.
    assert.deepEqual([seq, why], at === size - 1 ? [9, 'edited'] : [at < 4 ? 1 : 5, 'rewritten'], String(at));
  }
});

test('a deletion hidden by numbering and chaining everything anew, with a header to match, is found', async () => {
  for (let at = 0; at < size; at++) {
    const drafts = entries
      .map((entry) => JSON.parse(entry) as { kind: string; body: Record<string, unknown> })
      .toSpliced(at, 1);
    const forged = await exportOf(
      [streamOf('audit', audit), streamOf('decisions', chain('decisions', drafts), [4])],
      { key: otherKey },
    );
    const head = (text: string) => text.slice(0, text.indexOf('\n'));
    const passed = forged.replace(head(forged), () => head(forged).replace(otherVkey, vkey));
    assert.equal((await judge(passed)).outcome, 'broken');
    assert.equal((await judge(forged)).outcome, 'wrong_key');
  }
});

test('everything rebuilt under another key is the wrong key to whoever holds the right one', async () => {
  const rebuilt = await exportOf(
    [streamOf('audit', audit, [], { key: otherKey }), streamOf('decisions', entries, [4], { key: otherKey })],
    { key: otherKey },
  );
  const report = await judge(rebuilt);
  assert.deepEqual([report.outcome, report.exitCode], ['wrong_key', 2]);
  assert.equal((await judge(rebuilt, otherVkey)).outcome, 'verified');
});

test('a true checkpoint of the same log at another size, of another stream or from a fork can’t stand in', async () => {
  const notes = (drafts: readonly string[]) => streamOf('decisions', drafts, [4]).notes;
  const own = notes(entries);
  const fork = notes(
    chain(
      'decisions',
      entries.map((entry) => ({ kind: 'outcome.refused', body: { entry } })),
    ),
  );
  const others = [own[0] as string, fork[1] as string, ...streamOf('audit', sampleAudit(size)).notes];
  for (const other of others) {
    const report = await judge(whole.replace(own[1] as string, () => other));
    assert.equal(report.outcome, 'broken');
  }
});

test('a witness’s countersignature from one history does not fit the other', async () => {
  const sign = { witnessed: true };
  const one = await exportOf([streamOf('decisions', entries, [], sign)], sign);
  const forked = chain(
    'decisions',
    entries.map((_, i) => decisionDraft(i)),
  );
  const two = await exportOf([streamOf('decisions', forked)], sign);
  const line = /— gamut\.example\/demo\/witness .*\n/.exec(one)?.[0] as string;
  const report = await judge(
    two.replace(/(— gamut\.example\/demo [^\n]*\n)(?=gamut-export)/, (own) => own + line),
  );
  assert.equal(report.outcome, 'broken');
  assert.match(report.summary, /witness/);
});

test('without a countersignature the report says that two histories are possible; with one it does not', async () => {
  const says = (report: ExportReport) =>
    report.doesNotProve.some((limit) => limit.includes('the same history'));
  assert.ok(says(await judge(whole)));
  const witnessed = await sampleExport(2, 4, { witnessed: true });
  assert.ok(!says(await judge(witnessed)));
  const asked = await verifyExport(whole, { key: vkey, witness: witnessVkey }, journalCrypto);
  assert.equal(asked.outcome, 'wrong_key');
});

test('streams left out, doubled, in another order or under another name are found', async () => {
  const lines = whole.split('\n');
  const auditPart = lines.slice(1, 1 + 3 + 5);
  const without = [lines[0], ...lines.slice(1 + auditPart.length)].join('\n');
  const doubled = [lines[0], ...auditPart, ...lines.slice(1)].join('\n');
  for (const text of [without, doubled, whole.replaceAll('"audit"', '"runs"')]) {
    assert.equal((await judge(text)).outcome, 'broken');
  }
});

test('what a faulty platform signed is found too: outcomes and approvals that contradict the decisions', async () => {
  const digest = { action: { sha256: 'd'.repeat(64) } };
  const ask = decisionDraft(1, 'require_approval', { approval: sampleId('apr', 1), ...digest });
  const use = (n: number, more: object = digest) =>
    decisionDraft(n, 'allow', { usedApproval: sampleId('apr', 1), ...more });
  const cases: [string, number, Draft[]][] = [
    ['an outcome of nothing', 1, [outcomeDraft(1)]],
    ['an outcome of a block', 2, [decisionDraft(1, 'block'), outcomeDraft(1)]],
    ['an outcome before its decision', 1, [outcomeDraft(1), decisionDraft(1)]],
    ['two outcomes', 3, [decisionDraft(1), outcomeDraft(1), outcomeDraft(1)]],
    ['one decision twice', 2, [decisionDraft(1), decisionDraft(1)]],
    ['an approval that nobody asked for', 1, [use(2)]],
    ['an approval used twice', 3, [ask, use(2), use(3)]],
    ['an approval used for another action', 2, [ask, use(2, { action: { sha256: 'e'.repeat(64) } })]],
  ];
  for (const [name, seq, drafts] of cases) {
    const report = await judge(await exportOf([streamOf('decisions', chain('decisions', drafts))]));
    assert.deepEqual(
      [report.outcome, report.firstBad?.why, report.firstBad?.seq],
      ['broken', 'contradicts', seq],
      name,
    );
  }
  const good = [
    ask,
    use(2),
    outcomeDraft(2, 'in_doubt'),
    outcomeDraft(2),
    decisionDraft(3, 'block', { usedApproval: sampleId('apr', 1) }),
  ];
  assert.equal(
    (await judge(await exportOf([streamOf('decisions', chain('decisions', good))]))).outcome,
    'verified',
  );
});

test('a file that is both cut off and edited is broken, not merely incomplete', async () => {
  const edited = withEntries(entries.with(1, edit(entries[1] as string, { kind: 'outcome.refused' })));
  for (const part of [0.6, 0.8, 0.95]) {
    const report = await judge(edited.slice(0, Math.floor(edited.length * part)));
    assert.deepEqual([report.outcome, report.firstBad?.seq], ['broken', 2]);
  }
});

test('signatures heaped under a checkpoint are refused without being gathered', async () => {
  const line = /— gamut\.example\/demo [^\n]*\n/.exec(whole)?.[0] as string;
  for (const count of [2, 16, 17, 5_000]) {
    const report = await judge(whole.replace(line, () => line.repeat(count)));
    assert.equal(report.outcome, 'broken');
    assert.equal(report.firstBad?.check, 'checkpoints');
  }
});
