/** The three states that are not data: loading (words, no shimmer), empty (what, why, one action), refused (message, fix, who). */
import { useState, type ReactNode } from 'react';
import { asProblem } from '../api/problem.ts';
import { Button } from './button.tsx';

export function Loading({ what }: { readonly what: string }) {
  return (
    <p className="loading" role="status">
      Reading {what} …
    </p>
  );
}

interface EmptyProps {
  readonly what: string;
  readonly why: string;
  readonly action?: ReactNode;
}

export function Empty({ what, why, action }: EmptyProps) {
  return (
    <div className="empty">
      <p className="empty-what">{what}</p>
      <p>{why}</p>
      {action ? <div className="empty-action">{action}</div> : null}
    </div>
  );
}

/** What stands between backticks is a command or a value to be typed. */
const withCommands = (text: string): ReactNode[] =>
  text.split('`').map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part));

interface RefusalProps {
  readonly error: unknown;
  /** Tries again; a promise ends when it has been tried. */
  readonly retry?: (() => unknown) | undefined;
}

function TryAgain({ retry }: { readonly retry: () => unknown }) {
  const [trying, setTrying] = useState(false);
  const press = async () => {
    setTrying(true);
    try {
      await retry();
    } finally {
      setTrying(false);
    }
  };
  return (
    <Button isDisabled={trying} onPress={() => void press()}>
      {trying ? 'Trying again …' : 'Try again'}
    </Button>
  );
}

export function Refusal({ error, retry }: RefusalProps) {
  const problem = asProblem(error);
  return (
    <div className="note note-block" role="alert">
      <p>
        <strong>{problem.message}</strong>
      </p>
      {problem.fix ? <p>{withCommands(problem.fix)}</p> : null}
      <p className="aside">
        {problem.who ? `Who can: ${problem.who}. ` : ''}
        <code>{problem.code}</code>
        {problem.requestId ? (
          <>
            {' · request '}
            <code>{problem.requestId}</code>
          </>
        ) : null}
      </p>
      {retry ? (
        <p>
          <TryAgain retry={retry} />
        </p>
      ) : null}
    </div>
  );
}
