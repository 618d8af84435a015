/** Writes a workflow plan for one agent: its stages in order, the checkpoints between them, and how long it lasts. */
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { TextField } from '../../../parts/field.tsx';
import { FormSheet } from '../../../parts/form-sheet.tsx';
import { AgentField } from '../pick-fields.tsx';
import { useRecordChange } from '../record-change.ts';
import { useSigners } from './checkpoint-fields.tsx';
import { NamedFields, picksNone, useReady } from './record-form.tsx';
import { blankStage, StageFieldset, type StageFields } from './stage-fields.tsx';
import { ToolChecks, usePermittedTools } from './tool-checks.tsx';

const stagesMax = 16;
const untouched = { name: '', purpose: '', hours: '168', throughout: [] as readonly string[] };

const stageOf = ({ name, toolIds, toolsetIds, approverRole, approverIds }: StageFields, isLast: boolean) => ({
  ...{ name: name.trim(), toolIds, toolsetIds },
  ...(isLast ? {} : { checkpoint: { approverRole, approverIds } }),
});

function useStages() {
  const [stages, setStages] = useState<readonly StageFields[]>([blankStage(1), blankStage(2)]);
  return {
    stages,
    put: (next: StageFields) => setStages(stages.map((one) => (one.key === next.key ? next : one))),
    drop: (key: number) => setStages(stages.filter((one) => one.key !== key)),
    add: () => setStages([...stages, blankStage(Math.max(...stages.map(({ key }) => key)) + 1)]),
    forget: () => setStages(stages.map((one) => ({ ...one, toolIds: [], approverIds: [] }))),
    whole: !stages.some(picksNone),
  };
}

interface WordsProps {
  readonly fields: typeof untouched;
  readonly onChange: (fields: typeof untouched) => void;
  readonly permitted: ReadonlySet<string>;
}

function PlanWords({ fields, onChange, permitted }: WordsProps) {
  return (
    <>
      <NamedFields fields={fields} onChange={onChange} />
      <TextField
        label="Lasts so many hours from its start"
        type="number"
        required
        min={1}
        max={2160}
        value={fields.hours}
        onChange={(event) => onChange({ ...fields, hours: event.target.value })}
        help="When its time is over everything is blocked until a person resumes or cancels it."
      />
      <ToolChecks
        legend="Reading tools that every stage may use"
        chosen={fields.throughout}
        onChange={(throughout) => onChange({ ...fields, throughout })}
        only={({ name, actionType }) =>
          permitted.has(name) && (actionType === 'read' || actionType === 'retrieve')
        }
      />
    </>
  );
}

export function PlanSheet({ onClose }: { readonly onClose: () => void }) {
  const change = useRecordChange();
  const [agentId, setAgent] = useState('');
  const [fields, setFields] = useState(untouched);
  const { stages, put, drop, add, forget, whole } = useStages();
  const signers = useSigners(agentId);
  const signable = stages.length === 1 || signers.people?.length !== 0;
  const { tried, ready } = useReady(whole && signable);
  const permitted = usePermittedTools(agentId);
  // what was ticked is of the agent before
  const pickAgent = (id: string) => {
    setAgent(id);
    setFields({ ...fields, throughout: [] });
    forget();
  };
  const perform = () =>
    change('POST', '/v1/workflow-plans', {
      ...{ agentId, name: fields.name.trim(), purpose: fields.purpose.trim() },
      stages: stages.map((stage, at) => stageOf(stage, at === stages.length - 1)),
      throughoutToolIds: fields.throughout,
      lastsHours: Number(fields.hours),
    });
  return (
    <FormSheet title="Write a plan" act="Write plan" wide onClose={onClose} ready={ready} perform={perform}>
      <AgentField label="For the agent" value={agentId} onPick={pickAgent} />
      {agentId === '' ? <p className="aside">Its tools are offered once it is chosen.</p> : null}
      <PlanWords fields={fields} onChange={setFields} permitted={permitted} />
      {stages.map((stage, at) => (
        <StageFieldset
          key={stage.key}
          stage={stage}
          number={at + 1}
          isLast={at === stages.length - 1}
          tried={tried}
          permitted={permitted}
          signers={signers}
          onChange={put}
          onRemove={stages.length > 1 ? () => drop(stage.key) : undefined}
        />
      ))}
      {stages.length < stagesMax ? (
        <div className="buttons">
          <Button onPress={add}>Add a stage</Button>
        </div>
      ) : null}
    </FormSheet>
  );
}
