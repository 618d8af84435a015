/** What a person may do to an agent: suspend, reactivate, lower its level, retire; each with a reason that the journal keeps. */
import { atfLevels, type AtfLevel } from '@gamut/kernel/agentic-terms';
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { TermField } from '../../../parts/term-field.tsx';
import { useSession } from '../../administration/session/session.ts';
import { StopButton } from '../stops/stop-button.tsx';
import { EditAgentSheet } from './edit-agent-sheet.tsx';
import { openActs, type AgentAct } from './agent-acts.ts';
import { boundaries, useAgentChange, type Agent } from './agent.ts';

export function AgentActions({ agent }: { readonly agent: Agent }) {
  const { permissions } = useSession();
  const change = useAgentChange();
  // an intern stands lowest already
  const acts = openActs(agent.status, permissions).filter(
    ({ verb }) => verb !== 'level' || agent.level !== 'intern',
  );
  const [asking, setAsking] = useState<AgentAct>();
  const [editing, setEditing] = useState(false);
  const mayEdit = permissions.includes('agent.update');
  const [level, setLevel] = useState<AtfLevel>('intern');
  const perform = (act: AgentAct, reason: string): Promise<unknown> => {
    if (act.verb === 'level') return change.setLevel(agent.id, level, reason);
    return change[act.verb](agent.id, reason);
  };
  return (
    <>
      {agent.status === 'retired' ? null : (
        <StopButton of={{ target: 'agent', id: agent.id, name: agent.name }} />
      )}
      {mayEdit && agent.status !== 'retired' ? (
        <Button onPress={() => setEditing(true)}>Change</Button>
      ) : null}
      {editing ? <EditAgentSheet agent={agent} onClose={() => setEditing(false)} /> : null}
      {acts.map((act) => (
        <Button
          key={act.name}
          weight={act.weight === 'stop' ? 'stop' : 'plain'}
          onPress={() => setAsking(act)}
        >
          {act.name}
        </Button>
      ))}
      {asking ? (
        <ReasonDialog
          title={
            asking.verb === 'level' ? `Lower the level of ${agent.name}` : `${asking.name} ${agent.name}`
          }
          consequence={asking.consequence}
          act={asking.name}
          weight={asking.weight}
          isOpen
          onClose={() => setAsking(undefined)}
          perform={(reason) => perform(asking, reason)}
        >
          {asking.verb === 'level' ? (
            <TermField
              label="Level"
              terms={atfLevels.slice(0, Math.max(1, atfLevels.indexOf(agent.level ?? 'intern')))}
              value={level}
              onPick={setLevel}
              help={`May: ${boundaries[level]?.may ?? ''} May not: ${boundaries[level]?.mayNot ?? ''}`}
            />
          ) : null}
        </ReasonDialog>
      ) : null}
    </>
  );
}
