/** What a promotion to each level asks for in this organisation, and setting it. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';
import { Button } from '../../../parts/button.tsx';
import { TextField } from '../../../parts/field.tsx';
import { FormSheet } from '../../../parts/form-sheet.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Loading, Refusal } from '../../../parts/states.tsx';
import { count, plural, termText } from '../../../parts/wording.ts';
import { useMay } from '../../administration/session/session.ts';
import { useRecordChange } from '../record-change.ts';

type Table = Noun<'PromotionThresholds'>;
type Threshold = Table['thresholds'][number];
const path = '/v1/promotion-thresholds';

const percent = (share: number | null): string =>
  share === null ? 'not asked' : `at least ${(share * 100).toFixed(1).replace(/\.0$/, '')} %`;

function particularsOf(threshold: Threshold) {
  const { daysAtLevelMin, availabilityMin, acceptanceMin, accuracyMin, evidence } = threshold;
  return [
    ['At its level', `${count(daysAtLevelMin)} ${plural(daysAtLevelMin, 'day')} or more`],
    ['Ended as asked', percent(availabilityMin)],
    ['Accepted by people', percent(acceptanceMin)],
    ['Stated accuracy', percent(accuracyMin)],
    ['Evidence', evidence.length === 0 ? 'none' : evidence.join(', ')],
  ] as const;
}

const shareOf = (text: string): number | null => (text.trim() === '' ? null : Number(text) / 100);
const textOf = (share: number | null): string =>
  share === null ? '' : String(Math.round(share * 1000) / 10);

interface OneProps {
  readonly threshold: Threshold;
  readonly onChange: (threshold: Threshold) => void;
}

function OneLevel({ threshold, onChange }: OneProps) {
  const number = (label: string, value: string, read: (text: string) => Partial<Threshold>) => (
    <TextField
      label={label}
      type="number"
      min={0}
      step="any"
      value={value}
      onChange={(event) => onChange({ ...threshold, ...read(event.target.value) })}
    />
  );
  return (
    <fieldset className="fieldset">
      <legend>
        <strong>To {threshold.to}</strong>
      </legend>
      <div className="form-grid">
        {number('Days at its level', String(threshold.daysAtLevelMin), (text) => ({
          daysAtLevelMin: Number(text),
        }))}
        {number('Ended as asked, percent', textOf(threshold.availabilityMin), (text) => ({
          availabilityMin: shareOf(text) ?? 0,
        }))}
        {number('Accepted by people, percent', textOf(threshold.acceptanceMin), (text) => ({
          acceptanceMin: shareOf(text),
        }))}
        {number('Stated accuracy, percent', textOf(threshold.accuracyMin), (text) => ({
          accuracyMin: shareOf(text),
        }))}
      </div>
      <TextField
        label="Evidence that is asked for, with commas between"
        value={threshold.evidence.join(', ')}
        onChange={(event) =>
          onChange({ ...threshold, evidence: event.target.value.split(',').map((one) => one.trimStart()) })
        }
      />
    </fieldset>
  );
}

function ThresholdsSheet({ table, onClose }: { readonly table: Table; readonly onClose: () => void }) {
  const change = useRecordChange();
  const [rows, setRows] = useState(table.thresholds);
  const sent = () =>
    rows.map((row) => ({ ...row, evidence: row.evidence.map((one) => one.trim()).filter(Boolean) }));
  return (
    <FormSheet
      title="What a promotion asks for"
      act="Set"
      wide
      onClose={onClose}
      perform={() => change('PUT', path, { thresholds: sent() })}
    >
      {rows.map((row, i) => (
        <OneLevel key={row.to} threshold={row} onChange={(changed) => setRows(rows.with(i, changed))} />
      ))}
    </FormSheet>
  );
}

export function ThresholdsSection() {
  const { data, error, refetch } = useQuery({
    queryKey: ['promotions', 'thresholds'],
    queryFn: ({ signal }) => getJson<Table>(path, {}, signal),
  });
  const may = useMay('promotion.configure');
  const [open, setOpen] = useState(false);
  if (error && !data) return <Refusal error={error} retry={refetch} />;
  if (!data) return <Loading what="what a promotion asks for" />;
  return (
    <>
      {data.thresholds.map((threshold) => (
        <Section key={threshold.to} title={`To ${termText(threshold.to).toLowerCase()}`}>
          <Particulars rows={particularsOf(threshold)} />
        </Section>
      ))}
      {may ? <Button onPress={() => setOpen(true)}>Change what is asked</Button> : null}
      {open ? <ThresholdsSheet table={data} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
