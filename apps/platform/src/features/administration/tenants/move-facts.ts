/**
 * After the commit of a tenant's standing or plan: what is remembered of it is forgotten here, and the version of its facts moves,
 * which waits for the batches under way since each holds that row. Everything decided before is stale by the answer, and people's changes
 * that are recorded have committed, since each holds the head of the audit stream; those that are not see the mark.
 */
import type { Database } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import { markStanding } from '../../../access/rights-lost.ts';
import { bumpFacts } from '../../agentic/facts/bump-facts.ts';

export async function moveFacts(db: Database, id: string): Promise<void> {
  db.forgetTenant(id);
  const tenant = await db.findTenant({ id });
  if (tenant === undefined) return;
  try {
    const stops = tenant.status === 'active' ? [] : [{ target: 'tenant', id } as const];
    await db.tenant(tenant, async (tx) => {
      await bumpFacts(tx, stops);
      await markStanding(tx, tenant);
    });
  } catch (error) {
    throw new AppError(
      'unavailable',
      `The standing of ${tenant.slug} is changed, and its cell did not answer: a call that began before may still end.`,
      { fix: 'Ask for the same again until it is answered.', who: 'the operator', cause: error },
    );
  }
}
