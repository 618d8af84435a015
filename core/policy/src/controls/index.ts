/**
 * The table of controls: which runs where. The order is the product's and the ledger's; 1 and 2 short-circuit, the rest
 * all run, so that a refusal names every gap at once. A critical control that blocks while a critical finding is open
 * against the agent opens an incident: identity (1), boundary (5), tool (6), data (8), and the open critical itself (11).
 */
import type { ControlName } from '@gamut/protocol/decision';
import { agentRegistered, registeredAgent } from './agent-registered.ts';
import { approvalGate } from './approval-gate.ts';
import type { CallInput, Control, ControlFinding } from './control.ts';
import { dataFlow } from './data-flow.ts';
import { humanOwner } from './human-owner.ts';
import { incidentPlaybook } from './incident-playbook.ts';
import { levelBoundary } from './level-boundary.ts';
import { learnedRecipientsAsk } from './learned-recipients.ts';
import { limits } from './limits.ts';
import { noOpenCritical } from './no-open-critical.ts';
import { redTeamTest } from './red-team-test.ts';
import { securityOwner } from './security-owner.ts';
import { statusActive } from './status-active.ts';
import { toolPermitted } from './tool-permitted.ts';
import { wellFormed } from './well-formed.ts';

export interface ControlRow {
  readonly name: ControlName;
  readonly critical: boolean;
  readonly shortCircuits: boolean;
  readonly run: (input: CallInput) => ControlFinding;
}

export const controls: readonly ControlRow[] = [
  { name: 'agent_registered', critical: true, shortCircuits: true, run: agentRegistered },
  { name: 'status_active', critical: false, shortCircuits: true, run: ofAgent(statusActive) },
  { name: 'human_owner', critical: false, shortCircuits: false, run: ofAgent(humanOwner) },
  { name: 'security_owner', critical: false, shortCircuits: false, run: ofAgent(securityOwner) },
  { name: 'level_boundary', critical: true, shortCircuits: false, run: ofAgent(levelBoundary) },
  { name: 'tool_permitted', critical: true, shortCircuits: false, run: ofAgent(toolPermitted) },
  {
    name: 'approval_gate',
    critical: false,
    shortCircuits: false,
    run: ofAgent(learnedRecipientsAsk(approvalGate)),
  },
  { name: 'data_flow', critical: true, shortCircuits: false, run: ofAgent(dataFlow) },
  { name: 'incident_playbook', critical: false, shortCircuits: false, run: ofAgent(incidentPlaybook) },
  { name: 'red_team_test', critical: false, shortCircuits: false, run: ofAgent(redTeamTest) },
  { name: 'no_open_critical', critical: true, shortCircuits: false, run: ofAgent(noOpenCritical) },
  { name: 'limits', critical: false, shortCircuits: false, run: ofAgent(limits) },
  { name: 'well_formed', critical: false, shortCircuits: false, run: ofAgent(wellFormed) },
];

/** Controls 2 to 13 judge a known agent; without one they never pass. */
function ofAgent(control: Control): (input: CallInput) => ControlFinding {
  return (input) => {
    const agent = registeredAgent(input);
    if (agent === undefined) throw new Error('a control ran without an agent');
    return control({ ...input, agent });
  };
}
