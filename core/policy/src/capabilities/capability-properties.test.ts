/**
 * Skills, plans and toolsets beside a permission only ever tighten: over every decision case, whatever of them is added, the
 * decision is never milder than without, and no reason of before is lost that blocks. Drawn from a seed that is printed.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionTypes, dataClasses, decisionKinds } from '@gamut/kernel/agentic-terms';
import type { TenantFacts } from '@gamut/protocol/facts';
import { runs } from '../../../../tests/support/runs.ts';
import { caseFacts, caseNowMs, readCases, runCase, type DecisionCase } from '../../cases/run-case.ts';
import { effectOf } from '../reason-codes.ts';

const seed = Number(process.env['GAMUT_TEST_SEED'] ?? Date.now() % 1_000_000);

/** mulberry32: good enough to draw cases with, and the same everywhere. */
function draws(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Draw = () => number;
const some = <T>(draw: Draw, all: readonly T[]): T[] => all.filter(() => draw() < 0.5);
const one = <T>(draw: Draw, all: readonly T[]): T => all[Math.floor(draw() * all.length)] as T;

const toolIdsOf = (facts: TenantFacts): string[] => facts.tools.map(({ id }) => id);

function addSkill(facts: TenantFacts, agentId: string, draw: Draw): TenantFacts {
  const id = 'skl_drawn';
  const skill = {
    ...{ id, name: 'Drawn', version: 1, instructionsSha256: '0'.repeat(64) },
    ...{ toolIds: some(draw, toolIdsOf(facts)), actionTypes: some(draw, actionTypes) },
    dataClassMax: one(draw, dataClasses),
  };
  const lapsed = draw() < 0.1;
  return {
    ...facts,
    skills: [...(facts.skills ?? []).filter((each) => each.id !== id), ...(lapsed ? [] : [skill])],
    skillAssignments: [
      // of one who has skills already another one is another chance: that is a person's act, and not drawn here
      ...(facts.skillAssignments ?? []).filter((each) => each.agentId !== agentId),
      { agentId, skillId: id, skillName: 'Drawn' },
    ],
  };
}

function addPlan(facts: TenantFacts, agentId: string, draw: Draw): TenantFacts {
  const stages = Array.from({ length: Math.floor(draw() * 4) }, (_, at) => ({
    ...{ name: `stage ${at}`, toolIds: some(draw, toolIdsOf(facts)), checkpoint: null },
  }));
  const plan = {
    ...{ id: 'wfp_drawn', agentId, name: 'Drawn', stage: Math.floor(draw() * 5), stages },
    ...{ throughoutToolIds: some(draw, toolIdsOf(facts)), halted: draw() < 0.2 },
    endsAt: new Date(caseNowMs + (draw() - 0.2) * 3_600_000).toISOString(),
  };
  return { ...facts, workflowPlans: [...(facts.workflowPlans ?? []), plan] };
}

/** A toolset of tools that the agent is permitted already, in terms that may be milder than what a person set. */
function addToolset(facts: TenantFacts, agentId: string, draw: Draw): TenantFacts {
  const permitted = facts.toolPermissions.filter((each) => each.agentId === agentId);
  const tools = permitted.map(({ toolId }) => ({
    ...{ toolId, requiresApproval: draw() < 0.3, targetsUnder: some(draw, ['open', 'drafts', '.']) },
    ...{ amountMax: draw() < 0.5 ? null : draw() * 1e6, callsPerMinuteMax: 1 + Math.floor(draw() * 1e6) },
  }));
  return {
    ...facts,
    toolsets: [...(facts.toolsets ?? []), { id: 'tls_drawn', name: 'Drawn', version: 1, tools }],
    toolsetGrants: [...(facts.toolsetGrants ?? []), { agentId, toolsetId: 'tls_drawn' }],
  };
}

const additions = { skill: addSkill, plan: addPlan, toolset: addToolset } as const;
/** What is wrong with an approval is said only where none of the controls blocks already. */
const ofApproval = new Set(['approval_refused', 'approval_shown_cut', 'approval_shown_struck']);
/** Cases about these say themselves what comes of a second one. */
const ofCapabilities = new Set([
  '19-toolsets.yaml',
  '20-skills.yaml',
  '21-workflow-plans.yaml',
  '26-tools-as-approved.yaml',
]);

function assertNoMilder(row: DecisionCase, facts: TenantFacts, what: string): void {
  const before = runCase(row);
  const after = runCase(row, facts);
  const rank = (kind: (typeof decisionKinds)[number]): number => decisionKinds.indexOf(kind);
  const said = `${what}: ${row.file}: ${row.name} (seed ${seed})`;
  // allow and allow_and_log are one answer, recorded otherwise
  const mild = rank('allow_and_log');
  assert.ok(Math.max(rank(after.kind), mild) >= Math.max(rank(before.kind), mild), said);
  const codes = new Set(after.reasons.map(({ code }) => code));
  if (after.kind.startsWith('block'))
    for (const reason of before.reasons)
      if (effectOf(reason) === 'block' && !ofApproval.has(reason.code))
        assert.ok(codes.has(reason.code), `${said}: ${reason.code} is lost`);
}

for (const [what, add] of Object.entries(additions))
  test(`a ${what} that is added makes no decision milder, and hides no reason (seed ${seed})`, () => {
    const draw = draws(seed + what.length);
    const cases = readCases().filter((row) => !ofCapabilities.has(row.file));
    for (let round = 0; round < runs(8); round++)
      for (const row of cases) assertNoMilder(row, add(caseFacts(row), row.agent, draw), what);
  });
