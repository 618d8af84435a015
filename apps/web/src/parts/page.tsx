/** A page of the register: the record's title in serif, one lead sentence, and what follows. Sets the document's title. */
import { useEffect, type ReactNode } from 'react';

interface PageProps {
  readonly title: string;
  /** Shown instead of the plain title, e.g. with links inside; `title` still names the document. */
  readonly heading?: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

export function Page({ title, heading, lead, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Gamut`;
  }, [title]);
  return (
    <>
      <header className="page-head">
        <div className="page-title">
          <h1>{heading ?? title}</h1>
          {lead ? <p className="lead">{lead}</p> : null}
        </div>
        {actions ? <div className="page-actions">{actions}</div> : null}
      </header>
      {children}
    </>
  );
}
