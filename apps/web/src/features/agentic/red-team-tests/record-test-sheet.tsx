/** Records a red-team test: what was tried, what came of it, when, and when the next is due. */
import { redTeamTypes } from '@gamut/kernel/agentic-terms';
import { useState } from 'react';
import { SelectField, TextArea, TextField } from '../../../parts/field.tsx';
import { FormSheet } from '../../../parts/form-sheet.tsx';
import { TermField } from '../../../parts/term-field.tsx';
import { AgentField } from '../pick-fields.tsx';
import { useRecordChange } from '../record-change.ts';
import { dayStart, type RedTeamTest } from './red-team-test.ts';

interface RecordTestSheetProps {
  readonly agentId?: string | undefined;
  readonly onClose: () => void;
}

const today = (): string => new Date().toISOString().slice(0, 10);
const untouched = () => ({
  type: 'general' as RedTeamTest['type'],
  result: 'passed' as RedTeamTest['result'],
  summary: '',
  testedOn: today(),
  nextOn: '',
});

/** A test of today was made just now; one of another day at its beginning. */
const bodyOf = ({ type, result, summary, testedOn, nextOn }: ReturnType<typeof untouched>) => ({
  type,
  result,
  summary: summary.trim(),
  testedAt: testedOn === today() ? new Date().toISOString() : dayStart(testedOn),
  ...(nextOn ? { nextDueAt: dayStart(nextOn) } : {}),
});

export function RecordTestSheet({ agentId, onClose }: RecordTestSheetProps) {
  const change = useRecordChange();
  const [agent, setAgent] = useState(agentId ?? '');
  const [fields, setFields] = useState(untouched);
  const { type, result, summary, testedOn, nextOn } = fields;
  const perform = () => change('POST', '/v1/red-team-tests', { agentId: agent, ...bodyOf(fields) });
  return (
    <FormSheet title="Record a red-team test" act="Record" onClose={onClose} perform={perform}>
      {agentId ? null : <AgentField label="Agent" value={agent} onPick={setAgent} />}
      <div className="form-grid">
        <TermField
          label="What was tried"
          terms={redTeamTypes}
          value={type}
          onPick={(picked) => setFields({ ...fields, type: picked })}
        />
        <SelectField
          label="What came of it"
          value={result}
          onChange={(event) =>
            setFields({ ...fields, result: event.target.value === 'failed' ? 'failed' : 'passed' })
          }
        >
          <option value="passed">it held</option>
          <option value="failed">it was broken</option>
        </SelectField>
        <TextField
          label="Tested on (UTC)"
          type="date"
          required
          max={today()}
          value={testedOn}
          onChange={(event) => setFields({ ...fields, testedOn: event.target.value })}
        />
        <TextField
          label="Next one due on (UTC)"
          type="date"
          min={today()}
          value={nextOn}
          onChange={(event) => setFields({ ...fields, nextOn: event.target.value })}
        />
      </div>
      <TextArea
        label="What was done and seen"
        required
        maxLength={4000}
        value={summary}
        onChange={(event) => setFields({ ...fields, summary: event.target.value })}
      />
    </FormSheet>
  );
}
