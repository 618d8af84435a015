/** Several of the product's terms, each a box to tick. */
import { termText } from '../../parts/wording.ts';

interface TermChecksProps<Term extends string> {
  readonly legend: string;
  readonly terms: readonly Term[];
  readonly chosen: readonly Term[];
  readonly onChange: (chosen: readonly Term[]) => void;
  readonly text?: (term: Term) => string;
  readonly error?: string | undefined;
}

export function TermChecks<Term extends string>({
  legend,
  terms,
  chosen,
  onChange,
  text = termText,
  error,
}: TermChecksProps<Term>) {
  const toggle = (term: Term) =>
    onChange(chosen.includes(term) ? chosen.filter((one) => one !== term) : [...chosen, term]);
  return (
    <fieldset className="fieldset">
      <legend>{legend}</legend>
      <div className="term-checks">
        {terms.map((term) => (
          <label key={term} className="check">
            <input type="checkbox" checked={chosen.includes(term)} onChange={() => toggle(term)} />
            {text(term)}
          </label>
        ))}
      </div>
      {error ? (
        <p className="field-error" role="alert">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
