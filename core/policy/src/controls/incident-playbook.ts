/**
 * Control 9: an incident playbook covers the action type, so that people know what to do when it goes wrong. Required
 * for everything that has an effect; reading, retrieving and calling a model change nothing and need none.
 */
import type { ActionType } from '@gamut/kernel/agentic-terms';
import { reason } from '../reason-codes.ts';
import { found, passed, type Control } from './control.ts';

const withoutEffect: ReadonlySet<ActionType> = new Set(['read', 'retrieve', 'model']);

export function hasEffect(actionType: ActionType): boolean {
  return !withoutEffect.has(actionType);
}

export const incidentPlaybook: Control = ({ indexed, resolved }) => {
  const { tool } = resolved;
  if (typeof tool === 'string') return passed(`tool ${tool}: no action type`);
  const { actionType } = tool.facts;
  if (!hasEffect(actionType)) return passed(`${actionType} needs no playbook`);
  const playbook = indexed.facts.playbooks.find((one) => one.actionTypes.includes(actionType));
  if (playbook !== undefined) return passed(`playbook "${playbook.name}"`);
  return found(
    `no playbook for ${actionType}`,
    reason('playbook_missing', `No incident playbook covers ${actionType} actions.`),
  );
};
