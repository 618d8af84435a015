/**
 * What was let pass in observe mode is derived again by a stranger, and what was not observed cannot be passed off as that: the mark
 * in the reasons, the verdict in the trace and the period in the facts each have to be there.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { indexFacts } from '@gamut/policy/indexed-facts';
import { replayDecision, type Replayed } from '@gamut/policy/replay/replay-decision';
import type { TenantFacts } from '@gamut/protocol/facts';
import { readRecordedDecision } from '@gamut/protocol/recorded-decision';
import type { ReplayReport } from '../../apps/cli/src/replay/replay-walk.ts';
import { verifyCommand } from '../../apps/cli/src/verify.ts';
import { readCases } from '../../core/policy/cases/run-case.ts';
import { decideCall } from '../support/decided-calls.ts';
import { makeReader, makeReadingTools, openPeriod } from '../support/observe-world.ts';
import { testPlatform, type Client, type PlatformUnderTest } from '../support/platform.ts';
import { record } from '../support/recorded-cases.ts';

interface Body {
  decision: { kind: string; reasons: { code: string }[]; trace: { verdict: string }[] };
  judged: { at: string };
}

const cases = readCases().filter((one) => one.file === '18-observe-mode.yaml');
const observed = cases.find((one) => one.reasons.includes('logged_observed'));
assert.ok(observed);

function replayed(
  edit: (body: Body) => void = () => undefined,
  change: (facts: TenantFacts) => TenantFacts = (facts) => facts,
): Replayed {
  const { draft, facts, call } = record(observed as NonNullable<typeof observed>);
  const body = JSON.parse(JSON.stringify(draft.body)) as Body;
  edit(body);
  const recorded = readRecordedDecision(body as never);
  assert.ok(recorded);
  const indexed = indexFacts(change(JSON.parse(facts) as TenantFacts));
  return replayDecision(recorded, { indexed, arguments: call.arguments });
}

test('as it was recorded, it follows', () => {
  assert.deepEqual(replayed(), { outcome: 'follows', detail: '' });
});

const forgeries: Readonly<Record<string, (body: Body) => void>> = {
  'without its mark': ({ decision }) => {
    decision.reasons = decision.reasons.filter(({ code }) => code !== 'logged_observed');
  },
  'without its verdict': ({ decision }) => {
    for (const step of decision.trace) if (step.verdict === 'observed') step.verdict = 'pass';
  },
  'as a plain allow': ({ decision }) => {
    decision.kind = 'allow';
  },
  'as if it had been permitted': ({ decision }) => {
    decision.kind = 'allow';
    decision.reasons = [];
    for (const step of decision.trace) step.verdict = 'pass';
  },
  'judged after the end of the period': ({ judged }) => {
    judged.at = '2026-11-27T12:00:00.000Z';
  },
};

for (const [how, edit] of Object.entries(forgeries))
  test(`${how}, it does not follow`, () => {
    assert.equal(replayed(edit).outcome, 'differs');
  });

test('without its period in the facts it does not follow', () => {
  assert.equal(replayed(undefined, (facts) => ({ ...facts, observePeriods: [] })).outcome, 'differs');
});

let under: PlatformUnderTest;
let administrator: Client;
let folder: string;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gamut-observed-'));
  under = await testPlatform();
  administrator = await under.as('administrator');
});
after(async () => {
  rmSync(folder, { recursive: true, force: true });
  await under.close();
});

test('an export with observed decisions, one of them refused at the end of its period, replays offline', async () => {
  const { connectorId } = await makeReadingTools(under, administrator, 'files');
  const owners = { humanOwnerId: administrator.userId, securityOwnerId: (await under.as('operator')).userId };
  const agentId = await makeReader(administrator, 'reader', owners);
  const id = await openPeriod(administrator, agentId, [connectorId], 1);
  const call = { agentId, tool: 'files_read_file', arguments: { path: 'a.txt' } };
  const found = await administrator.call({ method: 'GET', path: `/v1/observe-periods/${id}` });
  const endMs = Date.parse(found.json.endsAt);
  const passed = await decideCall(under, under.tenant, call);
  const late = await decideCall(under, under.tenant, call, { decidedMs: endMs - 1, committedMs: endMs });
  assert.deepEqual([passed.result?.status, late.result?.status], ['committed', 'refused']);
  for (const [name, path] of [
    ['j', '/v1/journal/export'],
    ['m', '/v1/journal/replay'],
  ] as const) {
    const answer = await administrator.call({ method: 'GET', path });
    assert.equal(answer.status, 200, answer.text);
    writeFileSync(join(folder, name), answer.text);
  }
  let said = '';
  const world = { stdout: { write: (text: string) => (said += text) }, gamutHome: undefined };
  const code = await verifyCommand([join(folder, 'j'), '--replay', join(folder, 'm'), '--json'], world);
  const { replay } = JSON.parse(said) as { replay: ReplayReport };
  assert.deepEqual([code, replay.outcomes], [0, { follows: 1, refused_at_commit: 1 }], said);
});
