/** All tenants as the operator sees them: standing, plan, cell and how many people. No record of any. */
import { useState } from 'react';
import { useDoorList } from '../../../operator/use-door-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { count, termText } from '../../../parts/wording.ts';
import { CreateTenantSheet } from './create-tenant-sheet.tsx';
import { tenantHref, tenantVerdict, type Tenant } from './tenant.ts';

const columns: readonly Column<Tenant>[] = [
  {
    head: 'Tenant',
    className: 'grow',
    plain: true,
    cell: ({ slug, name }) => (
      <>
        <AppLink href={tenantHref(slug)}>{name}</AppLink> <span className="aside">{slug}</span>
      </>
    ),
  },
  {
    head: 'Standing',
    className: 'tight',
    plain: true,
    cell: ({ status }) => <Mark {...tenantVerdict(status)} />,
  },
  { head: 'Plan', className: 'tight', cell: ({ plan }) => termText(plan) },
  { head: 'Cell', className: 'tight', cell: ({ cell }) => cell },
  { head: 'People', className: 'end', cell: ({ people }) => count(people) },
  {
    head: `Made (${zoneNow()})`,
    className: 'tight',
    cell: ({ createdAt }) => <Time at={createdAt} form="cell" />,
  },
];

export function TenantsPage() {
  const list = useDoorList<Tenant>('/tenants');
  const [making, setMaking] = useState(false);
  return (
    <Page
      title="Tenants"
      lead="Who has a place in this installation, and how each stands. What they record is not shown here, and to no operator."
      actions={
        <Button weight="act" onPress={() => setMaking(true)}>
          Make a tenant
        </Button>
      }
    >
      <Listing
        what="tenants"
        list={list}
        empty={
          <Empty
            what="There is no tenant yet."
            why="A tenant is an organisation with a database schema of its own. Make one, then invite its first administrator."
          />
        }
      >
        <Register
          caption="Tenants, by name"
          columns={columns}
          rows={list.rows}
          rowKey={({ id }) => id}
          rowHref={({ slug }) => tenantHref(slug)}
          more={list.more}
        />
      </Listing>
      {making ? <CreateTenantSheet onClose={() => setMaking(false)} /> : null}
    </Page>
  );
}
