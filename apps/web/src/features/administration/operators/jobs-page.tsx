/** All work of the provision process, of every tenant. */
import { useDoorList } from '../../../operator/use-door-list.ts';
import { Page } from '../../../parts/page.tsx';
import { JobRegister } from './job-register.tsx';
import type { Job } from './tenant.ts';

export function JobsPage() {
  const list = useDoorList<Job>('/jobs', {}, 2000);
  return (
    <Page
      title="Jobs"
      lead="What was asked of the provision process, which serves nobody and holds no key. Killed anywhere, a job goes on from its step."
    >
      <JobRegister
        list={list}
        empty="Nothing was asked for yet. Making, moving, exporting, restoring and deleting tenants stand here."
      />
    </Page>
  );
}
