/** The three states that are not data: loading (words, no shimmer), empty (what, why, one action), refused (message, fix, who). */
import type { ReactNode } from 'react';
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

interface RefusalProps {
  readonly error: unknown;
  readonly retry?: (() => void) | undefined;
}

export function Refusal({ error, retry }: RefusalProps) {
  const problem = asProblem(error);
  return (
    <div className="note note-block" role="alert">
      <p>
        <strong>{problem.message}</strong>
      </p>
      {problem.fix ? <p>{problem.fix}</p> : null}
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
          <Button onPress={retry}>Try again</Button>
        </p>
      ) : null}
    </div>
  );
}
