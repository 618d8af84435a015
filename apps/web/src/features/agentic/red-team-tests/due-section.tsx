/** Which agents need a red-team test, and when: what is due first stands first, and what Gateway blocks already says so. */
import { useState } from 'react';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Register, type Column } from '../../../parts/register.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import { Section } from '../../../parts/section.tsx';
import { Time } from '../../../parts/time.tsx';
import { termText } from '../../../parts/wording.ts';
import { useMay } from '../../administration/session/session.ts';
import { RecordTestSheet } from './record-test-sheet.tsx';
import { dueVerdict, type DueTest } from './red-team-test.ts';

const told: readonly Column<DueTest>[] = [
  { head: 'Standing', className: 'tight', plain: true, cell: ({ state }) => <Mark {...dueVerdict(state)} /> },
  {
    head: 'Agent',
    className: 'grow',
    plain: true,
    cell: ({ agentId, agentName }) => <AppLink href={`/agents/${agentId}?view=record`}>{agentName}</AppLink>,
  },
  { head: 'Level', className: 'tight', cell: ({ level }) => termText(level) },
  {
    head: `Newest test (${zoneNow()})`,
    className: 'tight',
    cell: ({ newest }) => (newest === null ? 'none' : <Time at={newest.testedAt} form="cell" />),
  },
  {
    head: `Due (${zoneNow()})`,
    className: 'tight',
    cell: ({ dueAt }) => (dueAt === null ? 'now' : <Time at={dueAt} form="cell" />),
  },
];

export function DueSection() {
  const list = useList<DueTest>(['red-team-tests', 'due'], '/v1/red-team-tests/due', {}, 60_000);
  const may = useMay('red_team_test.record');
  const [recording, setRecording] = useState<DueTest>();
  const act: Column<DueTest> = {
    head: 'Act',
    className: 'end',
    plain: true,
    cell: (one) => (
      <RowAct act="Record a test" of={`of ${one.agentName}`} onPress={() => setRecording(one)} />
    ),
  };
  return (
    <Section title="What is due" aside="agents at senior and above">
      <Listing
        what="what is due"
        list={list}
        empty={<p className="prose">No agent is at a level that needs a test.</p>}
      >
        <Register
          caption="Red-team tests that are due"
          columns={may ? [...told, act] : told}
          rows={list.rows}
          rowKey={({ agentId }) => agentId}
          more={list.more}
        />
      </Listing>
      {recording ? (
        <RecordTestSheet agentId={recording.agentId} onClose={() => setRecording(undefined)} />
      ) : null}
    </Section>
  );
}
