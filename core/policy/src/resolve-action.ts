/**
 * From a call to an action: type, data class, target and amount come from the tool's record (JSON Pointers into the
 * arguments), never from the caller. What cannot be resolved is kept as faults, which controls 6, 8, 12 and 13 turn
 * into gaps; an action exists only when nothing is missing.
 */
import { dataClasses, type DataClass } from '@gamut/kernel/agentic-terms';
import { canonicalJson, type JsonObject } from '@gamut/kernel/canonical-json';
import { sha256Hex } from '@gamut/crypto/hash';
import { actionDigest, type Action } from '@gamut/protocol/action';
import { createRedactor } from '@gamut/redaction/redactor';
import type { FoundAmount } from './amounts.ts';
import { contradictory } from './contradictory.ts';
import type { IndexedFacts, IndexedTool } from './indexed-facts.ts';
import { allByPointer } from './json-pointer.ts';
import { parsePlace, touches, type Place, type PlaceFault } from './place.ts';
import { recipientsOf, type Recipient } from './recipients.ts';
import { withSafeArguments } from './safe-arguments.ts';
import { snapshotArguments } from './snapshot-arguments.ts';

export interface AgentCall {
  /** From the credential alone. */
  readonly agentId: string;
  /** `${connector}_${tool}`, as agents see it. */
  readonly tool: string;
  readonly arguments: unknown;
}

export interface TargetFault {
  readonly kind: 'missing' | 'not_text' | 'too_large' | PlaceFault;
  readonly pointer: string;
}

export interface ResolvedAction {
  readonly indexed: IndexedFacts;
  readonly agentId: string;
  readonly toolName: string;
  readonly tool: IndexedTool | 'unknown' | 'ambiguous';
  /** The copy that is judged, digested and sent; or what made the arguments unreadable. */
  readonly arguments: JsonObject | string;
  /** The same before a safe form has set any of it. */
  readonly asked: JsonObject | string;
  readonly targets: readonly Place[];
  readonly targetFaults: readonly TargetFault[];
  /** Null when it cannot be known, because a target cannot. */
  readonly dataClass: DataClass | null;
  readonly amount: FoundAmount;
  /** Whom or what a consequential call reaches; empty for what has no effect. */
  readonly recipients: readonly Recipient[];
  /** The safe form of the tool holds for this call: its arguments are set. `misfit`: it can't be had, so a person decides. */
  readonly safeForm: 'whole' | 'reduced' | 'misfit';
  /** Whole, or null when any of it is unknown. */
  readonly action: Action | null;
}

/** Lists of targets are bounded: each is compared with every place of the permission, and all are recorded. */
const targetsMax = 256;
const targetCharsMax = 8_000;

/** Total: it never throws, whatever the call holds. */
export function resolveAction(indexed: IndexedFacts, call: AgentCall): ResolvedAction {
  const agentId = typeof call.agentId === 'string' ? call.agentId : '';
  const askedName = typeof call.tool === 'string' && call.tool.isWellFormed() ? call.tool : '';
  const found = indexed.tools.get(askedName);
  const toolName = found === undefined ? sayUnknownTool(askedName) : askedName;
  const tool = found === undefined ? 'unknown' : found === contradictory ? 'ambiguous' : found;
  const asked = snapshotArguments(call.arguments);
  const none = { targets: [], targetFaults: [], recipients: [], safeForm: 'whole' } as const;
  const blank = { indexed, agentId, toolName, tool, arguments: asked, asked, ...none } as const;
  if (typeof tool === 'string' || typeof asked === 'string') {
    return { ...blank, dataClass: null, amount: 'none', action: null };
  }
  const { targets, faults: targetFaults } = resolveTargets(tool, asked);
  const dataClass = targetFaults.length > 0 ? null : classOf(tool, targets);
  const { args, safeForm } = reduceArguments(indexed, agentId, tool, dataClass, asked);
  const target = targets.length === 0 ? null : targets.map((place) => place.text).join('\n');
  const action: Action | null =
    dataClass === null
      ? null
      : {
          tenant: indexed.facts.tenant,
          agent: agentId,
          actionType: tool.facts.actionType,
          tool: toolName,
          dataClass,
          target,
          arguments: args,
        };
  const amount = tool.amounts?.(args) ?? 'none';
  const recipients = recipientsOf(indexed.facts.tenant, tool, args, vouchedFor(indexed, agentId, tool));
  return {
    ...blank,
    arguments: args,
    targets,
    targetFaults,
    dataClass,
    amount,
    recipients,
    safeForm,
    action,
  };
}

