/** The effective right, permission by permission: whether, and if not, every reason with what would help and who could do it. */
import { useState } from 'react';
import { TextField } from '../../../parts/field.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Section } from '../../../parts/section.tsx';
import { Loading, Refusal } from '../../../parts/states.tsx';
import { count, termText } from '../../../parts/wording.ts';
import {
  findPermissions,
  stops,
  useEffectivePermissions,
  type PermissionShown,
  type Wanted,
} from './effective-permissions.ts';

function WhyNot({ row }: { readonly row: PermissionShown }) {
  if (row.dependsOnObject)
    return <span className="aside">as far as their place in the assessment lets them</span>;
  return (
    <ul className="why-not">
      {stops(row).map(({ factor, message, fix, who }) => (
        <li key={factor} title={message ?? undefined}>
          <strong>{termText(factor)}.</strong> {fix}{' '}
          <span className="aside who-can">{`Who can: ${who ?? 'nobody'}.`}</span>
        </li>
      ))}
    </ul>
  );
}

const columns: readonly Column<PermissionShown>[] = [
  {
    head: 'Capability',
    className: 'half',
    plain: true,
    cell: ({ permission, says }) => (
      <>
        <span className="capitalised">{says}</span> <code className="aside">{permission}</code>
      </>
    ),
  },
  {
    head: 'May',
    className: 'tight',
    plain: true,
    cell: ({ allowed }) => <Mark mark={allowed ? 'plain' : 'off'} text={allowed ? 'Yes' : 'No'} />,
  },
  {
    head: 'Why not, and who could change it',
    className: 'half',
    plain: true,
    cell: (row) => (row.allowed && !row.dependsOnObject ? null : <WhyNot row={row} />),
  },
];

const choices: readonly (readonly [Wanted, string])[] = [
  ['all', 'All'],
  ['may', 'May'],
  ['may_not', 'May not'],
];

function PermissionTable({ rows }: { readonly rows: readonly PermissionShown[] }) {
  const [wanted, setWanted] = useState<Wanted>('all');
  const [typed, setTyped] = useState('');
  const found = findPermissions(rows, wanted, typed);
  return (
    <>
      <div className="sift">
        <TextField
          label="Find a capability"
          type="search"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <div className="segments" role="group" aria-label="Which capabilities">
          {choices.map(([value, name]) => (
            <button
              key={value}
              type="button"
              aria-pressed={wanted === value}
              onClick={() => setWanted(value)}
            >
              {name}
            </button>
          ))}
        </div>
        <p className="aside" role="status">
          {`${count(found.length)} of ${count(rows.length)}`}
        </p>
      </div>
      {found.length === 0 ? (
        <p className="prose">No capability by these words.</p>
      ) : (
        <Register
          caption="Capabilities and the effective right to each"
          columns={columns}
          rows={found}
          rowKey={({ permission }) => permission}
        />
      )}
    </>
  );
}

export function EffectivePermissionsSection({ id, title }: { readonly id?: string; readonly title: string }) {
  const { data, error, refetch } = useEffectivePermissions(id);
  const allowed = data?.permissions.filter((row) => row.allowed).length ?? 0;
  return (
    <Section
      title={title}
      aside={
        data ? `${count(allowed)} of ${count(data.permissions.length)}: role and plan together` : undefined
      }
    >
      {data ? <PermissionTable rows={data.permissions} /> : null}
      {error ? <Refusal error={error} retry={refetch} /> : null}
      {!data && !error ? <Loading what="what they may do" /> : null}
    </Section>
  );
}
