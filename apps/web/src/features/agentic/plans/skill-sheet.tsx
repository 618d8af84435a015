/** Writes a skill, or the next version of one: what it tells an agent to do, and the bounds within which it may. */
import { actionTypes, dataClasses, type ActionType, type DataClass } from '@gamut/kernel/agentic-terms';
import { useState } from 'react';
import { TextArea } from '../../../parts/field.tsx';
import { FormSheet } from '../../../parts/form-sheet.tsx';
import { TermField } from '../../../parts/term-field.tsx';
import { useRecordChange } from '../record-change.ts';
import { TermChecks } from '../term-checks.tsx';
import type { Skill } from './plan.ts';
import { NamedFields, picksNone, ToolPick, useReady } from './record-form.tsx';

const untouched = {
  name: '',
  purpose: '',
  instructions: '',
  toolIds: [] as readonly string[],
  toolsetIds: [] as readonly string[],
  actionTypes: ['read'] as readonly ActionType[],
  dataClassMax: 'internal' as DataClass,
};
type Fields = typeof untouched;

/** The next version begins as the newest; the tools of its toolsets are among its tools already. */
function fieldsLike(skill: Skill | undefined): Fields {
  const newest = skill?.versions[0];
  if (!skill || !newest) return untouched;
  const { purpose, instructions, tools, actionTypes: types, dataClassMax } = newest;
  const toolIds = tools.map(({ id }) => id);
  return {
    ...{ name: skill.name, purpose, instructions, toolIds },
    ...{ toolsetIds: [], actionTypes: types, dataClassMax },
  };
}

interface PartProps {
  readonly fields: Fields;
  readonly onChange: (fields: Fields) => void;
  readonly tried: boolean;
}

function Bounds({ fields, onChange, tried }: PartProps) {
  return (
    <>
      <ToolPick legend="Tools that it needs" fields={fields} onChange={onChange} tried={tried} />
      <TermChecks
        legend="What it may do with them"
        terms={actionTypes}
        chosen={fields.actionTypes}
        onChange={(chosen) => onChange({ ...fields, actionTypes: chosen })}
        error={tried && fields.actionTypes.length === 0 ? 'Tick at least one.' : undefined}
      />
      <TermField
        label="Up to this data class"
        terms={dataClasses}
        value={fields.dataClassMax}
        onPick={(dataClassMax) => onChange({ ...fields, dataClassMax })}
      />
    </>
  );
}

interface SkillSheetProps {
  readonly skill?: Skill | undefined;
  readonly onClose: () => void;
}

export function SkillSheet({ skill, onClose }: SkillSheetProps) {
  const change = useRecordChange();
  const [fields, setFields] = useState<Fields>(() => fieldsLike(skill));
  const { tried, ready } = useReady(!picksNone(fields) && fields.actionTypes.length > 0);
  const { name, ...version } = fields;
  const perform = () =>
    skill
      ? change('POST', `/v1/skills/${skill.id}/versions`, version)
      : change('POST', '/v1/skills', { name: name.trim(), ...version });
  return (
    <FormSheet
      title={skill ? `Write the next version of ${skill.name}` : 'Write a skill'}
      act={skill ? 'Write version' : 'Write skill'}
      wide
      onClose={onClose}
      ready={ready}
      perform={perform}
    >
      <NamedFields fields={fields} onChange={setFields} isNew={!skill} />
      <TextArea
        label="What it tells the agent to do"
        required
        maxLength={20_000}
        rows={6}
        value={fields.instructions}
        onChange={(event) => setFields({ ...fields, instructions: event.target.value })}
      />
      <Bounds fields={fields} onChange={setFields} tried={tried} />
    </FormSheet>
  );
}
