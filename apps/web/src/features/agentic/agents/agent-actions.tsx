/** What a person may do to an agent: suspend, reactivate, set its level, retire; each with a reason that the journal keeps. */
import { atfLevels } from '@gamut/kernel/agentic-terms';
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { SelectField } from '../../../parts/field.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { termText } from '../../../parts/wording.ts';
import { useSession } from '../../administration/session/session.ts';
import { openActs, type AgentAct } from './agent-acts.ts';
import { boundaries, useAgentChange, type Agent } from './agent.ts';

export function AgentActions({ agent }: { readonly agent: Agent }) {
  const { permissions } = useSession();
  const change = useAgentChange();
  const [asking, setAsking] = useState<AgentAct>();
  const [level, setLevel] = useState(agent.level ?? 'intern');
  const perform = (act: AgentAct, reason: string): Promise<unknown> => {
    if (act.verb === 'level') return change.setLevel(agent.id, level, reason);
    return change[act.verb](agent.id, reason);
  };
  return (
    <>
      {openActs(agent.status, permissions).map((act) => (
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
          title={asking.verb === 'level' ? `Set the level of ${agent.name}` : `${asking.name} ${agent.name}`}
          consequence={asking.consequence}
          act={asking.name}
          weight={asking.weight}
          isOpen
          onClose={() => setAsking(undefined)}
          perform={(reason) => perform(asking, reason)}
        >
          {asking.verb === 'level' ? (
            <SelectField
              label="Level"
              value={level}
              onChange={(event) => setLevel(event.target.value)}
              help={`May: ${boundaries[level]?.may ?? ''} May not: ${boundaries[level]?.mayNot ?? ''}`}
            >
              {atfLevels.map((name) => (
                <option key={name} value={name}>
                  {termText(name)}
                </option>
              ))}
            </SelectField>
          ) : null}
        </ReasonDialog>
      ) : null}
    </>
  );
}
