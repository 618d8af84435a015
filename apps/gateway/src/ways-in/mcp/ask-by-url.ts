/**
 * An approval asked for by URL elicitation (MCP 2026-07-28): the client opens the approval's page for its person and calls again
 * by itself. Only for a client that says so in this very request, and only once: what still waits after that is an ordinary
 * refusal, so that no client goes round in circles. What the client answers decides nothing: the call is decided anew.
 */
import { inputRequired } from '@modelcontextprotocol/server';
import type { Refusal } from '../../decide/verdict.ts';

/** What a request of this revision says about itself. */
export interface AskingRequest {
  readonly envelope?: Readonly<Record<string, unknown>> | undefined;
  readonly inputResponses?: Readonly<Record<string, unknown>> | undefined;
}

const capabilitiesKey = 'io.modelcontextprotocol/clientCapabilities';

export function opensUrls({ envelope, inputResponses }: AskingRequest): boolean {
  if (inputResponses !== undefined) return false;
  const capabilities = envelope?.[capabilitiesKey] as { elicitation?: { url?: unknown } } | undefined;
  return typeof capabilities?.elicitation?.url === 'object' && capabilities.elicitation.url !== null;
}

/** @returns undefined when the refusal is none that a person can answer */
export function askByUrl({ decision, approval }: Refusal, consoleUrl: string): object | undefined {
  if (approval === null || decision.kind !== 'require_approval') return undefined;
  const reasons = decision.reasons.map((reason) => reason.message).join(' ');
  return inputRequired({
    inputRequests: {
      [approval.id]: inputRequired.elicitUrl({
        url: `${consoleUrl}/approvals/${approval.id}`,
        message: `This action waits for a person’s approval, open until ${approval.expiresAt}. ${reasons} Nothing was performed.`,
      }),
    },
  });
}
