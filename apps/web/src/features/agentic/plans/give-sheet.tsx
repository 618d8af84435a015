/** Grants a toolset, or assigns a skill, to an agent; it says what that does before it is done. */
import { useState } from 'react';
import { FormSheet } from '../../../parts/form-sheet.tsx';
import { AgentField } from '../pick-fields.tsx';
import { useRecordChange } from '../record-change.ts';

interface GiveSheetProps {
  readonly what: 'skill' | 'toolset';
  readonly id: string;
  readonly name: string;
  readonly onClose: () => void;
}

const words = {
  toolset: {
    act: 'Grant',
    says: 'Its tools are permitted to the agent as one, each within its terms. What is set for the agent more strictly stays.',
    path: '/v1/toolset-grants',
  },
  skill: {
    act: 'Assign',
    says: 'From its next call on the agent is allowed only what its skills name. If it has none yet, everything else that it may now is blocked.',
    path: '/v1/skill-assignments',
  },
} as const;

export function GiveSheet({ what, id, name, onClose }: GiveSheetProps) {
  const change = useRecordChange();
  const [agentId, setAgent] = useState('');
  const { act, says, path } = words[what];
  const body = what === 'skill' ? { agentId, skillId: id } : { agentId, toolsetId: id };
  return (
    <FormSheet
      title={`${act} ${name}`}
      act={act}
      onClose={onClose}
      perform={() => change('POST', path, body)}
    >
      <p className="prose">{says}</p>
      <AgentField label="Agent" value={agentId} onPick={setAgent} />
    </FormSheet>
  );
}
