/** One tenant's lifecycle: how it stands, what may be done with it now, and the work that was done. */
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useOperator } from '../../../operator/door.ts';
import { useDoorList } from '../../../operator/use-door-list.ts';
import { Button } from '../../../parts/button.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Page } from '../../../parts/page.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { Time, TimeWithDistance } from '../../../parts/time.tsx';
import { count, termText } from '../../../parts/wording.ts';
import { Unread } from '../../../parts/unread.tsx';
import { JobRegister } from './job-register.tsx';
import {
  isUnderWay,
  openTenantActs,
  tenantVerdict,
  useTenant,
  type Job,
  type Tenant,
  type TenantAct,
} from './tenant.ts';
import { TenantActDialog } from './tenant-act-dialog.tsx';

function Standing({ tenant }: { readonly tenant: Tenant }) {
  const { status, statusReason, statusChangedAt, plan, trialEndsAt, cell, people, createdAt, id } = tenant;
  return (
    <Particulars
      rows={[
        ['Standing', <Mark key="m" {...tenantVerdict(status)} />],
        ...(statusReason === null ? [] : [['Why', statusReason] as const]),
        ...(statusChangedAt === null ? [] : [['Since', <Time key="s" at={statusChangedAt} />] as const]),
        ['Plan', termText(plan)],
        ...(trialEndsAt === null
          ? []
          : [['Trial ends', <TimeWithDistance key="t" at={trialEndsAt} />] as const]),
        ['Cell', cell],
        ['People', count(people)],
        ['Made', <Time key="c" at={createdAt} />],
        [
          'Id',
          <code key="i" className="wrap-anywhere">
            {id}
          </code>,
        ],
      ]}
    />
  );
}

export function TenantPage() {
  const { slug } = useParams({ strict: false }) as { slug: string };
  const { data: tenant, error, refetch } = useTenant(slug);
  const jobs = useDoorList<Job>('/jobs', { tenant: slug }, 2000);
  const [act, setAct] = useState<TenantAct>();
  const isRoot = useOperator()?.root === true;
  if (!tenant) return <Unread what="the tenant" error={error} retry={refetch} />;
  return (
    <Page
      title={tenant.name}
      lead={
        <>
          <code>{tenant.slug}</code> What it records is its own, and not shown here.
        </>
      }
      actions={openTenantActs(tenant.status, jobs.rows.some(isUnderWay), isRoot).map((open) => (
        <Button key={open.act} weight={open.weight} onPress={() => setAct(open.act)}>
          {open.name}
        </Button>
      ))}
    >
      {error ? <Refusal error={error} retry={refetch} /> : null}
      <Section title="How it stands">
        <Standing tenant={tenant} />
      </Section>
      <Section title="Work on it" aside="by the provision process, newest first">
        <JobRegister
          list={jobs}
          empty="Nothing was asked for. Making, moving, exporting, restoring and deleting stand here, step by step."
        />
      </Section>
      {act ? <TenantActDialog act={act} tenant={tenant} onClose={() => setAct(undefined)} /> : null}
    </Page>
  );
}
