/** Permits one pinned tool to an agent: where, how often, and whether a person must approve each use. */
import { useState, type FormEvent } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Sheet } from '../../../parts/dialog.tsx';
import { SelectField, TextField } from '../../../parts/field.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import { termText } from '../../../parts/wording.ts';
import { useAllConnectors } from '../connectors/all-connectors.ts';
import { LimitFields, limitOf } from './limit-fields.tsx';
import { useAgentChange, type Agent } from './agent.ts';

interface PermittableTool {
  readonly id: string;
  readonly name: string;
  readonly says: string;
}

/** Pinned tools by the name that agents see, without those the agent already has. */
function usePermittableTools(agent: Agent): readonly PermittableTool[] {
  const { data } = useAllConnectors();
  const has = new Set(agent.permissions.map(({ toolId }) => toolId));
  return (data ?? []).flatMap((connector) =>
    connector.tools.flatMap(({ id, name, actionType, risk }) =>
      id === null || has.has(id)
        ? []
        : [
            {
              id,
              name: `${connector.name}_${name}`,
              says: `${termText(actionType ?? '')}, ${risk ?? ''} risk`,
            },
          ],
    ),
  );
}

const untouched = {
  toolId: '',
  under: '',
  calls: '120',
  amount: '',
  currency: '',
  requiresApproval: false,
  limit: limitOf([]),
};

function usePermitting(agent: Agent, onClose: () => void) {
  const change = useAgentChange();
  const { waiting, error, act } = useActing();
  const [fields, setFields] = useState(untouched);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const targetsUnder = fields.under
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
    const wanted = {
      agentId: agent.id,
      toolId: fields.toolId,
      requiresApproval: fields.requiresApproval,
      targetsUnder,
      callsPerMinuteMax: Number(fields.calls),
      amountMax: fields.amount.trim() === '' ? null : Number(fields.amount),
      amountCurrency: fields.currency.trim() || null,
      transactionLimits: [...fields.limit.limits],
    };
    if (await act(() => change.permitTool(wanted))) onClose();
  };
  return { fields, setFields, waiting, error, submit };
}

interface BoundFieldsProps {
  readonly fields: typeof untouched;
  readonly onChange: (fields: typeof untouched) => void;
}

function BoundFields({ fields, onChange }: BoundFieldsProps) {
  return (
    <>
      <TextField
        label="Only under"
        className="mono"
        placeholder="open, drafts"
        help="Places with commas between; empty means anywhere the tool reaches."
        value={fields.under}
        onChange={(event) => onChange({ ...fields, under: event.target.value })}
      />
      <TextField
        label="Calls a minute, at most"
        type="number"
        min={1}
        max={1_000_000}
        required
        value={fields.calls}
        onChange={(event) => onChange({ ...fields, calls: event.target.value })}
      />
      <TextField
        label="Amount at a time without a person, at most"
        type="number"
        min={0}
        step="any"
        help="Empty: no bound. Only for tools whose record says where the amount stands."
        value={fields.amount}
        onChange={(event) => onChange({ ...fields, amount: event.target.value })}
      />
      <TextField
        label="In currency"
        className="mono"
        placeholder="EUR"
        pattern="[A-Z]{3}"
        title="ISO 4217, in capitals: EUR"
        maxLength={3}
        help="Empty: in the tool’s own unit. An amount in another currency asks a person."
        value={fields.currency}
        onChange={(event) => onChange({ ...fields, currency: event.target.value.toUpperCase() })}
      />
      <LimitFields of="this tool" value={fields.limit} onChange={(limit) => onChange({ ...fields, limit })} />
      <label className="check">
        <input
          type="checkbox"
          checked={fields.requiresApproval}
          onChange={(event) => onChange({ ...fields, requiresApproval: event.target.checked })}
        />
        A person approves each use
      </label>
    </>
  );
}

export function PermitSheet({ agent, onClose }: { readonly agent: Agent; readonly onClose: () => void }) {
  const tools = usePermittableTools(agent);
  const { fields, setFields, waiting, error, submit } = usePermitting(agent, onClose);
  return (
    <Sheet title={`Permit a tool to ${agent.name}`} isOpen wide onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <SelectField
          label="Tool"
          required
          value={fields.toolId}
          onChange={(event) => setFields({ ...fields, toolId: event.target.value })}
        >
          <option value="">Choose</option>
          {tools.map(({ id, name, says }) => (
            <option key={id} value={id}>
              {name} ({says})
            </option>
          ))}
        </SelectField>
        <BoundFields fields={fields} onChange={setFields} />
        {error ? <Refusal error={error} /> : null}
        <div className="buttons">
          <Button type="submit" weight="act" isDisabled={waiting}>
            {waiting ? 'Waiting for the journal …' : 'Permit'}
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </div>
      </form>
    </Sheet>
  );
}
