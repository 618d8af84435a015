/** Transaction limits: how many calls and how much in a minute, an hour or a day, and what happens over it. */
import { RowAct } from '../../../parts/row-act.tsx';
import { Button } from '../../../parts/button.tsx';
import { SelectField, TextField } from '../../../parts/field.tsx';
import { count, plural } from '../../../parts/wording.ts';
import type { Agent } from './agent.ts';

export type Limit = Agent['transactionLimits'][number];

export interface LimitText {
  readonly limits: readonly Limit[];
}

export const limitOf = (limits: readonly Limit[]): LimitText => ({ limits });

/** `10 calls, 500 a day, then a person` */
export function limitText({ window, callsMax, amountMax, currency, whenOver }: Limit): string {
  const bounds = [
    callsMax === null ? '' : `${count(callsMax)} ${plural(callsMax, 'call')}`,
    amountMax === null ? '' : `${count(amountMax)} ${currency ?? 'in amounts'}`,
  ].filter(Boolean);
  const after = whenOver === 'block' ? 'then blocked' : 'then a person';
  return `${bounds.join(' and ') || 'nothing'} ${window === 'hour' ? 'an' : 'a'} ${window}, ${after}`;
}

const windows = ['minute', 'hour', 'day'] as const;
const untouched: Limit = { window: 'day', callsMax: 100, amountMax: null, whenOver: 'require_approval' };

const numberOrNull = (text: string): number | null => (text.trim() === '' ? null : Number(text));

/** Left out where there is none: then the limit is in the tool's own unit. */
function inCurrency({ currency: _, ...limit }: Limit, typed: string): Limit {
  const code = typed.trim().toUpperCase();
  return code === '' ? limit : { ...limit, currency: code };
}

interface OneProps {
  readonly limit: Limit;
  readonly nth: number;
  readonly onChange: (limit: Limit) => void;
  readonly onRemove: () => void;
}

function OneLimit({ limit, nth, onChange, onRemove }: OneProps) {
  return (
    <div className="limit-row">
      <TextField
        label="Calls, at most"
        type="number"
        min={1}
        value={limit.callsMax ?? ''}
        onChange={(event) => onChange({ ...limit, callsMax: numberOrNull(event.target.value) })}
      />
      <TextField
        label="Amounts, at most"
        type="number"
        min={0}
        step="any"
        value={limit.amountMax ?? ''}
        onChange={(event) => onChange({ ...limit, amountMax: numberOrNull(event.target.value) })}
      />
      <TextField
        label="In currency"
        className="mono"
        placeholder="none"
        pattern="[A-Z]{3}"
        title="ISO 4217, in capitals: EUR"
        maxLength={3}
        value={limit.currency ?? ''}
        onChange={(event) => onChange(inCurrency(limit, event.target.value))}
      />
      <SelectField
        label="In a"
        value={limit.window}
        onChange={(event) =>
          onChange({ ...limit, window: windows.find((one) => one === event.target.value) ?? 'day' })
        }
      >
        {windows.map((window) => (
          <option key={window}>{window}</option>
        ))}
      </SelectField>
      <SelectField
        label="Over it"
        value={limit.whenOver}
        onChange={(event) =>
          onChange({ ...limit, whenOver: event.target.value === 'block' ? 'block' : 'require_approval' })
        }
      >
        <option value="require_approval">a person decides</option>
        <option value="block">it is blocked</option>
      </SelectField>
      <RowAct act="Remove" of={`limit ${nth}`} onPress={onRemove} />
    </div>
  );
}

interface LimitFieldsProps {
  /** Over which calls it is counted. */
  readonly of: string;
  readonly value: LimitText;
  readonly onChange: (value: LimitText) => void;
}

export function LimitFields({ of, value: { limits }, onChange }: LimitFieldsProps) {
  return (
    <fieldset className="fieldset">
      <legend>Limits over {of}; an empty field is no bound</legend>
      {limits.map((limit, i) => (
        <OneLimit
          key={i}
          nth={i + 1}
          limit={limit}
          onChange={(changed) => onChange({ limits: limits.with(i, changed) })}
          onRemove={() => onChange({ limits: limits.toSpliced(i, 1) })}
        />
      ))}
      <div>
        <Button onPress={() => onChange({ limits: [...limits, untouched] })}>Add a limit</Button>
      </div>
    </fieldset>
  );
}
