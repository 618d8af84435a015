/**
 * The decision point: from a call to a committed decision, and to the one value that lets a connector act. It is total:
 * whatever is unknown, missing, late or broken comes out as a block (security.md 6; architecture.md, steps 2 to 4).
 */
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import { approvalUsed, decide, type FoundApproval } from '@gamut/policy/decide';
import { attemptDigest, resolveAction, type ResolvedAction } from '@gamut/policy/resolve-action';
import type { Decision } from '@gamut/protocol/decision';
import type {
  ApprovalFindAnswer,
  ApprovalFindRequest,
  DecisionEntry,
  LedgerResult,
} from '@gamut/protocol/ledger';
import type { FactsHolder, HeldFacts } from '../facts/facts-holder.ts';
import type { LedgerEntry } from '../ledger/ledger-client.ts';
import type { ActingWay, AgentCall, CallWay, WaitingWay } from './agent-call.ts';
import { mintAllowedAction } from './allowed-action.ts';
import { approvalIn, factsOf, wordAbout } from './answers-relied-on.ts';
import { blockInstead, blocking, blockUnheard } from './blocks.ts';
import { callProblem, isAhead } from './call-problem.ts';
import { newDecisionId, writeBlindEntry, writeDecisionEntry, type EntryParts } from './decision-entry.ts';
import type { Depend } from './dependency.ts';
import { gatewayReason, isGatewayReason, type GatewayReasonCode } from './gateway-reasons.ts';
import { toldInput, type ToldByPlatform } from './told-by-platform.ts';
import type { Usage, UsageCounter } from './usage-counter.ts';
import type { Passed, Refusal, Verdict } from './verdict.ts';

/** What stands between a tool's record and the world: is the tool there, and is it still the one that was pinned? Silence is no yes. */
export type ToolCheck = (resolved: ResolvedAction) => Promise<GatewayReasonCode | 'as_pinned'>;

export interface DecisionPointParts {
  readonly facts: FactsHolder;
  readonly commit: (tenant: string, entry: LedgerEntry, signal: AbortSignal) => Promise<LedgerResult>;
  readonly findApproval: (request: ApprovalFindRequest) => Promise<ApprovalFindAnswer>;
  readonly checkTool: ToolCheck;
  readonly usage: UsageCounter;
  /** The arguments as a person may see them: canonical, secrets taken out. */
  readonly showArguments: (resolved: ResolvedAction) => string;
  readonly depend: Depend;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly buildSha256: string;
  readonly deadlines: Deadlines;
}

export interface Deadlines {
  readonly factsMs: number;
  readonly approvalMs: number;
  readonly ledgerMs: number;
  readonly connectorMs: number;
  /** Of the whole decision, rounds included. */
  readonly totalMs: number;
}

/** Each alone keeps a refusal under two seconds; an agent's client gives up after four or five. */
export const deadlines: Deadlines = {
  factsMs: 1500,
  approvalMs: 1500,
  ledgerMs: 1800,
  connectorMs: 1900,
  totalMs: 3700,
};
const roundsMax = 3;

interface Judged {
  readonly decision: Decision;
  readonly approval: string | null;
  readonly decidedInNs: number;
  /** What it was judged on beside facts, call and counts. */
  readonly judged: EntryParts['judged'];
}

interface Attempt {
  readonly call: AgentCall;
  readonly usage: Usage;
  readonly depend: Depend;
  /** Set when platform has sent the decision back to be made with what it knows. */
  told: ToldByPlatform | undefined;
}

export class DecisionPoint {
  readonly #parts: DecisionPointParts;

  constructor(parts: DecisionPointParts) {
    this.#parts = parts;
  }

  /** Of a call that is made at once, or by its token. Never rejects, and ends within `totalMs` whatever hangs. */
  async decide(call: AgentCall & { readonly way?: ActingWay }): Promise<Verdict> {
    const verdict = await this.#conclude(call);
    return verdict.kind === 'passed' ? this.#unrecorded([gatewayReason('gateway_fault')]) : verdict;
  }

  /** Of a call for later, or of a question: whatever comes out, nothing can be performed with it. */
  async consider(call: AgentCall & { readonly way: WaitingWay }): Promise<Passed | Refusal> {
    const verdict = await this.#conclude(call);
    return verdict.kind === 'allowed' ? this.#unrecorded([gatewayReason('gateway_fault')]) : verdict;
  }

