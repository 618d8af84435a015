/**
 * Arguments as they were kept beside the stream: whole, or with a mark where something was struck out or cut off. Only a mark
 * explains that they no longer give the action's digest; whoever changes the digest of a call that was kept whole is found out.
 */
import { attemptDigest, resolveAction, type ResolvedAction } from '../resolve-action.ts';
import type { IndexedFacts } from '../indexed-facts.ts';
import { isCutOff } from '../shown-to-approver.ts';
import type { RecordedDecision } from '@gamut/protocol/recorded-decision';

/** What stands where a value was struck out (core/redaction). */
const struck = /\[redacted:[a-z0-9_]{1,40}\]/;
/** Arguments that are none are kept as the reason why. */
const unreadable = 'unreadable: ';

export type KnownCall =
  | { readonly kind: 'whole'; readonly resolved: ResolvedAction }
  /** Nobody can give its digest, and why that is so. */
  | { readonly kind: 'unknown'; readonly why: string; readonly kept: boolean };

export function readKeptCall(
  indexed: IndexedFacts,
  recorded: RecordedDecision,
  kept: string | undefined,
): KnownCall | { readonly kind: 'other'; readonly detail: string } {
  if (kept === undefined) return { kind: 'unknown', why: 'are not there', kept: false };
  const resolved = resolveKept(indexed, recorded, kept);
  if (resolved !== undefined && attemptDigest(resolved) === recorded.action.sha256)
    return { kind: 'whole', resolved };
  if (struck.test(kept)) return { kind: 'unknown', why: 'had something struck out', kept: true };
  if (isCutOff(kept)) return { kind: 'unknown', why: 'were too long to be kept whole', kept: true };
  // the digest is over the name that was called, and control characters of it are not recorded
  if (recorded.action.tool.includes('\u{fffd}'))
    return { kind: 'unknown', why: 'are of a tool whose name is not recorded whole', kept: true };
  return {
    kind: 'other',
    detail:
      resolved === undefined
        ? 'its kept arguments can not be read, and nothing was struck out of them'
        : 'its kept arguments are whole, and give another action digest',
  };
}

function resolveKept(
  indexed: IndexedFacts,
  { agent, action }: RecordedDecision,
  kept: string,
): ResolvedAction | undefined {
  const call = { agentId: agent.id, tool: action.tool };
  if (kept.startsWith(unreadable)) {
    const none = resolveAction(indexed, { ...call, arguments: undefined });
    return { ...none, arguments: kept.slice(unreadable.length) };
  }
  try {
    return resolveAction(indexed, { ...call, arguments: JSON.parse(kept) as unknown });
  } catch {
    return undefined;
  }
}
