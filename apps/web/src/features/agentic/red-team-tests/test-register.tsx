/** Red-team tests, of one agent or of all: what was tried, what came of it, when the next is due. */
import { useState } from 'react';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { useNow } from '../../../parts/now.ts';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { termText } from '../../../parts/wording.ts';
import { useMay } from '../../administration/session/session.ts';
import { whoText } from '../made.tsx';
import { useRecordChange } from '../record-change.ts';
import { isOverdue, resultVerdict, type RedTeamTest } from './red-team-test.ts';

function Due({ test }: { readonly test: RedTeamTest }) {
  const now = useNow(60_000);
  if (test.nextDueAt === null) return 'no date';
  if (isOverdue(test, now)) return <Mark mark="degrade" text={`due since ${test.nextDueAt.slice(0, 10)}`} />;
  return <Time at={test.nextDueAt} form="cell" />;
}

const told: readonly Column<RedTeamTest>[] = [
  {
    head: 'Result',
    className: 'tight',
    plain: true,
    cell: ({ result }) => <Mark {...resultVerdict(result)} />,
  },
  { head: 'Tried', className: 'tight', plain: true, cell: ({ type }) => termText(type) },
  { head: 'What was done and seen', className: 'grow', plain: true, cell: ({ summary }) => summary },
  {
    head: `Tested (${zoneNow()})`,
    className: 'tight',
    cell: ({ testedAt }) => <Time at={testedAt} form="cell" />,
  },
  { head: 'Next due', className: 'tight', cell: (test) => <Due test={test} /> },
  { head: 'Recorded by', className: 'tight', cell: ({ createdBy }) => whoText(createdBy) },
];

const agentColumn: Column<RedTeamTest> = {
  head: 'Agent',
  className: 'tight',
  cell: ({ agentId, agentName }) => <AppLink href={`/agents/${agentId}?view=record`}>{agentName}</AppLink>,
};

export function TestRegister({ agentId }: { readonly agentId?: string }) {
  const list = useList<RedTeamTest>(['red-team-tests'], '/v1/red-team-tests', { agentId });
  const change = useRecordChange();
  const mayRemove = useMay('red_team_test.delete');
  const [removing, setRemoving] = useState<RedTeamTest>();
  const act: Column<RedTeamTest> = {
    head: 'Act',
    className: 'end',
    plain: true,
    cell: (test) =>
      test.result === 'passed' ? (
        <RowAct act="Remove" of={`test of ${test.agentName}`} onPress={() => setRemoving(test)} />
      ) : (
        <span className="aside">stays on record</span>
      ),
  };
  return (
    <>
      <Listing
        what="red-team tests"
        list={list}
        empty={
          <Empty
            what="No red-team test is on record."
            why="A senior or principal agent acts only after a test it passed in the last 90 days, and while it failed the newest of no type."
          />
        }
      >
        <Register
          caption="Red-team tests"
          columns={[...told, ...(agentId ? [] : [agentColumn]), ...(mayRemove ? [act] : [])]}
          rows={list.rows}
          rowKey={({ id }) => id}
          more={list.more}
        />
        {mayRemove && list.rows.some(({ result }) => result === 'failed') ? (
          <p className="aside">
            A test that was failed is not removed: without it an older one that held would count again.
          </p>
        ) : null}
      </Listing>
      {removing ? (
        <ReasonDialog
          title="Remove the test"
          consequence={`The record of what was tried on ${removing.agentName} goes; the audit log keeps that it was there. If no other test holds, control 10 blocks a senior agent.`}
          act="Remove"
          weight="stop"
          isOpen
          onClose={() => setRemoving(undefined)}
          perform={(reason) => change('DELETE', `/v1/red-team-tests/${removing.id}`, { reason })}
        />
      ) : null}
    </>
  );
}
