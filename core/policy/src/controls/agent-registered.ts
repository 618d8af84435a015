/**
 * Control 1: the agent is in the register of an active tenant whose plan entitles its agents to act. It short-circuits,
 * and it is critical: nothing else can be known about an agent that is not there.
 */
import type { AgentFacts } from '@gamut/protocol/facts';
import { contradictory } from '../contradictory.ts';
import { reason } from '../reason-codes.ts';
import { found, passed, type CallInput, type ControlFinding } from './control.ts';

export function agentRegistered(input: CallInput): ControlFinding {
  const { facts } = input.indexed;
  const reasons = [];
  if (registeredAgent(input) === undefined) {
    reasons.push(reason('agent_unknown', 'No agent of this tenant stands behind this credential.'));
  }
  if (facts.tenantStatus === 'sealed') {
    reasons.push(
      reason('tenant_sealed', 'The key that the organisation owns is not there; its agents may not act.'),
    );
  } else if (facts.tenantStatus !== 'active') {
    reasons.push(reason('tenant_not_active', `The tenant is ${facts.tenantStatus}; its agents may not act.`));
  }
  if (facts.agenticEntitled !== true) {
    reasons.push(reason('plan_not_entitled', "The tenant's plan does not entitle its agents to act."));
  }
  if (reasons.length > 0) return found(`tenant ${facts.tenantStatus}`, ...reasons);
  return passed('registered; tenant active; plan entitles');
}

/** The one agent with this id; two under one id are none. */
export function registeredAgent(input: CallInput): AgentFacts | undefined {
  const agent = input.indexed.agents.get(input.resolved.agentId);
  return agent === contradictory ? undefined : agent;
}
