/**
 * Re-derivation (product.md section 3): an honest export replays whole; one whose decisions were changed and chained and signed
 * anew by whoever owns database and keys still verifies, and the replay names the decision. Nothing is passed in silence.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ReplayReport } from '../../apps/cli/src/replay/replay-walk.ts';
import { readCases, type DecisionCase } from '../../core/policy/cases/run-case.ts';
import { sha256Hex } from '@gamut/crypto/hash';
import { bundleVerify } from '../../tools/bundle-verify.ts';
import { record, type Recorded } from '../support/recorded-cases.ts';
import { changed, keptAs, materialOf, replayIn } from '../support/replayed-export.ts';
import { vkey } from '../support/sample-journal.ts';

/** A person's approval would need its own history in the stream; what is told by platform has its own tests. */
const cases = readCases().filter((one) => one.approval === undefined && one.learned === undefined);

let folder: string;
let honest: readonly Recorded[];
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'gamut-replay-'));
  honest = cases.map((one) => record(one)).filter((one) => one.recordable);
});
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

const replay = (records: readonly Recorded[], material?: string) => replayIn(folder, records, material);

const first = (kind: string): Recorded => {
  const found = honest.find((one) => (one.draft.body['decision'] as { kind: string }).kind === kind);
  assert.ok(found, kind);
  return found;
};

test('every decision of an honest export is derived again, to the last word of its trace', async () => {
  const report = await replay(honest);
  assert.equal(report.outcomes.differs, undefined, JSON.stringify(report.named, null, 1));
  assert.equal(report.decisions, honest.length);
  assert.ok((report.outcomes.follows ?? 0) > honest.length * 0.8, JSON.stringify(report.outcomes));
  const told = Object.values(report.outcomes).reduce((sum, count) => sum + count, 0);
  assert.equal(told, honest.length);
  assert.deepEqual([report.code, report.chain], [0, 'verified']);
});

test('what passed is derived by no other moment than that of its entry', async () => {
  const by = (minutes: number) => (body: { judged: { at: string } }) => {
    body.judged.at = new Date(Date.parse(body.judged.at) + minutes * 60_000).toISOString();
  };
  for (const minutes of [-2, 1, 20 * 24 * 60]) {
    const { code, named } = await replay([changed(first('allow'), by(minutes) as never)]);
    assert.equal(code, 1, String(minutes));
    assert.match(named[0]?.detail ?? '', /^it stands at 2026-.* and was judged by 2026-/);
  }
  assert.equal((await replay([changed(first('allow'), by(-0.9) as never)])).code, 0);
});

const forgeries: readonly [string, string, (body: never) => void][] = [
  [
    'a block turned into an allow, with its trace',
    'block',
    (body: { decision: Record<string, unknown> & { trace: { verdict: string }[] } }) => {
      body.decision['kind'] = 'allow';
      body.decision['reasons'] = [];
      for (const step of body.decision.trace) step.verdict = 'pass';
    },
  ],
  [
    'a kind alone turned from block into allow',
    'block',
    (body: { decision: { kind: string } }) => {
      body.decision.kind = 'allow';
    },
  ],
  [
    'a reason taken away',
    'block',
    (body: { decision: { reasons: unknown[] } }) => {
      body.decision.reasons.pop();
    },
  ],
  [
    'an approval that was asked for, left out',
    'require_approval',
    (body: { decision: { kind: string } }) => {
      body.decision.kind = 'allow_and_log';
    },
  ],
  [
    'what a control saw, reworded',
    'allow',
    (body: { decision: { trace: { saw: string }[] } }) => {
      (body.decision.trace[4] as { saw: string }).saw = 'level principal';
    },
  ],
  [
    'an allow turned into a block of a control',
    'allow',
    (body: { decision: Record<string, unknown> }) => {
      body.decision['kind'] = 'block';
      body.decision['reasons'] = [
        { code: 'tool_not_permitted', control: 'tool_permitted', message: 'No.', fix: '', who: '' },
      ];
    },
  ],
  [
    'the data class of the action',
    'allow',
    (body: { action: { dataClass: string } }) => {
      body.action.dataClass = 'public';
    },
  ],
  [
    'the level of the agent',
    'allow',
    (body: { agent: { level: string } }) => {
      body.agent.level = 'principal';
    },
  ],
];
for (const [what, kind, edit] of forgeries) {
  test(`the chain verifies and the replay names the decision: ${what}`, async () => {
    const target = first(kind);
    const records = honest.slice(0, 20).filter((one) => one !== target);
    const report = await replay([...records, changed(target, edit)]);
    assert.equal(report.chain, 'verified');
    assert.equal(report.code, 1);
    const named = report.named.filter((one) => one.outcome === 'differs');
    assert.deepEqual(
      named.map((one) => one.id),
      [target.call.decision],
      JSON.stringify(named),
    );
  });
}

