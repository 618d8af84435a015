/** The promise ledger as a register: each sentence, kept or open, how, what is missing, and what the live checks say of it. */
import { Mark } from '../../../parts/mark.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Section } from '../../../parts/section.tsx';
import { liveVerdict, type Promised, type SecurityCheck } from './check-verdict.ts';
import { promises } from './security.ts';

function Kept({ promised }: { readonly promised: Promised }) {
  return promised.state === 'kept' ? (
    <Mark mark="plain" text="Kept" suffix={`by ${promised.tests.length} tests`} />
  ) : (
    <Mark mark="wait" text="Open" />
  );
}

function Sentence({ promised }: { readonly promised: Promised }) {
  const { sentence, mechanism, missing, tests } = promised;
  return (
    <>
      <p>{sentence}</p>
      <p className="aside">{missing ?? mechanism}</p>
      {tests.length > 0 ? (
        <details>
          <summary>
            {missing === null ? 'Tests that fail when it breaks' : 'What is there, and its tests'}
          </summary>
          {missing === null ? null : <p className="aside">{mechanism}</p>}
          <ul>
            {tests.map(({ file, name }) => (
              <li key={`${file} ${name}`} className="aside wrap-anywhere">
                {name} <code>{file}</code>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

function columnsFor(checks: readonly SecurityCheck[] | undefined): readonly Column<Promised>[] {
  return [
    {
      head: 'Promise',
      className: 'most',
      plain: true,
      cell: (promised) => <Sentence promised={promised} />,
    },
    { head: 'State', className: 'tight', cell: (promised) => <Kept promised={promised} /> },
    {
      head: 'Live',
      className: 'tight',
      cell: (promised) => {
        const verdict = liveVerdict(promised, checks);
        return verdict ? <Mark {...verdict} /> : null;
      },
    },
  ];
}

export function PromisesSection({ checks }: { readonly checks: readonly SecurityCheck[] | undefined }) {
  const kept = promises.filter(({ state }) => state === 'kept').length;
  return (
    <Section
      title="Promises"
      aside={`${kept} of ${promises.length} sentences kept; the rest say what is missing`}
    >
      <Register
        caption="Sentences of the security page"
        columns={columnsFor(checks)}
        rows={promises}
        rowKey={({ sha256 }) => sha256}
      />
    </Section>
  );
}
