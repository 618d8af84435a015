/** What stands in many decisions and is small: the digest of the policy, keys and texts of reasons, held skills, terms of gates, repetitions. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atfBoundaries } from '@gamut/governance/atf-levels';
import { canonicalJson } from '@gamut/kernel/canonical-json';
import { sha256Hex } from '@gamut/crypto/hash';
import { readDemoFacts } from '../cases/run-case.ts';
import { termsOf, type StageGate } from './approval-terms.ts';
import { controls } from './controls/index.ts';
import { heldSkills } from './held-skills.ts';
import { indexFacts } from './indexed-facts.ts';
import { observeTerms } from './observe-mode.ts';
import { policySha256, policyVersion } from './policy-digest.ts';
import { clip, effectOf, reason, reasonRows } from './reason-codes.ts';
import { reasonKey } from './reason-key.ts';
import { repetitionDigests } from './repetition.ts';
import { resolveAction } from './resolve-action.ts';
import { ruleSchema } from './tenant-rules/rule-schema.ts';
import { secretDetectors } from './shown-to-approver.ts';

test('the digest of the policy is over its version and all of its tables', () => {
  const reasons = Object.entries(reasonRows).map(([code, row]) => [
    code,
    { control: row.control, effect: row.effect },
  ]);
  const text = canonicalJson({
    format: 'gamut-policy/1',
    version: policyVersion,
    controls: controls.map((one) => ({
      name: one.name,
      critical: one.critical,
      shortCircuits: one.shortCircuits,
    })),
    levels: atfBoundaries,
    gated: ['external', 'financial', 'code_modification', 'admin'],
    tenantRules: { engine: 'cedar-wasm 4.13.0', schema: ruleSchema },
    observe: observeTerms,
    shown: { charsMax: 60_000, secrets: secretDetectors },
    reasons: Object.fromEntries(reasons) as never,
  });
  assert.equal(policySha256, sha256Hex(text));
  assert.ok(secretDetectors.includes('private_key') && !secretDetectors.includes('iban'));
});

test('a reason says what it is about where it is one of several', () => {
  const { fix, who } = reasonRows.tool_stopped;
  const said = { code: 'tool_stopped', control: 'tool_permitted', message: 'No.', fix, who };
  assert.deepEqual(reason('tool_stopped', 'No.'), said);
  assert.deepEqual(reason('tool_stopped', 'No.', 'tol_1'), { ...said, about: 'tol_1' });
  assert.equal(reasonKey({ code: 'a' }), 'a');
  assert.equal(reasonKey({ code: 'a', about: 'b' }), 'a:b');
  assert.equal(reason('tool_stopped', 'x'.repeat(1000)).message, 'x'.repeat(1000));
  assert.equal(reason('tool_stopped', 'x'.repeat(1001)).message, `${'x'.repeat(999)}…`);
  assert.equal(clip('a\ud83d\ude00b', 3), 'a\ufffd…');
  assert.equal(clip('\ud800', 1), '\ufffd');
  assert.equal(effectOf({ ...reason('tool_stopped', ''), code: 'constructor' }), 'block');
});

test('who may act is told the skills in force, by name', () => {
  const skill = (id: string, name: string) => ({
    id,
    name,
    version: 1,
    instructionsSha256: 'a'.repeat(64),
    toolIds: [],
    actionTypes: [],
    dataClassMax: 'internal' as const,
  });
  const facts = {
    ...readDemoFacts(),
    skills: [skill('s2', 'Write'), skill('s1', 'Read'), skill('s3', 'Send')],
    skillAssignments: ['s2', 's1'].flatMap((skillId) =>
      ['report-reader', 'dormant'].map((agentId) => ({ agentId, skillId, skillName: skillId })),
    ),
  };
  const of = (agentId: string) => heldSkills(indexFacts(facts), agentId).map(({ name }) => name);
  assert.deepEqual(of('report-reader'), ['Read', 'Write']);
  for (const agentId of ['dormant', 'nobody', 'claims-triage']) assert.deepEqual(of(agentId), []);
});

test('the terms of an approval are those of each gate, the strictest first', () => {
  const gate = (id: string, more: Partial<StageGate> = {}): StageGate => ({
    id,
    name: `Gate ${id}`,
    mode: 'covers',
    approverRole: 'operator',
    expiresAfterMs: 100,
    ...more,
  });
  const order = (...gates: StageGate[]) => termsOf(gates).stages.map(({ gateId }) => gateId);
  assert.deepEqual(order(gate('c'), gate('a'), gate('b')), ['a', 'b', 'c']);
  assert.deepEqual(
    order(
      gate('a'),
      gate('b', { expiresAfterMs: 50 }),
      gate('c', { mode: 'each_time', expiresAfterMs: 900 }),
    ),
    ['c', 'b', 'a'],
  );
  assert.deepEqual(
    termsOf([
      gate('a', { approversNeeded: 2, approverIds: ['u'], breakGlass: 'forbidden' }),
      gate('b', { mode: 'each_time', expiresAfterMs: 900 }),
    ]),
    {
      gateId: 'b',
      gateName: 'Gate b',
      approverRole: 'operator',
      expiresAfterMs: 100,
      stages: [
        {
          gateId: 'b',
          gateName: 'Gate b',
          approverRole: 'operator',
          approverIds: [],
          needed: 1,
          breakGlass: true,
        },
        {
          gateId: 'a',
          gateName: 'Gate a',
          approverRole: 'operator',
          approverIds: ['u'],
          needed: 2,
          breakGlass: false,
        },
      ],
    },
  );
  const nobody = { gateId: null, gateName: null, approverRole: 'administrator' };
  assert.deepEqual(termsOf([]), {
    ...nobody,
    expiresAfterMs: 86_400_000,
    stages: [{ ...nobody, approverIds: [], needed: 1, breakGlass: true }],
  });
});

test('what nobody can perform, and what only reads, has no repetition', () => {
  const indexed = indexFacts(readDemoFacts());
  const of = (tool: string, args: object) =>
    repetitionDigests(resolveAction(indexed, { agentId: 'claims-triage', tool, arguments: args })).length;
  assert.equal(of('payments_pay', { to: 'claimant:7', amount: 1 }), 1);
  assert.equal(of('payments_pay', {}), 0);
  assert.equal(of('none', {}), 0);
  assert.equal(of('filesystem_list_directory', { path: 'open' }), 0);
});
