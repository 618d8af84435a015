/** The frame of a page that a link of one use opens: whoever is signed in is told, and a link that lost its end is named. */
import { useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { Empty } from '../../../parts/states.tsx';
import type { Session } from './session.ts';
import { Wordmark } from './wordmark.tsx';

interface LinkPageProps {
  /** `set-up` or `reset`. */
  readonly what: string;
  readonly title: string;
  readonly lead: string;
  readonly session: Session | null;
  readonly form: (token: string) => ReactNode;
}

function SignedInAsNote({ session }: { readonly session: Session }) {
  return (
    <div className="note note-degrade">
      <p>
        <strong>You are signed in as {session.user.name}.</strong> This browser will be signed in as whoever
        the link is for instead.
      </p>
    </div>
  );
}

/** Another link opened in the same tab changes only what stands behind the #, which loads no page. */
function onLinkChange(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

export function LinkPage({ what, title, lead, session, form }: LinkPageProps) {
  const token = useSyncExternalStore(onLinkChange, () => window.location.hash.slice(1));
  useEffect(() => {
    document.title = `${title} · Gamut`;
  }, [title]);
  return (
    <main className="sign-in" id="main">
      <div className="sign-in-sheet">
        <Wordmark />
        <h1>{title}</h1>
        {token === '' ? (
          <Empty
            what={`This address is not a whole ${what} link.`}
            why="The part behind the # is missing. Open the link exactly as you were given it, or ask an administrator of your organisation for a fresh one."
            action={<a href="/">Sign in instead</a>}
          />
        ) : (
          <>
            <p className="lead">{lead}</p>
            {session ? <SignedInAsNote session={session} /> : null}
            {form(token)}
          </>
        )}
      </div>
    </main>
  );
}
