/** Control 2: the agent's status is active. A suspension stops here, at the very next call; it short-circuits. */
import { reason } from '../reason-codes.ts';
import { found, passed, type Control } from './control.ts';

export const statusActive: Control = ({ agent }) => {
  if (agent.status === 'active') return passed('status active');
  // A person wrote the reason, with or without a full stop.
  const why = (agent.statusReason ?? '').trim().replace(/\.+$/, '');
  const because = why === '' ? '' : `: ${why}`;
  return found(
    `status ${agent.status}`,
    reason('agent_not_active', `The agent is ${agent.status}${because}.`),
  );
};
