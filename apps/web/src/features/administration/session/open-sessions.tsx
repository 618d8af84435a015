/** Where somebody is signed in: one register for oneself and for an administrator who looks at a person. */
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { getJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';
import { Button } from '../../../parts/button.tsx';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Register, type Column } from '../../../parts/register.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import { Section } from '../../../parts/section.tsx';
import { Loading, Refusal } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { termText } from '../../../parts/wording.ts';

type OpenSession = Noun<'OpenSession'>;

interface OpenSessionsProps {
  readonly title: string;
  /** Path of the list. */
  readonly path: string;
  readonly none: ReactNode;
  /** How the button for all of them reads. */
  readonly allText: string;
  /** Absent: this reader may not end any. */
  readonly end?:
    { readonly one: (id: string) => Promise<unknown>; readonly all: () => Promise<unknown> } | undefined;
  /** What is asked before any is ended. */
  readonly proof?: ReactNode;
}

function columns(end: ((session: OpenSession) => void) | undefined): readonly Column<OpenSession>[] {
  return [
    {
      head: 'Signed in with',
      className: 'grow',
      plain: true,
      cell: ({ signedInWith, current }) => (
        <>
          {termText(signedInWith ?? 'unknown')} {current ? <span className="aside">this one</span> : null}
        </>
      ),
    },
    {
      head: `Since (${zoneNow()})`,
      className: 'tight',
      cell: ({ startedAt }) => <Time at={startedAt} form="cell" />,
    },
    {
      head: 'Last seen',
      className: 'tight',
      cell: ({ lastSeenAt }) => <Time at={lastSeenAt} form="cell" />,
    },
    { head: 'Ends', className: 'tight', cell: ({ expiresAt }) => <Time at={expiresAt} form="cell" /> },
    ...(end
      ? [
          {
            head: 'Act',
            className: 'end' as const,
            plain: true,
            cell: (session: OpenSession) =>
              session.current ? null : (
                <RowAct
                  act="End"
                  of={`the session since ${session.startedAt}`}
                  onPress={() => end(session)}
                />
              ),
          },
        ]
      : []),
  ];
}

export function OpenSessions({ title, path, none, allText, end, proof }: OpenSessionsProps) {
  const [ending, setEnding] = useState<OpenSession | 'all'>();
  const { data, error, refetch } = useQuery({
    queryKey: ['sessions', path],
    queryFn: ({ signal }) => getJson<Noun<'OpenSessions'>>(path, {}, signal),
    refetchInterval: 15_000,
  });
  const rows = data?.data ?? [];
  const others = rows.filter(({ current }) => !current);
  return (
    <Section title={title} aside="each ends by itself when it is not used">
      {error ? <Refusal error={error} retry={refetch} /> : null}
      {!data && !error ? <Loading what="sessions" /> : null}
      {data && rows.length === 0 ? <p className="prose">{none}</p> : null}
      {rows.length > 0 ? (
        <Register
          caption="Open sessions"
          columns={columns(end ? setEnding : undefined)}
          rows={rows}
          rowKey={({ id }) => id}
        />
      ) : null}
      {end && others.length > 0 ? (
        <div className="buttons">
          <Button weight="stop" onPress={() => setEnding('all')}>
            {allText}
          </Button>
        </div>
      ) : null}
      {end && ending ? (
        <ConfirmDialog
          title={ending === 'all' ? allText : 'End this session'}
          consequence={
            <>
              Its next request is refused, and what it is being shown live is cut within five seconds.
              {proof}
            </>
          }
          act="End"
          onClose={() => setEnding(undefined)}
          perform={() => (ending === 'all' ? end.all() : end.one(ending.id))}
        />
      ) : null}
    </Section>
  );
}
