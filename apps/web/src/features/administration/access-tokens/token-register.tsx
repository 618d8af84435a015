/** API tokens as a register: what each may do, until when, when it was last used, and taking it back. */
import { useState, type ReactNode } from 'react';
import type { Noun } from '../../../api/nouns.ts';
import { useList } from '../../../api/use-list.ts';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { useNow } from '../../../parts/now.ts';
import { Register, type Column } from '../../../parts/register.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import { Time } from '../../../parts/time.tsx';
import { count } from '../../../parts/wording.ts';
import { tokenStanding } from './token-standing.ts';

type AccessToken = Noun<'AccessToken'>;

interface TokenRegisterProps {
  readonly path: string;
  readonly empty: ReactNode;
  /** Absent: this reader may not revoke any. */
  readonly revoke?: ((id: string) => Promise<unknown>) | undefined;
}

const lastColumns = (now: Date): readonly Column<AccessToken>[] => [
  {
    head: `Made (${zoneNow()})`,
    className: 'tight',
    cell: ({ createdAt }) => <Time at={createdAt} form="cell" />,
  },
  {
    head: 'Last used',
    className: 'tight',
    cell: ({ lastUsedAt }) => (lastUsedAt ? <Time at={lastUsedAt} form="cell" /> : 'never'),
  },
  {
    head: 'Expires',
    className: 'tight',
    cell: ({ expiresAt }) => (expiresAt ? <Time at={expiresAt} form="cell" /> : 'never'),
  },
  {
    head: 'Status',
    className: 'tight',
    plain: true,
    cell: (token) => <Mark {...tokenStanding(token, now)} />,
  },
];

/** A few are named; many are a number that opens. */
function TokenPermissions({ permissions }: Pick<AccessToken, 'permissions'>) {
  const all = <code className="aside wrap-anywhere">{permissions.join(', ')}</code>;
  if (permissions.length <= 3) return all;
  return (
    <details className="folded">
      <summary>{`${count(permissions.length)} permissions`}</summary>
      {all}
    </details>
  );
}

function columns(
  now: Date,
  revoke: ((token: AccessToken) => void) | undefined,
): readonly Column<AccessToken>[] {
  return [
    {
      head: 'Name',
      className: 'grow',
      plain: true,
      cell: ({ name, permissions }) => (
        <>
          {name} <TokenPermissions permissions={permissions} />
        </>
      ),
    },
    ...lastColumns(now),
    ...(revoke
      ? [
          {
            head: 'Act',
            className: 'end' as const,
            plain: true,
            cell: (token: AccessToken) =>
              token.revokedAt ? null : <RowAct act="Revoke" of={token.name} onPress={() => revoke(token)} />,
          },
        ]
      : []),
  ];
}

export function TokenRegister({ path, empty, revoke }: TokenRegisterProps) {
  const list = useList<AccessToken>(['access-tokens', path], path, {}, 15_000);
  const now = useNow(30_000);
  const [revoking, setRevoking] = useState<AccessToken>();
  return (
    <Listing what="API tokens" list={list} empty={empty}>
      <Register
        caption="API tokens"
        columns={columns(now, revoke ? setRevoking : undefined)}
        rows={list.rows}
        rowKey={({ id }) => id}
        more={list.more}
      />
      {revoke && revoking ? (
        <ConfirmDialog
          title={`Revoke “${revoking.name}”`}
          consequence="The next request with this token is refused. It can’t be brought back; a new one can be made."
          act="Revoke"
          onClose={() => setRevoking(undefined)}
          perform={() => revoke(revoking.id)}
        />
      ) : null}
    </Listing>
  );
}