  async #conclude(call: AgentCall): Promise<Verdict | Passed> {
    try {
      const { usage: counter } = this.#parts;
      const asking = call.way?.kind === 'question';
      const usage = counter[asking ? 'peek' : 'count'](call.tenant, call.agent.id, call.tool);
      const depend = this.#dependWithin(this.#parts.deadlines.totalMs);
      const attempt: Attempt = { call, usage, depend, told: undefined };
      const { factsMs } = this.#parts.deadlines;
      for (let round = 0; round < roundsMax; round++) {
        const verdict = await this.#round(attempt);
        if (verdict === 'reconsider') continue;
        if (verdict !== 'stale') return verdict;
        const read = attempt.depend('facts', factsMs, () => this.#parts.facts.sync());
        if (!(await read.then(() => true).catch(() => false)))
          return await this.#recordBlind(attempt, 'facts_unavailable');
      }
      return await this.#recordBlind(attempt, 'facts_moved');
    } catch {
      return this.#unrecorded([gatewayReason('gateway_fault')]);
    }
  }

  /** Every dependency has its own deadline, and all of them together what is left of the whole. */
  #dependWithin(totalMs: number): Depend {
    const { clock, depend } = this.#parts;
    const endMs = clock.monotonicMs() + totalMs;
    return (name, ms, work) => depend(name, Math.max(1, Math.min(ms, endMs - clock.monotonicMs())), work);
  }

  async #round(attempt: Attempt): Promise<Verdict | Passed | 'stale' | 'reconsider'> {
    const { call, usage, depend } = attempt;
    const { facts, deadlines: limit } = this.#parts;
    const given = await depend('facts', limit.factsMs, () => facts.fresh(call.tenant)).catch(() => undefined);
    const held = factsOf(call.tenant, given);
    if (held === undefined) return this.#recordBlind(attempt, 'facts_unavailable');
    if (isAhead(call, held)) return 'stale';
    const agent = held.facts.agents.find((one) => one.id === call.agent.id) ?? call.agent;
    const resolved = resolveAction(held.indexed, {
      agentId: agent.id,
      tool: call.tool,
      arguments: call.arguments,
    });
    const problem = callProblem(call, agent, held, resolved, this.#parts.clock.nowMs());
    const judged = problem === undefined ? await this.#judge(held, resolved, attempt) : blockUnheard(problem);
    const entry = writeDecisionEntry(
      {
        held,
        agent,
        resolved,
        usage,
        ...judged,
        argumentsShown: this.#parts.showArguments(resolved),
        buildSha256: this.#parts.buildSha256,
        credentialId: call.credentialId,
        nonce: call.nonce,
        way: call.way,
        told: attempt.told,
      },
      this.#parts.clock,
      this.#parts.random,
    );
    let result: LedgerResult;
    try {
      const commit = (signal: AbortSignal) => this.#parts.commit(call.tenant, entry, signal);
      result = wordAbout(entry.id, await depend('ledger', limit.ledgerMs, commit));
    } catch {
      // Nobody knows whether it was written: nothing is performed, and platform sweeps what it finds started.
      const reasons = [gatewayReason('ledger_unavailable'), ...blocking(judged.decision)];
      return { ...this.#unrecorded(reasons, judged.decision), decisionId: entry.id };
    }
    if (result.status === 'stale') return 'stale';
    if (result.status === 'reconsider') {
      attempt.told = result;
      return 'reconsider';
    }
    return conclude(held, resolved, { ...entry, way: call.way }, judged.decision, result);
  }

  /** Pure decision, then what only the world can tell: an approval, and whether the tool is still the pinned one. */
  async #judge(held: HeldFacts, resolved: ResolvedAction, { usage, depend, told }: Attempt): Promise<Judged> {
    const { checkTool } = this.#parts;
    const nowMs = this.#parts.clock.nowMs();
    const known = { resolved, nowMs, usage, ...toldInput(told, resolved) };
    const began = process.hrtime.bigint();
    let decision = decide(held.indexed, { ...known, approval: null });
    let decidedInNs = Number(process.hrtime.bigint() - began);
    let approval: string | null = null;
    const judged: { nowMs: number; found: FoundApproval } = { nowMs, found: null };
    if (decision.kind === 'require_approval') {
      const found = await this.#findApproval(held, resolved, depend);
      if (found === 'unknown')
        return {
          decision: blockInstead(decision, 'approvals_unavailable'),
          approval: null,
          decidedInNs,
          judged,
        };
      if (found !== null) {
        judged.found = found;
        const again = process.hrtime.bigint();
        decision = decide(held.indexed, { ...known, approval: found });
        decidedInNs = Number(process.hrtime.bigint() - again);
        approval = approvalUsed(decision, found);
      }
    }
    if (decision.kind === 'block' || decision.kind === 'block_and_open_incident')
      return { decision, approval: null, decidedInNs, judged };
    const problem = await depend('connector', this.#parts.deadlines.connectorMs, () =>
      checkTool(resolved),
    ).catch(() => 'connector_unreachable' as const);
    if (problem !== 'as_pinned') {
      const code = isGatewayReason(problem) ? problem : 'connector_unreachable';
      return { decision: blockInstead(decision, code), approval: null, decidedInNs, judged };
    }
    return { decision, approval, decidedInNs, judged };
  }

  async #findApproval(
    held: HeldFacts,
    resolved: ResolvedAction,
    depend: Depend,
  ): Promise<FoundApproval | 'unknown'> {
    const { findApproval } = this.#parts;
    if (resolved.action === null || typeof resolved.tool === 'string') return null;
    const request = {
      tenant: held.facts.tenant,
      agent: resolved.agentId,
      actionSha256: attemptDigest(resolved),
      schemaSha256: resolved.tool.facts.schemaSha256,
    };
    try {
      const { approvalMs } = this.#parts.deadlines;
      return approvalIn(await depend('approval', approvalMs, () => findApproval(request)));
    } catch {
      return 'unknown';
    }
  }

  /** A block without facts to stand on: still recorded when platform will have it. */
  async #recordBlind({ call, usage, depend }: Attempt, code: GatewayReasonCode): Promise<Refusal> {
    const { clock, random, buildSha256, commit } = this.#parts;
    const decision: Decision = { kind: 'block', reasons: [gatewayReason(code)], trace: [] };
    const entry = writeBlindEntry({ ...call, decision, usage, buildSha256 }, clock, random);
    const result = await depend('ledger', this.#parts.deadlines.ledgerMs, (signal) =>
      commit(call.tenant, entry, signal),
    )
      .then((answer) => wordAbout(entry.id, answer))
      .catch(() => undefined);
    const receipt = result !== undefined && 'receipt' in result ? result.receipt : null;
    return { ...this.#unrecorded(decision.reasons), decisionId: entry.id, receipt };
  }

  #unrecorded(reasons: Decision['reasons'], seen?: Decision): Refusal {
    const decisionId = newDecisionId(this.#parts.clock, this.#parts.random);
    const decision: Decision = { kind: 'block', reasons, trace: seen?.trace ?? [] };
    return { kind: 'refused', decisionId, decision, receipt: null, approval: null, incident: null };
  }
}

