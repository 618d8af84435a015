/** A choice among the product's own terms: what comes out is one of them, or nothing was chosen yet. */
import type { ReactNode } from 'react';
import { SelectField } from './field.tsx';
import { termText } from './wording.ts';

interface TermFieldProps<Term extends string> {
  readonly label: string;
  readonly terms: readonly Term[];
  readonly value: Term | '';
  readonly onPick: (term: Term) => void;
  readonly text?: (term: Term) => string;
  readonly help?: ReactNode;
}

export function TermField<Term extends string>({
  label,
  terms,
  value,
  onPick,
  text = termText,
  help,
}: TermFieldProps<Term>) {
  const pick = (chosen: string) => {
    const term = terms.find((candidate) => candidate === chosen);
    if (term !== undefined) onPick(term);
  };
  return (
    <SelectField
      label={label}
      help={help}
      required
      value={value}
      onChange={(event) => pick(event.target.value)}
    >
      {value === '' ? <option value="">Choose</option> : null}
      {terms.map((term) => (
        <option key={term} value={term}>
          {text(term)}
        </option>
      ))}
    </SelectField>
  );
}
