/** Actions whose end nobody knows: what was asked, when, by which tool, why it is in doubt, and what somebody found out. */
import { useState } from 'react';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { useInAddress, Views } from '../../../parts/views.tsx';
import { askedFor } from '../decisions/decision.ts';
import { ResolutionText } from './doubt-section.tsx';
import { standingOf, type ActionInDoubt } from './in-doubt.ts';
import { ResolveSheet } from './resolve-sheet.tsx';

const views = [
  { id: 'open', name: 'To resolve' },
  { id: 'all', name: 'All' },
] as const;

const columns = (resolve: (action: ActionInDoubt) => void): readonly Column<ActionInDoubt>[] => [
  { head: 'Found', className: 'tight', plain: true, cell: (action) => <Mark {...standingOf(action)} /> },
  {
    head: 'Asked for',
    className: 'grow',
    plain: true,
    cell: (action) => (
      <>
        <AppLink href={`/decisions/${action.decisionId}`}>
          <code>{askedFor(action)}</code>
        </AppLink>{' '}
        <span className="aside">{action.agentName}</span>
      </>
    ),
  },
  {
    head: 'Why in doubt, and what was found',
    cell: ({ why, resolutions: [newest] }) => (
      <>
        {why}
        {newest ? (
          <span className="aside">
            {' '}
            <ResolutionText resolution={newest} />
          </span>
        ) : null}
      </>
    ),
  },
  {
    head: `Asked (${zoneNow()})`,
    className: 'tight',
    cell: ({ at }) => <Time at={at} form="cell" />,
  },
  {
    head: 'Act',
    className: 'end',
    plain: true,
    cell: (action) =>
      action.mayResolve && !action.resolved ? (
        <RowAct act="Resolve" of={`${action.tool} by ${action.agentName}`} onPress={() => resolve(action)} />
      ) : null,
  },
];

export function InDoubtPage() {
  const shown = useInAddress('view') === 'all' ? 'all' : 'open';
  const list = useList<ActionInDoubt>(['in-doubt', 'list', shown], '/v1/actions-in-doubt', {
    resolved: shown === 'open' ? 'false' : undefined,
  });
  const [resolving, setResolving] = useState<ActionInDoubt>();
  return (
    <Page
      title="In doubt"
      lead="Actions that were begun and whose end nobody knows: cut off by a stop, or lost in an outage. Gamut never repeats one, and refuses the same action until someone has looked."
    >
      <Views label="Actions in doubt" path="/in-doubt" views={views} current={shown} />
      <Listing
        what="actions in doubt"
        list={list}
        empty={
          <Empty
            what={shown === 'open' ? 'Nothing is in doubt.' : 'No action was ever in doubt.'}
            why="An action is in doubt when a call was cut off, or Gateway never said how it ended."
            action={<AppLink href="/decisions">Show all decisions</AppLink>}
          />
        }
      >
        <Register
          caption="Actions in doubt, newest first"
          columns={columns(setResolving)}
          rows={list.rows}
          rowKey={({ decisionId }) => decisionId}
          more={list.more}
        />
      </Listing>
      {resolving ? <ResolveSheet action={resolving} onClose={() => setResolving(undefined)} /> : null}
    </Page>
  );
}
