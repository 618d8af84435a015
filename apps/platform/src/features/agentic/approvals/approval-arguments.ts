/**
 * What a person would approve, opened for those who may approve it: all that the action is asked with but secrets, whom it reaches and
 * how much it moves, and whether that is to the letter what the approval is bound to.
 */
import { Type, type Static } from 'typebox';
import { actionTypes, dataClasses, type ActionType, type DataClass } from '@gamut/kernel/agentic-terms';
import type { JsonObject } from '@gamut/kernel/canonical-json';
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { allByPointer } from '@gamut/policy/json-pointer';
import { actionDigest } from '@gamut/protocol/action';
import { closed, named, orNull, Sha256 } from '../../../http/schema-words.ts';
import { openWhole } from '../decisions/asked-action.ts';
import type { DecisionDetail } from '../decisions/decision.ts';
import { loadDecision } from '../decisions/load-decision.ts';
import { findToolPointers, findWholeSealed, type ToolPointers } from './approval-arguments-store.ts';
import type { StoredApproval } from './approval-store.ts';
import type { Reading } from './load-approval.ts';

const ArgumentPart = Type.Object(
  {
    pointer: Type.String(),
    kind: Type.Enum(['target', 'recipient', 'amount']),
    value: Type.String({ description: 'a text as it is; anything else as JSON' }),
  },
  closed,
);

export const ApprovalArguments = Type.Object(
  {
    text: Type.String({
      description: 'canonical JSON, account and card numbers included; marks stand for secrets',
    }),
    actionSha256: Sha256,
    exact: Type.Boolean({
      description: 'they give the digest that the approval is bound to: nothing is struck out, nothing else',
    }),
    struck: Type.Array(Type.String(), { description: 'the marks that stand in it' }),
    parts: Type.Array(ArgumentPart, { description: 'whom it reaches and how much, by the tool’s record' }),
    target: orNull(Type.String()),
  },
  named('ApprovalArguments'),
);
export type ApprovalArguments = Static<typeof ApprovalArguments>;

export async function loadArguments(
  tx: TenantReader,
  tenantId: string,
  stored: StoredApproval,
  { open }: Pick<Reading, 'open'>,
): Promise<ApprovalArguments> {
  const [decision, sealed, pointers] = await Promise.all([
    loadDecision(tx, open, stored.decision_id),
    findWholeSealed(tx, stored.decision_id),
    findToolPointers(tx, stored.id),
  ]);
  // of a decision of before, or one of which nothing was struck out, there is only what everybody is shown
  const text =
    sealed === null
      ? open({ table: 'approvals', column: 'arguments_sealed', row: stored.id }, stored.arguments_sealed)
      : openWhole(open, stored.decision_id, sealed);
  const args = parsed(text);
  return {
    text,
    actionSha256: stored.action_sha256,
    exact: args !== undefined && isExact(tenantId, stored, decision, args),
    struck: [...new Set(text.match(/\[redacted:[a-z0-9_]{1,40}\]/g) ?? [])],
    parts: args === undefined ? [] : partsOf(args, pointers),
    target: decision.target,
  };
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined;
  } catch {
    return undefined;
  }
}

/** The digest binds agent, tool, data class, target and arguments: nobody has put others in their place. */
function isExact(
  tenant: string,
  stored: StoredApproval,
  decision: DecisionDetail,
  args: JsonObject,
): boolean {
  const { actionType, dataClass, target } = decision;
  if (!isOneOf<ActionType>(actionTypes, actionType) || !isOneOf<DataClass>(dataClasses, dataClass))
    return false;
  const { agent_id: agent, tool } = stored;
  const action = { tenant, agent, actionType, tool, dataClass, target, arguments: args };
  return actionDigest(action) === stored.action_sha256;
}

function isOneOf<T extends string>(all: readonly T[], one: string | null): one is T {
  return one !== null && (all as readonly string[]).includes(one);
}

function partsOf(args: JsonObject, pointers: ToolPointers): ApprovalArguments['parts'] {
  const { targets, recipients, amount } = pointers;
  const wanted = [
    ...targets.map((pointer) => ({ pointer, kind: 'target' as const })),
    ...recipients
      .filter((pointer) => !targets.includes(pointer))
      .map((pointer) => ({ pointer, kind: 'recipient' as const })),
    ...(amount === null ? [] : [{ pointer: amount, kind: 'amount' as const }]),
  ];
  return wanted.flatMap(({ pointer, kind }) => {
    // each of several, in the order of their list (`*` in the pointer is every item)
    const all = (allByPointer(args, pointer) ?? []).filter((one) => one !== undefined);
    if (all.length === 0) return [];
    const found = pointer.includes('*') ? all : all[0];
    return [{ pointer, kind, value: typeof found === 'string' ? found : JSON.stringify(found) }];
  });
}
