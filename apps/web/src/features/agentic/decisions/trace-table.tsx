/** How Gateway decided: the thirteen controls in order, what each saw, what each concluded. */
import { AppLink } from '../../../parts/app-link.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Section } from '../../../parts/section.tsx';
import { stepVerdict } from '../../../parts/verdict.ts';
import { controlText, count, plural } from '../../../parts/wording.ts';
import type { Reason, TraceStep } from './decision.ts';
import { decisionsHref } from './filter.ts';
import type { ReactNode } from 'react';

export function TraceSection({
  trace,
  aside,
  title = 'How Gateway decided',
}: {
  readonly trace: readonly TraceStep[];
  readonly aside?: ReactNode;
  readonly title?: string;
}) {
  return (
    <Section title={title} aside={aside ?? `${count(trace.length)} ${plural(trace.length, 'control')}`}>
      <table className="register trace" role="table">
        <caption className="visually-hidden">Controls in order, with what each saw</caption>
        <thead className="visually-hidden" role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">
              Number
            </th>
            <th scope="col" role="columnheader">
              Control and what it saw
            </th>
            <th scope="col" role="columnheader">
              Verdict
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {trace.map((step, i) => (
            <tr key={step.control} role="row">
              <td role="cell" className="n">
                {String(i + 1).padStart(2, '0')}
              </td>
              <td role="cell">
                {controlText(step.control)} <span className="saw wrap-anywhere">{step.saw}</span>
              </td>
              <td role="cell" className="end tight">
                <Mark {...stepVerdict(step.verdict)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

export function ReasonsSection({
  reasons,
  title = 'Why',
}: {
  readonly reasons: readonly Reason[];
  readonly title?: string;
}) {
  if (reasons.length === 0) return null;
  return (
    <Section title={title} aside={`${count(reasons.length)} ${plural(reasons.length, 'reason')}`}>
      <ul className="reasons">
        {reasons.map((reason) => (
          <li key={`${reason.code} ${reason.control ?? ''} ${reason.message}`}>
            <strong>{reason.message}</strong>
            {reason.fix ? <p>{reason.fix}</p> : null}
            <p className="aside">
              {reason.who ? `Who can: ${reason.who} · ` : ''}
              <AppLink
                href={decisionsHref(`reason:${reason.code}`)}
                aria-label={`All decisions with the reason ${reason.code}`}
              >
                <code>{reason.code}</code>
              </AppLink>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
