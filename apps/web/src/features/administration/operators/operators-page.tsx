/** Who operates this installation, by name. Making and revoking takes the root token, and is done by command. */
import type { Noun } from '../../../api/nouns.ts';
import { useDoorList } from '../../../operator/use-door-list.ts';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { lowerTerm } from '../../../parts/wording.ts';

type NamedOperator = Noun<'Operator'>;

const standing = ({ revokedAt, expiresAt }: NamedOperator) => {
  if (revokedAt !== null) return { mark: 'off', text: 'Revoked' } as const;
  return Date.parse(expiresAt) <= Date.now()
    ? ({ mark: 'off', text: 'Expired' } as const)
    : ({ mark: 'plain', text: 'In force' } as const);
};

const columns: readonly Column<NamedOperator>[] = [
  {
    head: 'Who',
    className: 'grow',
    plain: true,
    cell: ({ name, email, revokedReason }) => (
      <>
        {name}{' '}
        <span className="aside">{revokedReason === null ? email : `${email}, “${revokedReason}”`}</span>
      </>
    ),
  },
  { head: 'Role', className: 'tight', cell: ({ role }) => lowerTerm(role) },
  {
    head: `Last used (${zoneNow()})`,
    className: 'tight',
    cell: ({ lastUsedAt }) => (lastUsedAt === null ? 'never' : <Time at={lastUsedAt} form="cell" />),
  },
  { head: 'Expires', className: 'tight', cell: ({ expiresAt }) => <Time at={expiresAt} form="cell" /> },
  {
    head: 'Standing',
    className: 'tight',
    plain: true,
    cell: (operator) => <Mark {...standing(operator)} />,
  },
];

export function OperatorsPage() {
  const list = useDoorList<NamedOperator>('/operators');
  return (
    <Page
      title="Operators"
      lead={
        <>
          Each person who operates has a token of their own, of one role, that expires. With the root token,{' '}
          <code>gamut operator create</code> makes one and <code>gamut operator revoke</code> ends it.
        </>
      }
    >
      <Listing
        what="operators"
        list={list}
        empty={
          <Empty
            what="Nobody has a token of their own yet."
            why="Until then acts stand in the journal as the operator’s, and name no person. Make one with gamut operator create."
          />
        }
      >
        <Register
          caption="Operators"
          columns={columns}
          rows={list.rows}
          rowKey={({ id }) => id}
          more={list.more}
        />
      </Listing>
    </Page>
  );
}
