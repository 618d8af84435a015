/** What a person says of one control, and completing the assessment. */
import { useState } from 'react';
import { TextArea, TextField } from '../../../parts/field.tsx';
import { FormSheet } from '../../../parts/form-sheet.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { TermField } from '../../../parts/term-field.tsx';
import { useRecordChange } from '../record-change.ts';
import { results, type Assessment, type ControlRow, type Result } from './conformance.ts';

interface SaySheetProps {
  readonly assessment: Assessment;
  readonly control: ControlRow;
  readonly onClose: () => void;
}

export function SaySheet({ assessment, control, onClose }: SaySheetProps) {
  const change = useRecordChange();
  const before = assessment.controls.find(({ id }) => id === control.id);
  const [result, setResult] = useState<Result | ''>(before?.result ?? '');
  const [rationale, setRationale] = useState(before?.rationale ?? '');
  const [evidence, setEvidence] = useState(before?.evidence ?? '');
  return (
    <FormSheet
      title={`${control.id} ${control.name}`}
      act="Record"
      onClose={onClose}
      ready={() => result !== ''}
      perform={() =>
        change('POST', `/v1/atf-assessments/${assessment.id}/controls/${control.id}`, {
          result,
          rationale: rationale.trim(),
          evidence: evidence.trim() || null,
        })
      }
    >
      <p className="prose">{control.asks}</p>
      <TermField label="What you found" terms={results} value={result} onPick={setResult} />
      <TextArea
        label="Why"
        required
        maxLength={4000}
        value={rationale}
        onChange={(event) => setRationale(event.target.value)}
      />
      <TextField
        label="Where the evidence lies"
        help="An address or a document; a word never turns an observed gap into a met control."
        maxLength={2000}
        value={evidence}
        onChange={(event) => setEvidence(event.target.value)}
      />
    </FormSheet>
  );
}

interface CompleteSheetProps {
  readonly assessment: Assessment;
  readonly onClose: () => void;
}

export function CompleteSheet({ assessment, onClose }: CompleteSheetProps) {
  const change = useRecordChange();
  return (
    <ReasonDialog
      title={`Complete the assessment of ${assessment.agentName}`}
      consequence="What was said of each control counts in the statement from now on, and is not changed any more. A new assessment can be started."
      act="Complete"
      weight="act"
      isOpen
      onClose={onClose}
      perform={(note) => change('POST', `/v1/atf-assessments/${assessment.id}/complete`, { note })}
    />
  );
}
