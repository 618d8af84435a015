/** Makes a toolset, or changes one for every agent that holds it, which it names before anything is sent. */
import { useState } from 'react';
import type { Noun } from '../../../api/nouns.ts';
import { TextArea, TextField } from '../../../parts/field.tsx';
import { FormSheet } from '../../../parts/form-sheet.tsx';
import { wrongReason } from '../../../parts/reason.ts';
import { useRecordChange } from '../record-change.ts';
import { reachText, type Toolset } from './plan.ts';
import { NamedFields, useReady } from './record-form.tsx';
import { ToolChecks, useToolChoices, type ToolChoice } from './tool-checks.tsx';
import { useStaying, WhatStays } from './what-stays.tsx';

/** The terms of one tool as they stand in the form: texts, until they are sent. */
interface TermFields {
  readonly approval: boolean;
  readonly places: string;
  readonly amount: string;
  readonly currency: string;
  readonly rate: string;
}
const usual: TermFields = { approval: false, places: '', amount: '', currency: '', rate: '120' };

type Terms = Readonly<Record<string, TermFields>>;

const termsLike = (toolset: Toolset | undefined): Terms =>
  Object.fromEntries(
    (toolset?.tools ?? []).map((one) => [
      one.toolId,
      {
        approval: one.requiresApproval,
        places: one.targetsUnder.join('\n'),
        amount: one.amountMax === null ? '' : String(one.amountMax),
        currency: one.amountCurrency ?? '',
        rate: String(one.callsPerMinuteMax),
      },
    ]),
  );

function termsOf(
  toolId: string,
  { approval, places, amount, currency, rate }: TermFields,
): Noun<'NewToolTerms'> {
  return {
    toolId,
    requiresApproval: approval,
    targetsUnder: places
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
    amountMax: amount.trim() === '' ? null : Number(amount),
    ...(currency === '' ? {} : { amountCurrency: currency }),
    callsPerMinuteMax: Number(rate),
  };
}

interface TermsOfToolProps {
  readonly tool: ToolChoice;
  readonly terms: TermFields;
  readonly onChange: (terms: TermFields) => void;
}

function TermsOfTool({ tool, terms, onChange }: TermsOfToolProps) {
  return (
    <fieldset className="fieldset part-fields">
      <legend>{tool.name}</legend>
      <label className="check">
        <input
          type="checkbox"
          checked={terms.approval}
          onChange={() => onChange({ ...terms, approval: !terms.approval })}
        />
        A person approves each use
      </label>
      <TextArea
        label="Only under these places, one a line; empty: anywhere the tool reaches"
        rows={2}
        value={terms.places}
        onChange={(event) => onChange({ ...terms, places: event.target.value })}
      />
      <div className="form-grid">
        {tool.hasAmount ? (
          <>
            <TextField
              label="Amount at a time without a person"
              type="number"
              min={0}
              step="any"
              value={terms.amount}
              onChange={(event) => onChange({ ...terms, amount: event.target.value })}
            />
            <TextField
              label="In currency"
              className="mono"
              placeholder="none"
              pattern="[A-Z]{3}"
              title="ISO 4217, in capitals: EUR"
              maxLength={3}
              value={terms.currency}
              onChange={(event) => onChange({ ...terms, currency: event.target.value.toUpperCase() })}
            />
          </>
        ) : null}
        <TextField
          label="Calls a minute"
          type="number"
          required
          min={1}
          max={1_000_000}
          value={terms.rate}
          onChange={(event) => onChange({ ...terms, rate: event.target.value })}
        />
      </div>
    </fieldset>
  );
}

interface ToolsetSheetProps {
  /** The one that is changed; left out, a new one is made. */
  readonly toolset?: Toolset | undefined;
  readonly onClose: () => void;
}

interface Wrong {
  readonly tools?: string | undefined;
  readonly reason?: string | undefined;
  readonly unsaid?: string | undefined;
}

/** What was entered, and the change that it makes. */
function useToolsetForm(toolset: Toolset | undefined) {
  const change = useRecordChange();
  const [words, setWords] = useState({ name: '', purpose: toolset?.purpose ?? '', reason: '' });
  const [terms, setTerms] = useState<Terms>(() => termsLike(toolset));
  const chosen = Object.keys(terms);
  const noTool = chosen.length === 0 ? 'Tick at least one.' : undefined;
  const noReason = toolset ? wrongReason(words.reason) : undefined;
  const staying = useStaying(toolset, chosen);
  const [said, say] = useState(false);
  const unsaid =
    staying.ids.length > 0 && !said ? 'Say that they keep it, or leave it in the toolset.' : undefined;
  const { tried, ready } = useReady(!noTool && !noReason && !unsaid && staying.ways !== undefined);
  const perform = () => {
    const tools = chosen.map((id) => termsOf(id, terms[id] ?? usual));
    const purpose = words.purpose.trim();
    if (!toolset) return change('POST', '/v1/toolsets', { name: words.name.trim(), purpose, tools });
    return change('POST', `/v1/toolsets/${toolset.id}/versions`, {
      ...{ version: toolset.version, purpose, tools, reason: words.reason.trim() },
      affects: toolset.heldBy.map(({ id }) => id),
      ...(staying.ids.length === 0 ? {} : { stays: staying.ids }),
    });
  };
  const wrong: Wrong = tried ? { tools: noTool, reason: noReason, unsaid } : {};
  return {
    ...{ words, setWords, terms, chosen, ready, perform, staying, said, say },
    wrong,
    // one that is ticked again has its terms again
    pick: (ids: readonly string[]) =>
      setTerms(Object.fromEntries(ids.map((id) => [id, terms[id] ?? termsLike(toolset)[id] ?? usual]))),
    put: (id: string, next: TermFields) => setTerms({ ...terms, [id]: next }),
  };
}

export function ToolsetSheet({ toolset, onClose }: ToolsetSheetProps) {
  const choices = useToolChoices();
  const form = useToolsetForm(toolset);
  const { words, setWords, terms } = form;
  return (
    <FormSheet
      title={toolset ? `Change ${toolset.name}` : 'Make a toolset'}
      act={toolset ? 'Change' : 'Make toolset'}
      wide
      onClose={onClose}
      ready={form.ready}
      perform={form.perform}
    >
      {toolset ? (
        <p className="prose">
          <strong>{reachText(toolset)}</strong>{' '}
          {toolset.heldBy.length === 0 ? '' : 'From the next call on the change is in force.'}
        </p>
      ) : null}
      <NamedFields fields={words} onChange={setWords} isNew={!toolset} />
      <ToolChecks legend="Tools" chosen={form.chosen} onChange={form.pick} error={form.wrong.tools} />
      {toolset ? (
        <WhatStays
          staying={form.staying}
          heldBy={toolset.heldBy}
          said={form.said}
          onSay={form.say}
          error={form.wrong.unsaid}
        />
      ) : null}
      {choices
        .filter(({ id }) => id in terms)
        .map((tool) => (
          <TermsOfTool
            key={tool.id}
            tool={tool}
            terms={terms[tool.id] ?? usual}
            onChange={(next) => form.put(tool.id, next)}
          />
        ))}
      {toolset ? (
        <TextArea
          label="Reason (kept in the journal)"
          value={words.reason}
          maxLength={2000}
          onChange={(event) => setWords({ ...words, reason: event.target.value })}
          error={form.wrong.reason}
        />
      ) : null}
    </FormSheet>
  );
}
