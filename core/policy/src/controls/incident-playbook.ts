/**
 * Control 9: an incident playbook covers the action type, so that people know what to do when it goes wrong. Required
 * for everything that has an effect; reading, retrieving and calling a model change nothing and need none.
 */
import { hasEffect } from '../has-effect.ts';
import { reason } from '../reason-codes.ts';
import { found, passed, type Control } from './control.ts';

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