test('a decision that names other facts than it was made on is named', async () => {
  const demo = first('allow');
  const target = honest.find(
    (one) => one.facts !== demo.facts && one.name.startsWith('02-status'),
  ) as Recorded;
  const swapped = changed(target, (body: { facts: { sha256: string } }) => {
    body.facts.sha256 = sha256Hex(demo.facts);
  });
  const report = await replay([demo, swapped]);
  assert.deepEqual([report.chain, report.code], ['verified', 1]);
  const named = report.named.filter((one) => one.outcome === 'differs');
  assert.deepEqual(
    named.map((one) => one.id),
    [target.call.decision],
  );
});

test('facts that are missing, or are not what their digest says, are named, and the replay is incomplete', async () => {
  const records = honest.slice(0, 1);
  const without = await replay(records, materialOf(records, { facts: true }));
  assert.deepEqual([without.code, without.outcomes], [3, { facts_missing: 1 }]);
  const forged = materialOf(records).replace('"agentCallsPerMinuteMax":', '"agentCallsPerMinuteMax":9');
  assert.deepEqual((await replay(records, forged)).outcomes, { facts_missing: 1 });
});

test('arguments that a secret was taken out of are named as such, and what does not hang on them is still held against the record', async () => {
  const one = cases.find((row) => row.kind === 'allow') as DecisionCase;
  const kept = record(one);
  const redacted = keptAs(kept, '{"path":"[redacted:secret]"}');
  const report = await replay([redacted]);
  assert.deepEqual([report.code, report.outcomes], [3, { arguments_unknown: 1 }]);
  assert.deepEqual(report.underived, { passed: 1 });
  assert.match(report.named[0]?.detail ?? '', /struck out/);
  const forged = changed(redacted, (body: { decision: { trace: { saw: string }[] } }) => {
    (body.decision.trace[2] as { saw: string }).saw = 'human owner nobody';
  });
  assert.equal((await replay([forged])).code, 1);
});

test('a call that is not in the material makes the replay incomplete; a file that was cut off as well', async () => {
  const records = honest.slice(0, 2);
  const lines = materialOf(records)
    .split('\n')
    .filter((line) => !line.includes(records[0]?.call.decision ?? ''));
  const report = await replay(records, lines.join('\n'));
  assert.equal(report.code, 3);
  assert.equal(report.outcomes.arguments_unknown, 1);
  const cut = await replay(records, materialOf(records, { end: true }));
  assert.deepEqual([cut.code, cut.material], [3, 'it is cut off']);
});

test('what other rules decided is counted and named, and not passed as derived', async () => {
  const other = changed(first('allow'), (body: { policySha256: string }) => {
    body.policySha256 = 'c'.repeat(64);
  });
  const report = await replay([other]);
  assert.deepEqual([report.code, report.outcomes], [3, { other_rules: 1 }]);
  assert.equal(report.named.length, 1);
});

test('a decision recorded before its inputs were is counted and named', async () => {
  const old = changed(first('allow'), (body: { judged?: unknown }) => {
    delete body.judged;
  });
  const report = await replay([old]);
  assert.deepEqual([report.code, report.outcomes], [3, { inputs_unrecorded: 1 }]);
  assert.deepEqual(report.underived, { inputs_unrecorded: 1 });
  const after = await replay([first('block'), old]);
  assert.deepEqual([after.code, after.underived], [3, { inputs_gone: 1 }]);
});

test('the single-file verifier replays away from the repository, and names what only Cedar could judge', async () => {
  const bundle = join(folder, 'gamut-verify.mjs');
  await bundleVerify(bundle);
  const inSource = await replay(honest);
  const args = [bundle, 'export.journal', '--key', vkey, '--replay', 'export.replay', '--json'];
  const run = spawnSync(process.execPath, args, {
    cwd: folder,
    env: {},
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const { replay: report } = JSON.parse(run.stdout) as { replay: ReplayReport };
  assert.equal(report.outcomes.differs, undefined, JSON.stringify(report.named, null, 1));
  assert.equal(report.decisions, inSource.decisions);
  const ruled = report.outcomes.rules_unreadable ?? 0;
  assert.equal((report.outcomes.follows ?? 0) + ruled, inSource.outcomes.follows);
  assert.ok(ruled > 0);
  assert.equal(run.status, 3);
});
