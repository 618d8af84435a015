/** Control 11: no critical finding and no critical incident is open against the agent. It is critical itself. */
import type { Reason } from '@gamut/protocol/decision';
import { reason } from '../reason-codes.ts';
import { found, passed, type Control } from './control.ts';

export const noOpenCritical: Control = ({ indexed, agent }) => {
  const findings = indexed.criticalFindings.get(agent.id) ?? [];
  const incidents = indexed.criticalIncidents.get(agent.id) ?? [];
  if (findings.length === 0 && incidents.length === 0) return passed('none open');
  const reasons: Reason[] = [];
  if (findings.length > 0) {
    reasons.push(
      reason(
        'critical_finding_open',
        `A critical finding is open against the agent: "${findings[0] as string}".`,
      ),
    );
  }
  if (incidents.length > 0) {
    reasons.push(
      reason(
        'critical_incident_open',
        `A critical incident is open against the agent: ${incidents[0] as string}.`,
      ),
    );
  }
  return found(
    `open: ${findings.length} critical findings, ${incidents.length} critical incidents`,
    ...reasons,
  );
};
