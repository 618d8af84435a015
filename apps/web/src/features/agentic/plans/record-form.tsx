/** What the forms of plans, skills and toolsets have in common: their name and purpose, the tools that are picked, and when they can be sent. */
import { useState } from 'react';
import { TextArea, TextField } from '../../../parts/field.tsx';
import { ToolChecks, ToolsetChecks, type ToolChoice } from './tool-checks.tsx';

interface Words {
  readonly name: string;
  readonly purpose: string;
}

interface NamedFieldsProps<Fields extends Words> {
  readonly fields: Fields;
  readonly onChange: (fields: Fields) => void;
  /** A name is given once, and never changed. */
  readonly isNew?: boolean;
}

export function NamedFields<Fields extends Words>({
  fields,
  onChange,
  isNew = true,
}: NamedFieldsProps<Fields>) {
  return (
    <>
      {isNew ? (
        <TextField
          label="Name"
          required
          maxLength={100}
          value={fields.name}
          onChange={(event) => onChange({ ...fields, name: event.target.value })}
        />
      ) : null}
      <TextArea
        label="What it is for"
        required
        minLength={3}
        maxLength={2000}
        rows={2}
        value={fields.purpose}
        onChange={(event) => onChange({ ...fields, purpose: event.target.value })}
      />
    </>
  );
}

export interface PickedTools {
  readonly toolIds: readonly string[];
  readonly toolsetIds: readonly string[];
}

export const picksNone = ({ toolIds, toolsetIds }: PickedTools): boolean =>
  toolIds.length + toolsetIds.length === 0;

interface ToolPickProps<Fields extends PickedTools> {
  readonly legend: string;
  readonly fields: Fields;
  readonly onChange: (fields: Fields) => void;
  readonly only?: (tool: ToolChoice) => boolean;
  /** Somebody has tried to send it: then what is missing is said. */
  readonly tried: boolean;
}

/** Tools by themselves, and those of toolsets as they stand now. */
export function ToolPick<Fields extends PickedTools>({
  legend,
  fields,
  onChange,
  only = () => true,
  tried,
}: ToolPickProps<Fields>) {
  return (
    <>
      <ToolChecks
        legend={legend}
        chosen={fields.toolIds}
        onChange={(toolIds) => onChange({ ...fields, toolIds })}
        only={only}
        error={tried && picksNone(fields) ? 'Tick a tool or a toolset.' : undefined}
      />
      <ToolsetChecks
        legend="And those of these toolsets, as they stand now"
        chosen={fields.toolsetIds}
        onChange={(toolsetIds) => onChange({ ...fields, toolsetIds })}
      />
    </>
  );
}

/** What is missing is said once somebody has tried to send the form. */
export function useReady(whole: boolean): { readonly tried: boolean; readonly ready: () => boolean } {
  const [tried, setTried] = useState(false);
  return {
    tried,
    ready: () => {
      setTried(true);
      return whole;
    },
  };
}
