/**
 * A refusal, as an agent sees it: always an error result, the same facts as text for a model and as structure for a
 * program: decision, every reason with its fix and who may make it, the decision's id; for an approval also where it waits
 * and how to go on (architecture.md, conventions of the interface).
 */
import type { Reason } from '@gamut/protocol/decision';
import type { Refusal } from '../decide/verdict.ts';

export interface ToolResult {
  readonly content: readonly { readonly type: 'text'; readonly text: string }[];
  readonly structuredContent: Record<string, unknown>;
  readonly isError: true;
  readonly _meta: Record<string, unknown>;
}

const again = 'Call again with the same arguments.';

export function refusalResult(refusal: Refusal, consoleUrl: string): ToolResult {
  const { decision, decisionId, receipt, approval, incident } = refusal;
  const recorded = receipt !== null;
  const url = approval === null ? undefined : `${consoleUrl}/approvals/${approval.id}`;
  const fix =
    approval === null ? fixOf(decision.reasons) : `A person must approve this first, at ${url}. ${again}`;
  const structuredContent = {
    decision: decision.kind,
    reasons: decision.reasons,
    decision_id: decisionId,
    fix,
    recorded,
    ...(approval === null ? {} : { approval_id: approval.id, url, expires_at: approval.expiresAt }),
    ...(incident === null ? {} : { incident_id: incident }),
  };
  const text =
    approval === null
      ? blockText(refusal, fix)
      : `This action waits for a person's approval. Nothing was performed.\n${reasonLines(decision.reasons)}\nApproval ${approval.id}, open until ${approval.expiresAt}: ${url}\nOnce it is approved: call again with the same arguments. A changed argument is another action.`;
  return {
    content: [{ type: 'text', text }],
    structuredContent,
    isError: true,
    _meta: decisionMeta(decision.kind, decisionId, receipt),
  };
}

/** The action may have had its effect, and is not confirmed: said plainly, never as success. */
export function unfinishedResult(
  state: 'failed' | 'in_doubt',
  detail: string,
  decisionId: string,
  receipt: unknown,
): ToolResult {
  const doubt = state === 'in_doubt';
  const fix = doubt
    ? 'Do not repeat it before someone has looked whether it was done.'
    : 'Look at the arguments and the tool server, then call again.';
  const lead = doubt
    ? 'The action was started, and nobody knows whether it was done.'
    : 'The action was allowed and failed.';
  return {
    content: [{ type: 'text', text: `${lead} ${detail}\n${fix}\nDecision ${decisionId}.` }],
    structuredContent: { outcome: state, detail, decision_id: decisionId, fix },
    isError: true,
    _meta: {
      'gamut/outcome': state,
      'gamut/decision_id': decisionId,
      ...(receipt === null ? {} : { 'gamut/receipt': receipt }),
    },
  };
}

/** It was done, and its answer does not leave Gateway: an error for who waits for the answer, and no reason to do it again. */
export function withheldResult(detail: string, decisionId: string, receipt: unknown): ToolResult {
  const fix =
    'Do not repeat it: it was done. Ask for less at a time where the tool lets you, or have somebody look in the tool itself.';
  return {
    content: [
      {
        type: 'text',
        text: `The action was done, and its answer is withheld. ${detail}\n${fix}\nDecision ${decisionId}.`,
      },
    ],
    structuredContent: { outcome: 'done', answer: 'withheld', detail, decision_id: decisionId, fix },
    isError: true,
    _meta: { 'gamut/outcome': 'done', 'gamut/decision_id': decisionId, 'gamut/receipt': receipt },
  };
}

export function decisionMeta(kind: string, decisionId: string, receipt: unknown): Record<string, unknown> {
  return {
    'gamut/decision': kind,
    'gamut/decision_id': decisionId,
    ...(receipt === null ? {} : { 'gamut/receipt': receipt }),
  };
}

function blockText({ decision, decisionId, receipt, incident }: Refusal, fix: string): string {
  const lead =
    decision.kind === 'block_and_open_incident' ? 'Blocked, and an incident was opened' : 'Blocked';
  const opened = incident === null ? '' : `\nIncident ${incident}.`;
  const recorded = receipt === null ? '\nThis refusal could not be recorded.' : '';
  return `${lead} by Gamut. Nothing was performed.\n${reasonLines(decision.reasons)}\nTo pass: ${fix}${opened}\nDecision ${decisionId}.${recorded}`;
}

function reasonLines(reasons: readonly Reason[]): string {
  return reasons.map((reason) => `- ${reason.message} (${reason.code})`).join('\n');
}

function fixOf(reasons: readonly Reason[]): string {
  const fixes = [
    ...new Set(
      reasons
        .filter((reason) => reason.fix !== '')
        .map((reason) => (reason.who === '' ? reason.fix : `${reason.fix} (${reason.who})`)),
    ),
  ];
  return fixes.length === 0 ? 'See the reasons.' : fixes.join(' ');
}
