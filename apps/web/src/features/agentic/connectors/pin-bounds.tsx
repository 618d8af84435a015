/** What bounds a tool beside its class: trust of its answers, whom it reaches, where an amount stands, its safe form. */
import { SelectField, TextField } from '../../../parts/field.tsx';
import { wrongDomain } from '../access-matrix/access-matrix.ts';
import { parsePointers, type Classification } from './connector.ts';
import { safeFormOf, safeFormTyped, type SafeFormText } from './safe-form.ts';

export interface Bounds {
  readonly answerTrust: 'trusted' | 'untrusted';
  readonly recipients: string;
  readonly amount: string;
  /** A code, or a pointer to the argument that names one. */
  readonly currency: string;
  readonly unit: 'major' | 'minor';
  readonly domains: string;
  readonly safeForm: SafeFormText;
}

export const boundsOf = (before: Classification | undefined): Bounds => ({
  answerTrust: before?.answerTrust ?? 'untrusted',
  recipients: before?.recipientPointers?.join(', ') ?? '',
  amount: before?.amountPointer ?? '',
  currency: currencyTyped(before?.amountCurrency),
  unit: before?.amountCurrency?.unit ?? 'major',
  domains: before?.dataDomains?.join(', ') ?? '',
  safeForm: safeFormTyped(before?.safeForm),
});

/** Pure: as platform takes it, over what stood before. */
export const boundsBody = (bounds: Bounds, before: Classification | undefined) => ({
  answerTrust: bounds.answerTrust,
  recipientPointers: [...parsePointers(bounds.recipients).pointers],
  amountPointer: bounds.amount.trim() || null,
  amountCurrency: currencyOf(bounds),
  dataDomains: [...new Set(domainsOf(bounds))],
  safeForm: safeFormOf(bounds.safeForm, before?.safeForm),
});

/** Pure: whether the pointers in it can be read. */
export const boundsReadable = (bounds: Bounds): boolean =>
  !parsePointers(bounds.recipients).wrong &&
  !parsePointers(bounds.amount).wrong &&
  !wrongCurrency(bounds) &&
  !wrongDomains(bounds);

type Currency = Classification['amountCurrency'];

const currencyTyped = (currency: Currency): string =>
  currency ? ('code' in currency ? currency.code : currency.pointer) : '';

function currencyOf({ currency, unit }: Bounds): Exclude<Currency, undefined> {
  const typed = currency.trim();
  if (typed === '') return null;
  return typed.startsWith('/') ? { pointer: typed, unit } : { code: typed.toUpperCase(), unit };
}

function wrongCurrency({ amount, currency }: Bounds): string | undefined {
  const typed = currency.trim();
  if (typed === '') return undefined;
  if (amount.trim() === '') return 'Say first where the amount stands.';
  if (typed.startsWith('/')) return parsePointers(typed).wrong;
  return /^[A-Za-z]{3}$/.test(typed)
    ? undefined
    : 'A code of three letters, EUR, or where it stands: /currency';
}

const domainsOf = ({ domains }: Bounds): string[] =>
  domains
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);

const wrongDomains = (bounds: Bounds): string | undefined =>
  domainsOf(bounds)
    .map(wrongDomain)
    .find((wrong) => wrong !== undefined);

interface BoundFieldsProps {
  readonly bounds: Bounds;
  readonly onChange: (bounds: Bounds) => void;
}

function AmountFields({ bounds, onChange }: BoundFieldsProps) {
  return (
    <>
      <TextField
        label="Where the amount stands"
        className="mono"
        placeholder="/amount"
        help="/items/*/amount is the sum over every item of a list."
        value={bounds.amount}
        error={parsePointers(bounds.amount).wrong}
        onChange={(event) => onChange({ ...bounds, amount: event.target.value })}
      />
      <TextField
        label="Its currency"
        className="mono"
        placeholder="EUR or /currency"
        help="A code, or where it stands in the arguments; empty: a unit of the tool’s own."
        value={bounds.currency}
        error={wrongCurrency(bounds)}
        onChange={(event) => onChange({ ...bounds, currency: event.target.value })}
      />
      <SelectField
        label="The amount counts"
        value={bounds.unit}
        onChange={(event) =>
          onChange({ ...bounds, unit: event.target.value === 'minor' ? 'minor' : 'major' })
        }
      >
        <option value="major">whole units, as euro</option>
        <option value="minor">smallest units, as cents</option>
      </SelectField>
    </>
  );
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
        <AmountFields bounds={bounds} onChange={onChange} />
        <TextField
          label="Data domains"
          className="mono"
          placeholder="customer, claims"
          help="Your own words for the data that it touches, as the access matrix names them."
          value={bounds.domains}
          error={wrongDomains(bounds)}
          onChange={(event) => onChange({ ...bounds, domains: event.target.value })}
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
