/** Asks for a piece of work on a tenant, and goes to where its progress stands. */
import { useGo } from '../../../parts/app-link.tsx';
import { jobHref, useTenantChange, type Tenant } from './tenant.ts';

export function useWork({ slug }: Pick<Tenant, 'slug'>): (verb: string, body: unknown) => Promise<void> {
  const change = useTenantChange();
  const go = useGo();
  return async (verb, body) => {
    const { job } = await change<{ job: string }>(`/tenants/${encodeURIComponent(slug)}/${verb}`, body);
    go(jobHref(job));
  };
}
