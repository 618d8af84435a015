/** What is done at once about each kind of departure. Every choice only tightens; a person can always undo it with a reason. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '../../../api/client.ts';
import { Button } from '../../../parts/button.tsx';
import { FormSheet } from '../../../parts/form-sheet.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Loading, Refusal } from '../../../parts/states.tsx';
import { TermField } from '../../../parts/term-field.tsx';
import { useMay } from '../../administration/session/session.ts';
import { useRecordChange } from '../record-change.ts';
import {
  actText,
  behaviourActs,
  deviationKinds,
  kindHelp,
  kindText,
  type BehaviourRules,
} from './behaviour.ts';

const path = '/v1/behaviour-rules';

function RulesSheet({ rules, onClose }: { readonly rules: BehaviourRules; readonly onClose: () => void }) {
  const change = useRecordChange();
  const [fields, setFields] = useState(rules);
  return (
    <FormSheet
      title="What is done about departures"
      act="Set the rules"
      onClose={onClose}
      perform={() => change('PUT', path, fields)}
    >
      {deviationKinds.map((kind) => (
        <TermField
          key={kind}
          label={kindText(kind)}
          help={kindHelp(kind)}
          terms={behaviourActs}
          value={fields[kind]}
          text={actText}
          onPick={(act) => setFields({ ...fields, [kind]: act })}
        />
      ))}
    </FormSheet>
  );
}

export function RulesSection() {
  const { data, error, refetch } = useQuery({
    queryKey: ['behaviour', 'rules'],
    queryFn: ({ signal }) => getJson<BehaviourRules>(path, {}, signal),
  });
  const may = useMay('behaviour.configure');
  const [open, setOpen] = useState(false);
  return (
    <Section title="What is done at once">
      {error && !data ? <Refusal error={error} retry={refetch} /> : null}
      {data ? (
        <Particulars rows={deviationKinds.map((kind) => [kindText(kind), actText(data[kind])])} />
      ) : error ? null : (
        <Loading what="the rules" />
      )}
      {data && may ? (
        <div className="buttons">
          <Button onPress={() => setOpen(true)}>Change the rules</Button>
        </div>
      ) : null}
      {open && data ? <RulesSheet rules={data} onClose={() => setOpen(false)} /> : null}
    </Section>
  );
}
