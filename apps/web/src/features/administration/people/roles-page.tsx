/** Roles × capabilities and plans × entitlements, from the one table that platform judges by. */
import type { ReactNode } from 'react';
import { MarkShape } from '../../../parts/mark.tsx';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { count, termText } from '../../../parts/wording.ts';
import { Unread } from '../../../parts/unread.tsx';
import { useSession } from '../session/session.ts';
import { useRoles, type Roles } from './person.ts';
import { rowsByEntitlement, type CapabilityGroup } from './roles-table.ts';

type Role = Roles['roles'][number];
type Capability = Roles['capabilities'][number];

const Yes = (): ReactNode => (
  <span className="mark">
    <MarkShape mark="plain" />
    <span className="visually-hidden">yes</span>
  </span>
);

const traits = ({ audited, sessionOnly }: Capability): string =>
  [audited ? 'recorded' : '', sessionOnly ? 'not by a token' : ''].filter(Boolean).join(', ');

function capabilityColumns(roles: readonly Role[]): readonly Column<Capability>[] {
  return [
    {
      head: 'Capability',
      className: 'grow',
      plain: true,
      cell: (row) => (
        <>
          <span className="capitalised">{row.says}</span> <span className="aside">{traits(row)}</span>
        </>
      ),
    },
    ...roles.map(({ role, permissions }): Column<Capability> => ({
      head: termText(role),
      className: 'dot',
      cell: ({ permission }) => (permissions.includes(permission) ? <Yes /> : null),
    })),
  ];
}

function GroupSection({
  group,
  roles,
}: {
  readonly group: CapabilityGroup;
  readonly roles: readonly Role[];
}) {
  const shown = roles.filter(
    ({ kind }) => kind !== 'assessment' || group.rows.some(({ withinAssessment }) => withinAssessment),
  );
  const { plan } = useSession().tenant;
  return (
    <Section
      title={group.title}
      aside={group.plans ? `in the plans ${group.plans.join(', ')}; yours is ${plan}` : 'in every plan'}
    >
      <div
        className="scroll-x"
        tabIndex={0}
        role="region"
        aria-label={`${group.title}: roles × capabilities`}
      >
        <Register
          caption={`${group.title}: which role may do what`}
          columns={capabilityColumns(shown)}
          rows={group.rows}
          rowKey={({ permission }) => permission}
        />
      </div>
    </Section>
  );
}

export function RolesPage() {
  const { data, error, refetch } = useRoles();
  if (!data) return <Unread what="the roles" error={error} retry={refetch} />;
  return (
    <Page
      title="Roles"
      lead={`What a person may do is the lower of what the plan entitles and what the role permits, judged on the server at every request. ${count(data.capabilities.length)} capabilities; administrators are not exempt.`}
    >
      <Section title="What each role is for">
        <Particulars rows={data.roles.map(({ role, says }) => [termText(role), `${says}.`] as const)} />
      </Section>
      {rowsByEntitlement(data).map((group) => (
        <GroupSection key={group.title} group={group} roles={data.roles} />
      ))}
    </Page>
  );
}
