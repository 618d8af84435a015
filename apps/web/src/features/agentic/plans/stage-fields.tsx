/** One stage of a plan as it is written: its tools, and who opens the next one. */
import { Button } from '../../../parts/button.tsx';
import { TextField } from '../../../parts/field.tsx';
import { Checkpoint, type CheckpointFields } from './checkpoint-fields.tsx';
import type { Signers } from './plan.ts';
import { ToolPick, type PickedTools } from './record-form.tsx';

export interface StageFields extends PickedTools, CheckpointFields {
  /** Of the form alone, so that a stage keeps its place. */
  readonly key: number;
  readonly name: string;
}

export const blankStage = (key: number): StageFields => ({
  key,
  name: '',
  toolIds: [],
  toolsetIds: [],
  approverRole: 'agent_operator',
  approverIds: [],
});

interface StageProps {
  readonly stage: StageFields;
  readonly number: number;
  readonly isLast: boolean;
  readonly tried: boolean;
  /** Names of the tools that the agent is permitted. */
  readonly permitted: ReadonlySet<string>;
  readonly signers: Signers;
  readonly onChange: (stage: StageFields) => void;
  readonly onRemove: (() => void) | undefined;
}

export function StageFieldset(props: StageProps) {
  const { stage, number, isLast, tried, permitted, signers, onChange, onRemove } = props;
  return (
    <fieldset className="fieldset part-fields">
      <legend>Stage {number}</legend>
      <TextField
        label="What happens in it"
        required
        maxLength={100}
        value={stage.name}
        onChange={(event) => onChange({ ...stage, name: event.target.value })}
      />
      <ToolPick
        legend="Tools that it may use"
        fields={stage}
        onChange={onChange}
        only={({ name }) => permitted.has(name)}
        tried={tried}
      />
      {isLast ? (
        <p className="aside">The last stage: a person completes the plan there.</p>
      ) : (
        <Checkpoint fields={stage} signers={signers} onChange={onChange} />
      )}
      {onRemove ? (
        <div className="buttons">
          <Button onPress={onRemove}>Leave out stage {number}</Button>
        </div>
      ) : null}
    </fieldset>
  );
}
