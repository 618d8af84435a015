/** Calls decided as Gateway decides them, on the tenant's true facts, and committed: what replays and simulations stand on. */
import { randomBytes } from '@gamut/crypto/random';
import type { TenantRef } from '@gamut/database/database';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { decide } from '@gamut/policy/decide';
import { indexFacts } from '@gamut/policy/indexed-facts';
import { resolveAction } from '@gamut/policy/resolve-action';
import type { AgentFacts } from '@gamut/protocol/facts';
import { factsDigest } from '@gamut/protocol/facts-of-record';
import type { DecisionEntry, LedgerResult } from '@gamut/protocol/ledger';
import { showArguments } from '../../apps/gateway/src/answers/show-arguments.ts';
import { writeDecisionEntry } from '../../apps/gateway/src/decide/decision-entry.ts';
import { toldInput, type ToldByPlatform } from '../../apps/gateway/src/decide/told-by-platform.ts';
import { createLedger } from '../../apps/platform/src/features/agentic/decisions/commit-ledger.ts';
import { createFactsDesk } from '../../apps/platform/src/features/agentic/facts/facts-desk.ts';
import type { PlatformUnderTest } from './platform.ts';

export interface DecidedCall {
  readonly entry: DecisionEntry;
  readonly result: LedgerResult | undefined;
}

interface Call {
  readonly agentId: string;
  readonly tool: string;
  readonly arguments: unknown;
}

interface Clocks {
  readonly decidedMs?: number;
  readonly committedMs?: number;
}

/** As if platform had been asked, and had nothing to say. */
export function decideCall(
  under: PlatformUnderTest,
  tenant: TenantRef,
  call: Call,
  clocks: Clocks = {},
): Promise<DecidedCall> {
  return decideOnce(under, tenant, call, clocks, { transactions: [], learned: [] });
}

/** As a Gateway does it: what comes back with what only platform knows is decided once more. */
export async function decideTold(
  under: PlatformUnderTest,
  tenant: TenantRef,
  call: Call,
): Promise<DecidedCall> {
  const first = await decideOnce(under, tenant, call, {}, undefined);
  if (first.result?.status !== 'reconsider') return first;
  const { transactions, learned } = first.result;
  return decideOnce(under, tenant, call, {}, { transactions, learned });
}

async function decideOnce(
  under: PlatformUnderTest,
  tenant: TenantRef,
  call: Call,
  clocks: Clocks,
  told: ToldByPlatform | undefined,
): Promise<DecidedCall> {
  const { db, clock, random, keys } = under.running.platform;
  const facts = await createFactsDesk(db).load(tenant);
  const indexed = indexFacts(facts);
  const resolved = resolveAction(indexed, call);
  const usage = { agentCalls: 0, toolCalls: 0 };
  const nowMs = clocks.decidedMs ?? clock.nowMs();
  const decision = decide(indexed, { resolved, nowMs, usage, approval: null, ...toldInput(told, resolved) });
  const entry = writeDecisionEntry(
    {
      held: { facts, indexed, sha256: factsDigest(facts), confirmedMs: 0 },
      agent: facts.agents.find((one) => one.id === call.agentId) as AgentFacts,
      resolved,
      decision,
      usage,
      approval: null,
      argumentsShown: showArguments(resolved),
      decidedInNs: 1,
      buildSha256: 'b'.repeat(64),
      told,
      judged: { nowMs, found: null },
    },
    clock,
    randomBytes,
  );
  const committedMs = clocks.committedMs;
  const commitClock = committedMs === undefined ? clock : { ...clock, nowMs: () => committedMs };
  const ledger = createLedger({ db, clock: commitClock, random, keys });
  const batch = { tenant: tenant.id, instance: 'gwy_test', entries: [entry] };
  const { results } = await ledger.commit(tenant, batch, encodeBase64url(randomBytes(16)));
  return { entry, result: results[0] };
}
