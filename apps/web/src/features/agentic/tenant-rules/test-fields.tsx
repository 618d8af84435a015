/** The tests beside a rule as they are written: calls, each with what must come of it. */
import { actionTypes, atfLevels, dataClasses, riskTiers, severities } from '@gamut/kernel/agentic-terms';
import { Button } from '../../../parts/button.tsx';
import { SelectField, TextArea, TextField } from '../../../parts/field.tsx';
import { TermField } from '../../../parts/term-field.tsx';
import { termText } from '../../../parts/wording.ts';
import { blankTest, wrongTest, type TestFields } from './rule-form.ts';
import { expectation } from './tenant-rule.ts';

const expectations = ['block', 'require_approval', 'degrade', 'no_match'] as const;
const testsMax = 20;

type Change = (next: Partial<TestFields>) => void;

interface PartProps {
  readonly test: TestFields;
  readonly onChange: Change;
}

/** What is left out is the most ordinary, and says so. */
function OptionalTerm({
  label,
  terms,
  value,
  onPick,
}: {
  readonly label: string;
  readonly terms: readonly string[];
  readonly value: string;
  readonly onPick: (term: string) => void;
}) {
  return (
    <SelectField label={label} value={value} onChange={(event) => onPick(event.target.value)}>
      <option value="">As usual</option>
      {terms.map((term) => (
        <option key={term} value={term}>
          {termText(term)}
        </option>
      ))}
    </SelectField>
  );
}

function WhoAndWhat({ test, onChange }: PartProps) {
  return (
    <>
      <div className="form-grid">
        <TextField
          label="Tool"
          value={test.tool}
          maxLength={200}
          placeholder="payments_pay"
          onChange={(event) => onChange({ tool: event.target.value })}
        />
        <TextField
          label="Connector"
          value={test.connector}
          maxLength={64}
          onChange={(event) => onChange({ connector: event.target.value })}
        />
        <OptionalTerm
          label="Risk of the tool"
          terms={severities}
          value={test.risk}
          onPick={(risk) => onChange({ risk })}
        />
        <OptionalTerm
          label="Data class"
          terms={dataClasses}
          value={test.dataClass}
          onPick={(dataClass) => onChange({ dataClass })}
        />
      </div>
      <div className="form-grid">
        <TextField
          label="Agent (its id)"
          value={test.agentId}
          maxLength={100}
          onChange={(event) => onChange({ agentId: event.target.value })}
        />
        <OptionalTerm
          label="Level"
          terms={atfLevels}
          value={test.level}
          onPick={(level) => onChange({ level })}
        />
        <OptionalTerm
          label="Risk tier"
          terms={riskTiers}
          value={test.tier}
          onPick={(tier) => onChange({ tier })}
        />
      </div>
    </>
  );
}

function CallDetails({ test, onChange }: PartProps) {
  return (
    <details className="field">
      <summary>More of the call</summary>
      <WhoAndWhat test={test} onChange={onChange} />
      <div className="form-grid">
        <TextField
          label="Amount"
          type="number"
          min={0}
          step="any"
          value={test.amount}
          onChange={(event) => onChange({ amount: event.target.value })}
        />
        <TextField
          label="Currency"
          value={test.currency}
          maxLength={3}
          placeholder="EUR"
          onChange={(event) => onChange({ currency: event.target.value })}
        />
        <TextField
          label="Data domains of the tool"
          value={test.dataDomains}
          maxLength={1024}
          onChange={(event) => onChange({ dataDomains: event.target.value })}
        />
        <TextField
          label="At (UTC)"
          value={test.at}
          placeholder="2026-01-06T12:00:00Z"
          onChange={(event) => onChange({ at: event.target.value })}
        />
      </div>
      <TextArea
        label="Targets, one a line"
        rows={2}
        value={test.targets}
        onChange={(event) => onChange({ targets: event.target.value })}
      />
      <TextArea
        label="Arguments"
        help="One JSON object; a nested member is named by its JSON pointer."
        rows={2}
        spellCheck={false}
        value={test.arguments}
        onChange={(event) => onChange({ arguments: event.target.value })}
      />
    </details>
  );
}

interface OneTestProps extends PartProps {
  readonly place: number;
  readonly error: string | undefined;
  readonly onRemove: (() => void) | undefined;
}

function OneTest({ test, place, error, onChange, onRemove }: OneTestProps) {
  return (
    <fieldset className="fieldset rule-test">
      <legend>Test {place + 1}</legend>
      <div className="form-grid">
        <TextField
          label="The call in words"
          required
          maxLength={200}
          value={test.name}
          onChange={(event) => onChange({ name: event.target.value })}
          error={error}
        />
        <TermField
          label="Kind of action"
          terms={actionTypes}
          value={test.actionType}
          onPick={(actionType) => onChange({ actionType })}
        />
        <TermField
          label="What the rule must do"
          terms={expectations}
          value={test.expect}
          text={(expect) => expectation(expect).text}
          onPick={(expect) => onChange({ expect })}
        />
      </div>
      <CallDetails test={test} onChange={onChange} />
      {onRemove ? (
        <button type="button" className="text-button" onClick={onRemove}>
          Remove<span className="visually-hidden"> test {place + 1}</span>
        </button>
      ) : null}
    </fieldset>
  );
}

interface TestListProps {
  readonly tests: readonly TestFields[];
  /** What is wrong is said once somebody tried to send it. */
  readonly tried: boolean;
  readonly refused: ReadonlyMap<number, string>;
  readonly onChange: (tests: readonly TestFields[]) => void;
}

export function TestList({ tests, tried, refused, onChange }: TestListProps) {
  const change = (key: number, next: Partial<TestFields>) =>
    onChange(tests.map((test) => (test.key === key ? { ...test, ...next } : test)));
  const add = () => onChange([...tests, blankTest(Math.max(0, ...tests.map(({ key }) => key)) + 1)]);
  return (
    <>
      {tests.map((test, place) => (
        <OneTest
          key={test.key}
          test={test}
          place={place}
          error={(tried ? wrongTest(test) : undefined) ?? refused.get(place)}
          onChange={(next) => change(test.key, next)}
          onRemove={
            tests.length > 2 ? () => onChange(tests.filter(({ key }) => key !== test.key)) : undefined
          }
        />
      ))}
      <Button onPress={add} isDisabled={tests.length >= testsMax}>
        Add a test
      </Button>
    </>
  );
}
