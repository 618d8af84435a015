/**
 * Control 2: the agent's status is active, its circuit breaker is closed, and neither its own kill switch nor the tenant's is
 * engaged. A suspension stops here, at the very next call; it short-circuits.
 */
import type { AgentFacts } from '@gamut/protocol/facts';
import type { Reason } from '@gamut/protocol/decision';
import { reason } from '../reason-codes.ts';
import { found, passed, type Control } from './control.ts';
import { stoppedBy } from './stopped-by.ts';

export const statusActive: Control = ({ agent, indexed }) => {
  const stops = [
    ...stoppedBy(indexed, 'tenant', indexed.facts.tenant, 'the organisation'),
    ...stoppedBy(indexed, 'agent', agent.id, `the agent ${agent.name}`),
  ];
  const reasons: Reason[] = [...stops];
  if (agent.breaker !== undefined)
    reasons.push(reason('agent_breaker_open', `Its circuit breaker is open: ${agent.breaker.reason}.`));
  const saw = `status ${agent.status}${stops.length === 0 ? '' : ', kill switch engaged'}${agent.breaker === undefined ? '' : ', circuit breaker open'}`;
  if (agent.status !== 'active') reasons.push(inactive(agent));
  return reasons.length === 0 ? passed(saw) : found(saw, ...reasons);
};

function inactive(agent: AgentFacts): Reason {
  // A person wrote the reason, with or without a full stop.
  const why = (agent.statusReason ?? '').trim().replace(/\.+$/, '');
  const because = why === '' ? '' : `: ${why}`;
  return reason('agent_not_active', `The agent is ${agent.status}${because}.`);
}
