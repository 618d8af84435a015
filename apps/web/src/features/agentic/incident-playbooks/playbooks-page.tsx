/** Incident playbooks: written down before something goes wrong, one for each kind of action. */
import { actionTypes, type ActionType } from '@gamut/kernel/agentic-terms';
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { TextArea, TextField } from '../../../parts/field.tsx';
import { FormSheet } from '../../../parts/form-sheet.tsx';
import { Page } from '../../../parts/page.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import { useMay } from '../../administration/session/session.ts';
import { useRecordChange } from '../record-change.ts';
import { TermChecks } from '../term-checks.tsx';
import { PlaybookList } from './playbook-list.tsx';
import type { Playbook } from './playbook.ts';

const path = '/v1/incident-playbooks';
const untouched = { name: '', actionTypes: [] as readonly ActionType[], steps: '' };

interface PlaybookSheetProps {
  /** The one that is changed; without it a new one is written. */
  readonly playbook?: Playbook;
  readonly onClose: () => void;
}

function PlaybookSheet({ playbook, onClose }: PlaybookSheetProps) {
  const change = useRecordChange();
  const [fields, setFields] = useState<Pick<typeof untouched, 'name' | 'actionTypes' | 'steps'>>(
    playbook ?? untouched,
  );
  const [wrong, setWrong] = useState<string>();
  const { name, steps } = fields;
  const body = { name: name.trim(), actionTypes: fields.actionTypes, steps: steps.trim() };
  const ready = () => {
    setWrong(fields.actionTypes.length === 0 ? 'Tick at least one.' : undefined);
    return fields.actionTypes.length > 0;
  };
  const perform = () =>
    playbook ? change('PATCH', `${path}/${playbook.id}`, body) : change('POST', path, body);
  return (
    <FormSheet
      title={playbook ? `Change ${playbook.name}` : 'Write a playbook'}
      act={playbook ? 'Save' : 'Add playbook'}
      wide
      onClose={onClose}
      ready={ready}
      perform={perform}
    >
      <TextField
        label="Name"
        required
        maxLength={100}
        value={name}
        onChange={(event) => setFields({ ...fields, name: event.target.value })}
      />
      <TermChecks
        legend="For actions of these kinds"
        terms={actionTypes}
        chosen={fields.actionTypes}
        onChange={(chosen) => setFields({ ...fields, actionTypes: chosen })}
        error={wrong}
      />
      <TextArea
        label="Steps, one a line"
        required
        rows={8}
        maxLength={20_000}
        value={steps}
        onChange={(event) => setFields({ ...fields, steps: event.target.value })}
      />
    </FormSheet>
  );
}

type Opened = 'none' | 'new' | { readonly act: 'change' | 'remove'; readonly playbook: Playbook };

function Acts({ playbook, open }: { readonly playbook: Playbook; readonly open: (opened: Opened) => void }) {
  const [mayUpdate, mayDelete] = [useMay('incident_playbook.update'), useMay('incident_playbook.delete')];
  return (
    <span className="row-acts">
      {mayUpdate ? (
        <RowAct act="Change" of={playbook.name} onPress={() => open({ act: 'change', playbook })} />
      ) : null}
      {mayDelete ? (
        <RowAct act="Remove" of={playbook.name} onPress={() => open({ act: 'remove', playbook })} />
      ) : null}
    </span>
  );
}

export function PlaybooksPage() {
  const change = useRecordChange();
  const may = useMay('incident_playbook.create');
  const [opened, setOpened] = useState<Opened>('none');
  const close = () => setOpened('none');
  return (
    <Page
      title="Incident playbooks"
      lead="What is done when an action goes wrong, written down before it does. An action that changes or sends something needs one for its kind."
      actions={may ? <Button onPress={() => setOpened('new')}>Write a playbook</Button> : undefined}
    >
      <PlaybookList acts={(playbook) => <Acts playbook={playbook} open={setOpened} />} />
      {opened === 'new' ? <PlaybookSheet onClose={close} /> : null}
      {typeof opened === 'object' && opened.act === 'change' ? (
        <PlaybookSheet playbook={opened.playbook} onClose={close} />
      ) : null}
      {typeof opened === 'object' && opened.act === 'remove' ? (
        <ReasonDialog
          title={`Remove ${opened.playbook.name}`}
          consequence="Actions of its kinds that no other playbook covers are blocked from their next call on."
          act="Remove"
          weight="stop"
          isOpen
          onClose={close}
          perform={(reason) => change('DELETE', `${path}/${opened.playbook.id}`, { reason })}
        />
      ) : null}
    </Page>
  );
}
