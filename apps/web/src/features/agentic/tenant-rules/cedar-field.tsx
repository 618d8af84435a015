/** The text of a rule with its lines numbered, to write or to read; what is wrong with it stands below and leads to its line. */
import { useId, useRef } from 'react';
import type { LineFault } from './tenant-rule.ts';

const linesOf = (text: string): number => text.split('\n').length;

function Numbers({ lines, wrong }: { readonly lines: number; readonly wrong: ReadonlySet<number> }) {
  return (
    <div className="code-numbers" aria-hidden="true">
      {Array.from({ length: lines }, (_, place) => (
        <span key={place} className={wrong.has(place + 1) ? 'code-wrong' : undefined}>
          {place + 1}
        </span>
      ))}
    </div>
  );
}

export function CedarText({ text, label }: { readonly text: string; readonly label: string }) {
  const shown = text.replace(/\n+$/, '');
  return (
    <div className="code-lines">
      <Numbers lines={linesOf(shown)} wrong={new Set()} />
      <pre className="code-text" tabIndex={0} aria-label={label}>
        {shown}
      </pre>
    </div>
  );
}

interface CedarFieldProps {
  readonly label: string;
  readonly value: string;
  readonly faults: readonly LineFault[];
  readonly onChange: (text: string) => void;
}

export function CedarField({ label, value, faults, onChange }: CedarFieldProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const goTo = (line: number) => {
    const lines = value.split('\n');
    const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    area.current?.focus();
    area.current?.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
  };
  const rows = Math.max(8, linesOf(value));
  const wrong = new Set(faults.flatMap(({ line }) => line ?? []));
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="code-lines">
        <Numbers lines={rows} wrong={wrong} />
        <textarea
          ref={area}
          id={id}
          className="code-text"
          required
          maxLength={4096}
          rows={rows}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          {...(faults.length > 0
            ? { 'aria-invalid': true, 'aria-describedby': `${id}-faults` }
            : { 'aria-describedby': `${id}-help` })}
        />
      </div>
      {faults.length > 0 ? (
        <div role="alert">
          <ul className="code-faults" id={`${id}-faults`}>
            {faults.map(({ line, text }) => (
              <li key={`${String(line)} ${text}`} className="field-error">
                {line === undefined ? null : (
                  <button type="button" className="text-button" onClick={() => goTo(line)}>
                    Line {line}
                  </button>
                )}{' '}
                {text}
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <p className="field-help" id={`${id}-help`}>
          One <code>forbid</code> over <code>principal</code>, <code>action</code>, <code>resource</code> and{' '}
          <code>context</code>; <code>@effect("require_approval")</code> or <code>@effect("degrade")</code>{' '}
          above it where it should not block. docs/agentic-stack.md lists what it may read.
        </p>
      )}
    </div>
  );
}
