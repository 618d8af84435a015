/**
 * An action, in the seven members that its digest covers. The agent comes from its credential, the arguments from the
 * call, everything else from the tool's record. Approvals, tokens and decision entries name the action by this digest.
 */
import { canonicalJson, type JsonObject } from '@gamut/kernel/canonical-json';
import { sha256Hex } from '@gamut/crypto/hash';
import type { ActionType, DataClass } from '@gamut/kernel/agentic-terms';

export interface Action {
  readonly tenant: string;
  readonly agent: string;
  readonly actionType: ActionType;
  /** `${connector}_${tool}`, as agents see it. */
  readonly tool: string;
  readonly dataClass: DataClass;
  /** What the action is aimed at, resolved; null when the tool has no target. Several targets: joined in order by a newline. */
  readonly target: string | null;
  readonly arguments: JsonObject;
}

/** SHA-256 over the canonical JSON of exactly these seven members, as 64 hexadecimal characters. */
export function actionDigest(action: Action): string {
  const { tenant, agent, actionType, tool, dataClass, target } = action;
  return sha256Hex(
    canonicalJson({ tenant, agent, actionType, tool, dataClass, target, arguments: action.arguments }),
  );
}
