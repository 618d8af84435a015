/**
 * A recorded decision as the call that a rule is asked about. Action type, data class, level and time come from its journal
 * entry; the arguments are opened, and count only when the digest of the entry comes out again: what the redactor took out is
 * not guessed. What no entry holds (tier and owners of the agent, risk of the tool) is taken as it is now.
 */
import type { ActionType, AtfLevel, DataClass, Severity } from '@gamut/kernel/agentic-terms';
import type { JsonObject } from '@gamut/kernel/canonical-json';
import { readAmounts } from '@gamut/policy/amounts';
import type { CostlyPart } from '@gamut/policy/tenant-rules/read-rule';
import { ruleAmount, type RuleCall } from '@gamut/policy/tenant-rules/rule-question';
import type { ReadyToTry } from '@gamut/policy/tenant-rules/try-rule';
import { actionDigest } from '@gamut/protocol/action';
import type { AgentFacts, TenantFacts, ToolFacts } from '@gamut/protocol/facts';
import type { TenantSealer } from '../../../tenancy/tenant-keys.ts';
import { openAsked } from '../decisions/asked-action.ts';
import type { RecordedCallRow } from './recorded-calls-store.ts';

/** Why a decision cannot be replayed, in words that are counted. */
export type NotReplayable =
  'agent is gone' | 'tool is gone' | 'arguments were not kept' | 'arguments were kept without their secrets';

export interface RecordedCall {
  readonly call: RuleCall;
  readonly reducible: boolean;
  /** A person had approved it. */
  readonly approved: boolean;
}

interface EntryBody {
  readonly decidedAt: string;
  /** When it was judged; entries of before have only when it was written. */
  readonly judged?: { readonly at: string };
  readonly agent: { readonly level: AtfLevel | null };
  readonly action: {
    readonly sha256: string;
    readonly toolId: string | null;
    readonly connector: string | null;
    readonly actionType: ActionType | null;
    readonly dataClass: DataClass | null;
    readonly risk: Severity | null;
  };
  readonly usedApproval: string | null;
}

export interface Present {
  readonly tenant: string;
  readonly agents: ReadonlyMap<string, AgentFacts>;
  readonly tools: ReadonlyMap<string, ToolFacts>;
}

export function presentOf({ tenant, agents, tools }: TenantFacts): Present {
  return {
    tenant,
    agents: new Map(agents.map((one) => [one.id, one])),
    tools: new Map(tools.map((one) => [one.id, one])),
  };
}

/** @returns 'untouched' where the rule is not asked: it is not about this type, or the action was not whole and blocked as such */
export function recordedCall(
  row: RecordedCallRow,
  present: Present,
  needs: ReadyToTry['needs'],
  open: TenantSealer['open'],
): RecordedCall | NotReplayable | 'untouched' {
  const { body } = JSON.parse(row.bytes) as { body: EntryBody };
  const { actionType, dataClass, toolId } = body.action;
  if (actionType === null || dataClass === null || toolId === null) return 'untouched';
  const read = needs({ actionType });
  if (read === undefined) return 'untouched';
  const agent = present.agents.get(row.agent_id);
  if (agent === undefined) return 'agent is gone';
  const tool = present.tools.get(toolId);
  if (tool === undefined) return 'tool is gone';
  const asked = row.arguments_sealed === null ? undefined : openAsked(open, row.id, row.arguments_sealed);
  const needsText = read.has('target') || read.has('targets');
  const needsArguments = ['arguments', 'amount', 'currency'].some((part) => read.has(part as CostlyPart));
  if ((needsText || needsArguments) && asked === undefined) return 'arguments were not kept';
  const args = asked === undefined ? undefined : wholeArguments(row, present.tenant, body, asked);
  if (needsArguments && args === undefined) return 'arguments were kept without their secrets';
  const amount = args === undefined ? 'none' : (readAmounts(tool)?.(args) ?? 'none');
  return {
    call: {
      agent: { ...agent, level: body.agent.level },
      tool: {
        id: toolId,
        name: row.tool,
        connector: body.action.connector ?? '',
        risk: body.action.risk ?? tool.risk,
        dataClass: tool.dataClass,
        dataDomains: tool.dataDomains ?? [],
      },
      action: { actionType, dataClass, arguments: args ?? {} },
      targets: asked === undefined || asked.target === null ? [] : asked.target.split('\n'),
      ...ruleAmount(amount),
      nowMs: Date.parse(body.judged?.at ?? body.decidedAt),
    },
    reducible: row.kind === 'degrade' || (tool.safeForm !== null && tool.safeForm.arguments === undefined),
    approved: body.usedApproval !== null,
  };
}

function wholeArguments(
  row: RecordedCallRow,
  tenant: string,
  { action }: EntryBody,
  asked: { readonly target: string | null; readonly argumentsShown: string },
): JsonObject | undefined {
  try {
    const args = JSON.parse(asked.argumentsShown) as JsonObject;
    const digest = actionDigest({
      tenant,
      agent: row.agent_id,
      actionType: action.actionType as ActionType,
      tool: row.tool,
      dataClass: action.dataClass as DataClass,
      target: asked.target,
      arguments: args,
    });
    return digest === action.sha256 ? args : undefined;
  } catch {
    return undefined;
  }
}
