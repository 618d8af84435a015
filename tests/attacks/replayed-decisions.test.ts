/**
 * Re-derivation (product.md section 3): an honest export replays whole; one whose decisions were changed and chained and signed
 * anew by whoever owns database and keys still verifies, and the replay names the decision. Nothing is passed in silence.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { verifyCommand } from '../../apps/cli/src/verify.ts';
import type { ReplayReport } from '../../apps/cli/src/replay/replay-walk.ts';
import { caseNowMs, readCases, type DecisionCase } from '../../core/policy/cases/run-case.ts';
import { sha256Hex } from '@gamut/crypto/hash';
import { bundleVerify } from '../../tools/bundle-verify.ts';
import { record, type Recorded } from '../support/recorded-cases.ts';
import { chain, exportOf, streamOf, tenant, vkey, type Draft } from '../support/sample-journal.ts';

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

function materialOf(records: readonly Recorded[], leaveOut: { facts?: boolean; end?: boolean } = {}): string {
  const lines = records.flatMap(({ facts, call }, at) => [
    ...(leaveOut.facts === true && at === 0 ? [] : [`{"facts":${facts},"kind":"facts"}`]),
    JSON.stringify({ kind: 'call', seq: at + 1, ...call }),
  ]);
  const end = leaveOut.end === true ? [] : [JSON.stringify({ kind: 'end' })];
  return [JSON.stringify({ format: 'gamut-replay/1', tenant }), ...lines, ...end, ''].join('\n');
}

/** Chained, checkpointed and signed anew, as whoever holds database and keys could. */
async function replay(records: readonly Recorded[], material = materialOf(records)) {
  const entries = chain(
    'decisions',
    records.map((one) => one.draft),
  );
  const [file, beside] = [join(folder, 'export.journal'), join(folder, 'export.replay')];
  writeFileSync(file, await exportOf([streamOf('decisions', entries)]));
  writeFileSync(beside, material);
  let said = '';
  const stdout = { write: (text: string) => (said += text) };
  const world = { stdout, gamutHome: undefined, nowMs: caseNowMs };
  const code = await verifyCommand([file, '--key', vkey, '--replay', beside, '--json'], world);
  const report = JSON.parse(said) as { outcome: string; replay: ReplayReport };
  return { code, chain: report.outcome, ...report.replay };
}

function changed(one: Recorded, edit: (body: never) => void): Recorded {
  const body = JSON.parse(JSON.stringify(one.draft.body)) as Draft['body'];
  edit(body as never);
  return { ...one, draft: { ...one.draft, body } };
}

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
  const redacted = { ...kept, call: { ...kept.call, arguments: '{"path":"[redacted]"}' } };
  const report = await replay([redacted]);
  assert.deepEqual([report.code, report.outcomes], [0, { arguments_unknown: 1 }]);
  assert.match(report.named[0]?.detail ?? '', /another action digest/);
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
  assert.deepEqual(report.outcomes, { other_rules: 1 });
  assert.equal(report.named.length, 1);
});

test('a decision recorded before its inputs were is counted and named', async () => {
  const old = changed(first('allow'), (body: { judged?: unknown }) => {
    delete body.judged;
  });
  assert.deepEqual((await replay([old])).outcomes, { inputs_unrecorded: 1 });
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
