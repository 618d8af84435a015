/** Opening, containing and closing an incident. Each keeps a note in the journal. */
import { severities, type Severity } from '@gamut/kernel/agentic-terms';
import { useState } from 'react';
import type { Noun } from '../../../api/nouns.ts';
import { useList } from '../../../api/use-list.ts';
import { SelectField, TextArea, TextField } from '../../../parts/field.tsx';
import { FormSheet } from '../../../parts/form-sheet.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { TermField } from '../../../parts/term-field.tsx';
import { useMay } from '../../administration/session/session.ts';
import type { Playbook } from '../incident-playbooks/playbook.ts';
import { AgentField } from '../pick-fields.tsx';
import { useRecordChange } from '../record-change.ts';

export type Incident = Noun<'Incident'>;
export type IncidentAct = 'contain' | 'close';

interface OpenIncidentSheetProps {
  readonly agentId?: string | undefined;
  readonly onClose: () => void;
}

export function OpenIncidentSheet({ agentId, onClose }: OpenIncidentSheetProps) {
  const change = useRecordChange();
  const [agent, setAgent] = useState(agentId ?? '');
  const [severity, setSeverity] = useState<Severity>('medium');
  const [title, setTitle] = useState('');
  const [description, setDescription] = useState('');
  const perform = () =>
    change('POST', '/v1/incidents', {
      agentId: agent,
      severity,
      title: title.trim(),
      ...(description.trim() ? { description: description.trim() } : {}),
    });
  return (
    <FormSheet title="Open an incident" act="Open incident" onClose={onClose} perform={perform}>
      {agentId ? null : <AgentField label="Agent" value={agent} onPick={setAgent} />}
      <TermField
        label="Severity"
        terms={severities}
        value={severity}
        onPick={setSeverity}
        help={severity === 'critical' ? 'A critical incident makes the agent an intern at once.' : undefined}
      />
      <TextField
        label="What happened, in a line"
        required
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextArea
        label="What is known"
        maxLength={4000}
        value={description}
        onChange={(event) => setDescription(event.target.value)}
      />
    </FormSheet>
  );
}

const acts = {
  contain: [
    'Say that it is contained',
    'It can do no further harm; it still counts against the agent until it is closed.',
    'Contained',
  ],
  close: [
    'Close the incident',
    'It no longer counts against the agent. Name the cause: a promotion asks for it. The incident stays on record.',
    'Close incident',
  ],
} as const;

interface FollowedFieldProps {
  readonly value: string;
  readonly onPick: (id: string) => void;
}

/** Which playbook was followed: its text is kept with the incident as it stands now. */
function FollowedField({ value, onPick }: FollowedFieldProps) {
  const { rows } = useList<Playbook>(['incident-playbooks'], '/v1/incident-playbooks', {}, false);
  return (
    <SelectField
      label="Playbook that was followed"
      value={value}
      onChange={(event) => onPick(event.target.value)}
    >
      <option value="">none, or as named before</option>
      {rows.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}

interface IncidentDialogProps {
  readonly incident: Incident;
  readonly act: IncidentAct;
  readonly onClose: () => void;
}

export function IncidentDialog({ incident, act, onClose }: IncidentDialogProps) {
  const change = useRecordChange();
  const mayPlaybooks = useMay('incident_playbook.read');
  const [playbookId, setPlaybookId] = useState('');
  const [title, consequence, name] = acts[act];
  return (
    <ReasonDialog
      title={title}
      consequence={`“${incident.title}”. ${consequence}`}
      act={name}
      weight="act"
      isOpen
      onClose={onClose}
      perform={(note) =>
        change('POST', `/v1/incidents/${incident.id}/${act}`, {
          note,
          ...(playbookId === '' ? {} : { playbookId }),
        })
      }
    >
      {mayPlaybooks ? <FollowedField value={playbookId} onPick={setPlaybookId} /> : null}
    </ReasonDialog>
  );
}
