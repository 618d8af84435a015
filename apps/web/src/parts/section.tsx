/** A section of a record: an ink rule above, a heading, an aside at the right. The unit every page is made of. */
import { useId, type ReactNode } from 'react';

interface SectionProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly id?: string;
  readonly children: ReactNode;
}

export function Section({ title, aside, id, children }: SectionProps) {
  const headingId = useId();
  return (
    <section className="section" aria-labelledby={headingId} id={id}>
      <div className="section-head">
        <h2 id={headingId}>{title}</h2>
        {aside ? <div className="section-aside">{aside}</div> : null}
      </div>
      {children}
    </section>
  );
}

/** Names and values, as the reference pictures set them. Rows without a value are left out by the caller. */
export function Particulars({ rows }: { readonly rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="particulars">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
