/** Asks what became of an action in doubt and how that is known; both stay beside what Gateway said, for ever. */
import { useState } from 'react';
import { SelectField, TextField } from '../../../parts/field.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { useRecordChange } from '../record-change.ts';
import { findings, foundFollows, foundText, type ActionInDoubt, type Found } from './in-doubt.ts';

export function ResolveSheet({
  action,
  onClose,
}: {
  readonly action: ActionInDoubt;
  readonly onClose: () => void;
}) {
  const change = useRecordChange();
  const [found, setFound] = useState<Found>('did_not_happen');
  const [link, setLink] = useState('');
  const inForce = action.resolutions[0];
  return (
    <ReasonDialog
      title="What became of it"
      consequence={`${action.agentName}: ${action.tool}${action.target ? ` on ${action.target}` : ''}. ${
        inForce ? `So far: “${foundText(inForce.found)}”, by ${inForce.by.name}; that stays on record.` : ''
      }`}
      reasonLabel="How you know (kept in the journal)"
      act="Record"
      weight="act"
      isOpen
      onClose={onClose}
      perform={(evidence) =>
        change('POST', `/v1/actions-in-doubt/${action.decisionId}/resolutions`, {
          found,
          evidence,
          ...(link.trim() === '' ? {} : { evidenceUrl: link.trim() }),
          ...(inForce ? { supersedes: inForce.id } : {}),
        })
      }
    >
      <SelectField
        label="What you found"
        help={foundFollows(found)}
        value={found}
        onChange={(event) => setFound(findings.find((one) => one === event.target.value) ?? found)}
      >
        {findings.map((one) => (
          <option key={one} value={one}>
            {foundText(one)}
          </option>
        ))}
      </SelectField>
      <TextField
        label="Link to the evidence (may be left out)"
        type="url"
        value={link}
        maxLength={2000}
        placeholder="https://"
        onChange={(event) => setLink(event.target.value)}
      />
    </ReasonDialog>
  );
}
