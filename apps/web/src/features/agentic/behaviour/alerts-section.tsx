/** Departures from what is normal: open ones to settle, settled ones with who and why. For one agent or for all. */
import { useState } from 'react';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Register, type Column } from '../../../parts/register.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import { Section } from '../../../parts/section.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { useMay } from '../../administration/session/session.ts';
import { doneText, kindText, type BehaviourAlert } from './behaviour.ts';
import { SettleSheet } from './settle-sheet.tsx';

const settledText = { accepted: 'normal now', dismissed: 'dismissed' } as const;

const seen: readonly Column<BehaviourAlert>[] = [
  {
    head: 'Departure',
    className: 'grow',
    plain: true,
    cell: ({ decisionId, kind, saw, normal }) => (
      <>
        <AppLink href={`/decisions/${decisionId}`}>{kindText(kind)}</AppLink>{' '}
        <span className="aside">
          {saw}. Normal: {normal}
        </span>
      </>
    ),
  },
  {
    head: 'Done at once',
    className: 'tight',
    cell: ({ act }) => (act === 'alert' ? doneText(act) : <Mark mark="degrade" text={doneText(act)} />),
  },
  {
    head: `Raised (${zoneNow()})`,
    className: 'tight',
    cell: ({ raisedAt }) => <Time at={raisedAt} form="cell" />,
  },
];

const agentColumn: Column<BehaviourAlert> = {
  head: 'Agent',
  className: 'tight',
  cell: ({ agentId, agentName }) => <AppLink href={`/agents/${agentId}?view=behaviour`}>{agentName}</AppLink>,
};

const standingColumn = (settle: ((alert: BehaviourAlert) => void) | undefined): Column<BehaviourAlert> => ({
  head: 'Standing',
  className: 'tight',
  plain: true,
  cell: (alert) => {
    if (alert.status !== 'open')
      return (
        <span title={alert.note ?? undefined}>
          {settledText[alert.status]} <span className="aside">{alert.settledBy?.name}</span>
        </span>
      );
    return (
      <>
        <Mark mark="wait" text="To settle" />{' '}
        {settle ? (
          <RowAct
            act="Settle"
            of={`${alert.agentName}: ${kindText(alert.kind)}`}
            onPress={() => settle(alert)}
          />
        ) : null}
      </>
    );
  },
});

interface AlertsSectionProps {
  readonly agentId?: string;
  readonly status?: 'open';
  readonly title: string;
}

export function AlertsSection({ agentId, status, title }: AlertsSectionProps) {
  const list = useList<BehaviourAlert>(['behaviour', 'alerts'], '/v1/behaviour-alerts', { agentId, status });
  const may = useMay('behaviour.settle');
  const [settling, setSettling] = useState<BehaviourAlert>();
  const columns = [standingColumn(may ? setSettling : undefined), ...(agentId ? [] : [agentColumn]), ...seen];
  return (
    <Section title={title} aside="raised within a minute, once until someone settles it">
      <Listing
        what="alerts"
        list={list}
        empty={
          <Empty
            what={status ? 'Nothing to settle.' : 'No departure was ever seen.'}
            why="Once Gamut has learned what is normal, a call that departs from it is named here."
          />
        }
      >
        <Register
          caption={title}
          columns={columns}
          rows={list.rows}
          rowKey={({ id }) => id}
          more={list.more}
        />
      </Listing>
      {settling ? <SettleSheet alert={settling} onClose={() => setSettling(undefined)} /> : null}
    </Section>
  );
}
