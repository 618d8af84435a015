/** People & access: who has a place in this organisation, with which role, and when they were last seen. */
import { useState } from 'react';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { standingVerdict } from '../../../parts/verdict.ts';
import { termText } from '../../../parts/wording.ts';
import { useMay } from '../session/session.ts';
import { AddPersonSheet } from './add-person-sheet.tsx';
import { peopleSentence, rolesText, type Member } from './person.ts';

const columns: readonly Column<Member>[] = [
  {
    head: 'Person',
    className: 'grow',
    plain: true,
    cell: ({ id, name, email }) => (
      <>
        <AppLink href={`/people/${id}`}>{name}</AppLink> <span className="aside">{email}</span>
      </>
    ),
  },
  { head: 'Role', plain: true, cell: (member) => rolesText(member) },
  {
    head: `Last seen (${zoneNow()})`,
    className: 'tight',
    cell: ({ lastSeenAt }) => (lastSeenAt ? <Time at={lastSeenAt} form="cell" /> : 'never'),
  },
  {
    head: 'Signed in with',
    className: 'tight',
    cell: ({ signsInWith }) => (signsInWith ? termText(signsInWith) : null),
  },
  {
    head: 'Status',
    className: 'tight',
    plain: true,
    cell: ({ status }) => <Mark {...standingVerdict(status)} />,
  },
];

export function PeoplePage() {
  const list = useList<Member>(['memberships', 'list'], '/v1/memberships', {}, 15_000);
  const [adding, setAdding] = useState(false);
  const mayAdd = useMay('person.add');
  const lead =
    list.rows.length > 0 && !list.more
      ? peopleSentence(list.rows)
      : 'Who has a place in this organisation, and what it lets them do.';
  return (
    <Page
      title="People & access"
      lead={lead}
      actions={
        <>
          <AppLink className="button" href="/roles">
            What each role may do
          </AppLink>
          {mayAdd ? (
            <Button weight="act" onPress={() => setAdding(true)}>
              Add a person
            </Button>
          ) : null}
        </>
      }
    >
      <Listing
        what="people"
        list={list}
        empty={<Empty what="Nobody has a place here." why="Whoever is added gets a set-up link." />}
      >
        <Register
          caption="People of this organisation"
          columns={columns}
          rows={list.rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/people/${id}`}
          more={list.more}
        />
      </Listing>
      {adding ? <AddPersonSheet onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}
