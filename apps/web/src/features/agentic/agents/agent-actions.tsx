/** What a person may do to an agent: suspend, reactivate, set its level, retire; each with a reason that the journal keeps. */
import { atfLevels } from '@gamut/kernel/agentic-terms';
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { SelectField } from '../../../parts/field.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { termText } from '../../../parts/wording.ts';
import { useSession } from '../../administration/session/session.ts';
import { boundaries, useAgentChange, type Agent } from './agent.ts';

interface AgentAct {
  readonly verb: 'suspend' | 'reactivate' | 'level' | 'retire';
  readonly name: string;
  readonly permission: string;
  readonly weight: 'act' | 'stop';
  readonly from: readonly string[];
  readonly consequence: string;
}

const acts: readonly AgentAct[] = [
  {
    verb: 'reactivate',
    name: 'Activate',
    permission: 'agent.reactivate',
    weight: 'act',
    from: ['proposed'],
    consequence: 'It may act through Gateway, within its level and permissions.',
  },
  {
    verb: 'reactivate',
    name: 'Reactivate',
    permission: 'agent.reactivate',
    weight: 'act',
    from: ['suspended'],
    consequence: 'It may act again through Gateway, within its level and permissions.',
  },
  {
    verb: 'level',
    name: 'Set level',
    permission: 'agent.set_level',
    weight: 'act',
    from: ['proposed', 'active', 'suspended'],
    consequence: 'The level says how far it may go, from its next call on.',
  },
  {
    verb: 'suspend',
    name: 'Suspend',
    permission: 'agent.suspend',
    weight: 'stop',
    from: ['active', 'proposed'],
    consequence: 'Its very next call is blocked, and calls in flight are stopped. Its record stays.',
  },
  {
    verb: 'retire',
    name: 'Retire',
    permission: 'agent.retire',
    weight: 'stop',
    from: ['suspended'],
    consequence: 'It never acts again, and can’t be brought back. Its record stays.',
  },
];

/** Pure: the acts that are open for an agent in this status to someone with these permissions. */
export function openActs(status: string, permissions: readonly string[]): readonly AgentAct[] {
  return acts.filter(({ from, permission }) => from.includes(status) && permissions.includes(permission));
}

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