/** The caller's own text, which every record of the call will hold: a secret or a person's address in it is struck out first. */
export function sayUnknownTool(name: string): string {
  return unknownNames.redact(name.slice(0, unknownCharsMax)).text.slice(0, toolCharsMax).toWellFormed();
}
const unknownNames = createRedactor();
const [toolCharsMax, unknownCharsMax] = [256, 1024];

/** What may be handled in the safe form only is the safe form from here on: that is judged, digested, approved and sent. */
function reduceArguments(
  indexed: IndexedFacts,
  agentId: string,
  tool: IndexedTool,
  dataClass: DataClass | null,
  asked: JsonObject,
): { args: JsonObject; safeForm: ResolvedAction['safeForm'] } {
  const handling = dataClass === null ? undefined : indexed.dataFlows.get(agentId)?.get(dataClass);
  if (handling !== 'safe_form' || tool.facts.safeForm === null) return { args: asked, safeForm: 'whole' };
  const reduced = withSafeArguments(tool, asked);
  return reduced === undefined ? { args: asked, safeForm: 'misfit' } : { args: reduced, safeForm: 'reduced' };
}

function vouchedFor(indexed: IndexedFacts, agentId: string, tool: IndexedTool): ReadonlySet<string> {
  const permission = indexed.permissions.get(agentId)?.get(tool.facts.id);
  return permission === undefined || permission === contradictory ? nobody : permission.vouched;
}
const nobody: ReadonlySet<string> = new Set();

/**
 * The digest under which the attempt is recorded: the action's own, or, when it is not whole, one over what was asked
 * (with nulls for what could not be resolved). The two can never be equal: an action has a type.
 */
export function attemptDigest(resolved: ResolvedAction): string {
  if (resolved.action !== null) return actionDigest(resolved.action);
  const { agentId: agent, toolName: tool } = resolved;
  const args = typeof resolved.arguments === 'string' ? null : resolved.arguments;
  const tenant = resolved.indexed.facts.tenant;
  return sha256Hex(
    canonicalJson({
      tenant,
      agent: agent.toWellFormed(),
      actionType: null,
      tool,
      dataClass: null,
      target: null,
      arguments: args,
    }),
  );
}

function resolveTargets(tool: IndexedTool, args: JsonObject): { targets: Place[]; faults: TargetFault[] } {
  const targets: Place[] = [];
  const faults: TargetFault[] = [];
  for (const pointer of tool.facts.targetPointers) {
    const texts = (allByPointer(args, pointer) ?? [undefined]).flatMap(textsAt);
    if (texts.includes(undefined)) faults.push({ kind: 'missing', pointer });
    else if (texts.length > targetsMax) faults.push({ kind: 'too_large', pointer });
    else {
      for (const text of texts) {
        const place =
          typeof text === 'string'
            ? parsePlace(text, tool.facts.targetKind, tool.facts.targetRoot)
            : 'not_text';
        if (typeof place !== 'string') targets.push(place);
        else if (!faults.some((fault) => fault.kind === place && fault.pointer === pointer))
          faults.push({ kind: place, pointer });
      }
    }
  }
  const chars = targets.reduce((sum, target) => sum + target.text.length + 1, 0);
  if (chars > targetCharsMax) faults.push({ kind: 'too_large', pointer: tool.facts.targetPointers[0] ?? '' });
  return { targets, faults };
}

/** An empty list names none. */
function textsAt(found: unknown): readonly unknown[] {
  return Array.isArray(found) && found.length > 0 ? found : [Array.isArray(found) ? undefined : found];
}

/** The strictest class of any target; the tool's own is the least that it can be. */
function classOf(tool: IndexedTool, targets: readonly Place[]): DataClass {
  let rank = dataClasses.indexOf(tool.facts.dataClass);
  for (const { place, dataClass } of tool.classes) {
    const applies =
      place === null ||
      targets.length === 0 ||
      targets.some((target) => touches(target, place, tool.facts.recursive));
    if (applies) rank = Math.max(rank, dataClasses.indexOf(dataClass));
  }
  return dataClasses[rank] as DataClass;
}
