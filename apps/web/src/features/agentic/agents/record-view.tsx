/** What counts for and against an agent: red-team tests, findings, incidents. */
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Section } from '../../../parts/section.tsx';
import { useMay } from '../../administration/session/session.ts';
import { AgentFindings } from '../findings/agent-findings.tsx';
import { OpenIncidentSheet } from '../incidents/incident-acts.tsx';
import { IncidentRegister } from '../incidents/incident-register.tsx';
import { RecordTestSheet } from '../red-team-tests/record-test-sheet.tsx';
import { TestRegister } from '../red-team-tests/test-register.tsx';
import type { Agent } from './agent.ts';

export function RecordView({ agent }: { readonly agent: Agent }) {
  const [open, setOpen] = useState<'none' | 'test' | 'incident'>('none');
  const [mayTest, mayOpen] = [useMay('red_team_test.record'), useMay('incident.open')];
  const [mayFindings, mayIncidents] = [useMay('finding.read'), useMay('incident.read')];
  const close = () => setOpen('none');
  return (
    <>
      <Section title="Red-team tests" aside="last recorded first">
        <TestRegister agentId={agent.id} />
        {mayTest ? (
          <div className="buttons">
            <Button onPress={() => setOpen('test')}>Record a test</Button>
          </div>
        ) : null}
      </Section>
      {mayFindings ? <AgentFindings agent={agent} /> : null}
      {mayIncidents ? (
        <Section title="Incidents">
          <IncidentRegister agentId={agent.id} />
          {mayOpen ? (
            <div className="buttons">
              <Button onPress={() => setOpen('incident')}>Open an incident</Button>
            </div>
          ) : null}
        </Section>
      ) : null}
      {open === 'test' ? <RecordTestSheet agentId={agent.id} onClose={close} /> : null}
      {open === 'incident' ? <OpenIncidentSheet agentId={agent.id} onClose={close} /> : null}
    </>
  );
}
