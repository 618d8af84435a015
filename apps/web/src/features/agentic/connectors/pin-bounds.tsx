/** What bounds a tool beside its class: trust of its answers, whom it reaches, where an amount stands, its safe form. */
import { SelectField, TextField } from '../../../parts/field.tsx';
import { parsePointers, type Classification } from './connector.ts';
import { safeFormOf, safeFormTyped, type SafeFormText } from './safe-form.ts';

export interface Bounds {
  readonly answerTrust: 'trusted' | 'untrusted';
  readonly recipients: string;
  readonly amount: string;
  readonly safeForm: SafeFormText;
}

export const boundsOf = (before: Classification | undefined): Bounds => ({
  answerTrust: before?.answerTrust ?? 'untrusted',
  recipients: before?.recipientPointers?.join(', ') ?? '',
  amount: before?.amountPointer ?? '',
  safeForm: safeFormTyped(before?.safeForm),
});

/** Pure: as platform takes it, over what stood before. */
export const boundsBody = (bounds: Bounds, before: Classification | undefined) => ({
  answerTrust: bounds.answerTrust,
  recipientPointers: [...parsePointers(bounds.recipients).pointers],
  amountPointer: bounds.amount.trim() || null,
  safeForm: safeFormOf(bounds.safeForm, before?.safeForm),
});

/** Pure: whether the pointers in it can be read. */
export const boundsReadable = ({ recipients, amount }: Bounds): boolean =>
  !parsePointers(recipients).wrong && !parsePointers(amount).wrong;

interface BoundFieldsProps {
  readonly bounds: Bounds;
  readonly onChange: (bounds: Bounds) => void;
}

export function PinBounds({ bounds, onChange }: BoundFieldsProps) {
  const { safeForm } = bounds;
  return (
    <>
      <div className="form-grid">
        <SelectField
          label="Its answers"
          value={bounds.answerTrust}
          help="Whom a call reaches may not be taken from an untrusted answer without a person."
          onChange={(event) =>
            onChange({ ...bounds, answerTrust: event.target.value === 'trusted' ? 'trusted' : 'untrusted' })
          }
        >
          <option value="untrusted">untrusted</option>
          <option value="trusted">trusted</option>
        </SelectField>
        <TextField
          label="Where recipients stand in the arguments"
          className="mono"
          placeholder="/to"
          value={bounds.recipients}
          error={parsePointers(bounds.recipients).wrong}
          onChange={(event) => onChange({ ...bounds, recipients: event.target.value })}
        />
        <TextField
          label="Where the amount stands"
          className="mono"
          placeholder="/amount"
          value={bounds.amount}
          error={parsePointers(bounds.amount).wrong}
          onChange={(event) => onChange({ ...bounds, amount: event.target.value })}
        />
        <TextField
          label="Safe form: rows, at most"
          type="number"
          min={1}
          help="Empty: no safe form; a person decides instead."
          value={safeForm.rows}
          onChange={(event) => onChange({ ...bounds, safeForm: { ...safeForm, rows: event.target.value } })}
        />
      </div>
      <label className="check check-apart">
        <input
          type="checkbox"
          checked={safeForm.mask}
          onChange={(event) => onChange({ ...bounds, safeForm: { ...safeForm, mask: event.target.checked } })}
        />
        Mask personal values in the safe form
      </label>
    </>
  );
}