/** Platform has the last word: only its `committed` under a decision that passes becomes an allowed action. */
function conclude(
  held: HeldFacts,
  resolved: ResolvedAction,
  entry: Pick<DecisionEntry, 'id' | 'actionSha256' | 'factsVersion' | 'approval'> & {
    readonly way: CallWay | undefined;
  },
  decision: Decision,
  result: Exclude<LedgerResult, { status: 'stale' | 'reconsider' }>,
): Verdict | Passed {
  const { receipt } = result;
  const refused = { kind: 'refused', decisionId: entry.id, receipt, approval: null, incident: null } as const;
  if (result.status === 'refused') {
    return {
      ...refused,
      decision: { kind: 'block', reasons: [result.reason, ...blocking(decision)], trace: decision.trace },
    };
  }
  const { approval, incident } = result;
  const { action, tool } = resolved;
  const passes =
    decision.kind === 'allow' || decision.kind === 'allow_and_log' || decision.kind === 'degrade';
  if (!passes || action === null || typeof tool === 'string')
    return { ...refused, decision, approval, incident };
  if (entry.way !== undefined && entry.way.kind !== 'redeem') {
    const { actionSha256, factsVersion } = entry;
    const passed = { decision, receipt, action, actionSha256, factsVersion, approval: entry.approval };
    return { kind: 'passed', decisionId: entry.id, ...passed };
  }
  const allowed = mintAllowedAction(decision, {
    decisionId: entry.id,
    action,
    actionSha256: entry.actionSha256,
    connectorId: tool.facts.connectorId,
    upstreamTool: tool.facts.name,
    safeForm: decision.kind === 'degrade' ? tool.facts.safeForm : null,
    teaches: tool.facts.answerTrust !== 'trusted',
    receipt,
  });
  return { kind: 'allowed', allowed, decision, held };
}
