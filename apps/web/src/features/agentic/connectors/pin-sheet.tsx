/** Classifies and pins one tool as the server describes it now: what kind of action it is, on what data, how risky, aimed at what. */
import { actionTypes, dataClasses, severities } from '@gamut/kernel/agentic-terms';
import { useState, type FormEvent } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Sheet } from '../../../parts/dialog.tsx';
import { SelectField, TextField } from '../../../parts/field.tsx';
import { Hash } from '../../../parts/hash.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import { termText } from '../../../parts/wording.ts';
import { parsePointers, useConnectorChange, type Classification, type Connector } from './connector.ts';

/** What is to be pinned: the observed digest, and the classification that stood before, when there was one. */
export interface PinCandidate {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: unknown;
  readonly observedSha256: string;
  readonly before: Classification | undefined;
}

const keepable = [
  'targetKind',
  'targetRoot',
  'recursive',
  'targetClasses',
  'amountPointer',
  'safeForm',
] as const;

function usePinning(connector: Connector, candidate: PinCandidate, onClose: () => void) {
  const { pin } = useConnectorChange(connector.id);
  const { waiting, error, act } = useActing();
  const { before } = candidate;
  const [fields, setFields] = useState({
    actionType: before?.actionType ?? '',
    dataClass: before?.dataClass ?? '',
    risk: before?.risk ?? '',
    pointers: before?.targetPointers.join(', ') ?? '',
  });
  const set = (name: keyof typeof fields) => (event: { readonly target: { readonly value: string } }) =>
    setFields({ ...fields, [name]: event.target.value });
  const { pointers, wrong } = parsePointers(fields.pointers);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (wrong) return;
    const kept = before ? Object.fromEntries(keepable.map((name) => [name, before[name]])) : {};
    const { actionType, dataClass, risk } = fields;
    if (
      await act(() =>
        pin(candidate.name, candidate.observedSha256, {
          ...kept,
          actionType,
          dataClass,
          risk,
          targetPointers: pointers,
        }),
      )
    )
      onClose();
  };
  return { fields, set, wrong, waiting, error, submit };
}

interface TermFieldProps {
  readonly label: string;
  readonly terms: readonly string[];
  readonly value: string;
  readonly onChange: (event: { readonly target: { readonly value: string } }) => void;
}

function TermField({ label, terms, value, onChange }: TermFieldProps) {
  return (
    <SelectField label={label} required value={value} onChange={onChange}>
      <option value="">Choose</option>
      {terms.map((term) => (
        <option key={term} value={term}>
          {termText(term)}
        </option>
      ))}
    </SelectField>
  );
}

interface PinSheetProps {
  readonly connector: Connector;
  readonly candidate: PinCandidate;
  readonly onClose: () => void;
}

export function PinSheet({ connector, candidate, onClose }: PinSheetProps) {
  const { fields, set, wrong, waiting, error, submit } = usePinning(connector, candidate, onClose);
  return (
    <Sheet title={`Pin ${candidate.name}`} isOpen wide onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <p>
          You fix what the server says now, <Hash value={candidate.observedSha256} />. If it says something
          else later, calls are blocked until someone has read it again. What follows is the server’s own
          text.
        </p>
        <pre
          className="code-block pin-text"
          tabIndex={0}
          aria-label="Description and schema as the server gives them"
        >
          {`${candidate.description}\n\n${JSON.stringify(candidate.inputSchema, null, 2)}`}
        </pre>
        <div className="form-grid">
          <TermField
            label="Kind of action"
            terms={actionTypes}
            value={fields.actionType}
            onChange={set('actionType')}
          />
          <TermField
            label="Data class"
            terms={dataClasses}
            value={fields.dataClass}
            onChange={set('dataClass')}
          />
          <TermField label="Risk" terms={severities} value={fields.risk} onChange={set('risk')} />
          <TextField
            label="Where the target stands in the arguments"
            className="mono"
            placeholder="/path"
            help="JSON Pointers with commas between; empty when it has no target."
            value={fields.pointers}
            onChange={set('pointers')}
            error={wrong}
          />
        </div>
        {error ? <Refusal error={error} /> : null}
        <div className="buttons">
          <Button type="submit" weight="act" isDisabled={waiting}>
            {waiting ? 'Waiting for the journal …' : 'Classify and pin'}
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </div>
      </form>
    </Sheet>
  );
}
