/** Every kill switch that was ever engaged, who released it and why; and the one that stops everything. */
import { useState } from 'react';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import { Section } from '../../../parts/section.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { termText } from '../../../parts/wording.ts';
import { useMay } from '../../administration/session/session.ts';
import type { KillSwitch } from './kill-switch.ts';
import { ReleaseSheet } from './stop-banner.tsx';
import { StopButton } from './stop-button.tsx';

/** Where the stopped thing has a page of its own. */
function Target({ of: { target, targetId, targetName } }: { readonly of: KillSwitch }) {
  if (target === 'agent') return <AppLink href={`/agents/${targetId}`}>{targetName}</AppLink>;
  if (target === 'connector') return <AppLink href={`/connectors/${targetId}`}>{targetName}</AppLink>;
  if (target === 'tool') return <AppLink href="/tools">{targetName}</AppLink>;
  return <strong>Everything</strong>;
}

const told: readonly Column<KillSwitch>[] = [
  {
    head: 'State',
    className: 'tight',
    plain: true,
    cell: ({ state }) =>
      state === 'engaged' ? <Mark mark="block" text="Stopped" /> : <Mark mark="off" text="Released" />,
  },
  {
    head: 'What',
    className: 'tight',
    plain: true,
    cell: (one) => (
      <>
        <Target of={one} />{' '}
        <span className="aside">{one.target === 'tenant' ? '' : termText(one.target)}</span>
      </>
    ),
  },
  {
    head: 'Why',
    className: 'grow',
    cell: ({ reason, releaseReason }) => (
      <>
        “{reason}”{releaseReason ? <span className="aside"> Released: “{releaseReason}”</span> : null}
      </>
    ),
  },
  {
    head: `Stopped (${zoneNow()})`,
    className: 'tight',
    cell: ({ engagedAt, engagedBy }) => (
      <>
        <Time at={engagedAt} form="cell" /> <span className="aside">{engagedBy}</span>
      </>
    ),
  },
  {
    head: 'Released',
    className: 'tight',
    cell: ({ releasedAt, releasedBy }) =>
      releasedAt ? (
        <>
          <Time at={releasedAt} form="cell" /> <span className="aside">{releasedBy}</span>
        </>
      ) : (
        'not yet'
      ),
  },
];

const columns = (release: ((engaged: KillSwitch) => void) | undefined): readonly Column<KillSwitch>[] => [
  ...told,
  ...(release
    ? [
        {
          head: 'Act',
          className: 'end' as const,
          plain: true,
          cell: (one: KillSwitch) =>
            one.state === 'engaged' ? (
              <RowAct act="Release" of={one.targetName} onPress={() => release(one)} />
            ) : null,
        },
      ]
    : []),
];

export function StopsPage() {
  const list = useList<KillSwitch>(['kill-switches', 'list'], '/v1/kill-switches', {}, 5000);
  const may = useMay('kill_switch.release');
  const [releasing, setReleasing] = useState<KillSwitch>();
  return (
    <Page
      title="Kill switches"
      lead="A stop holds from the moment it is recorded: no call that it covers is allowed, and calls under way are cut off. An agent, a tool or a connector is stopped on its own page."
      actions={<StopButton of={{ target: 'tenant', name: 'everything' }} />}
    >
      <Section title="Stops" aside="kept for ever">
        <Listing
          what="kill switches"
          list={list}
          empty={
            <Empty
              what="Nothing has ever been stopped."
              why="The page of each agent and connector has a Stop, and so does each row of the tools."
              action={<AppLink href="/agents">Go to the agents</AppLink>}
            />
          }
        >
          <Register
            caption="Kill switches"
            columns={columns(may ? setReleasing : undefined)}
            rows={list.rows}
            rowKey={({ id }) => id}
            more={list.more}
          />
        </Listing>
      </Section>
      {releasing ? <ReleaseSheet of={releasing} onClose={() => setReleasing(undefined)} /> : null}
    </Page>
  );
}
