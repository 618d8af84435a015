/**
 * The platform's side of the facts: builds a tenant's snapshot, remembers it by version, and answers a Gateway's sync with
 * exactly what that Gateway lacks. Kept per tenant; a tenant that is gone is left out of the answer, which Gateway reads as
 * a block.
 */
import { planEntitles } from '@gamut/access/plans';
import type { Database, TenantRef } from '@gamut/database/database';
import type { FactsSyncAnswer, FactsSyncRequest, TenantFacts } from '@gamut/protocol/facts';
import { loadAgentDirectory } from './agent-directory-store.ts';
import { loadFactsRecords, loadFactsState } from './facts-store.ts';

export interface FactsDesk {
  sync(request: FactsSyncRequest): Promise<FactsSyncAnswer>;
  load(tenant: TenantRef): Promise<TenantFacts>;
}

export function createFactsDesk(db: Database): FactsDesk {
  const newest = new Map<string, TenantFacts>();

  async function load(tenant: TenantRef): Promise<TenantFacts> {
    const facts = await db.readTenant(tenant, async (tx): Promise<TenantFacts> => {
      const state = await loadFactsState(tx);
      const known = newest.get(tenant.id);
      const entitled = planEntitles(tenant.plan, 'agentic');
      if (
        known?.version === state.version &&
        known.tenantStatus === tenant.status &&
        known.agenticEntitled === entitled
      )
        return known;
      const records = await loadFactsRecords(tx);
      return {
        format: 'gamut-facts/1',
        tenant: tenant.id,
        ...state,
        tenantStatus: tenant.status,
        agenticEntitled: entitled,
        ...records,
      };
    });
    newest.set(tenant.id, facts);
    return facts;
  }

  async function sync(request: FactsSyncRequest): Promise<FactsSyncAnswer> {
    const directory = await loadAgentDirectory(db, request.directoryVersion);
    const current = await Promise.all(
      request.held.map(async (held) => {
        const tenant = await db.findTenant({ id: held.tenant });
        if (tenant === undefined) {
          newest.delete(held.tenant);
          return undefined;
        }
        return { held, facts: await load(tenant) };
      }),
    );
    const known = current.filter((entry) => entry !== undefined);
    return {
      instance: request.instance,
      directoryVersion: directory.version,
      directory: directory.tenants,
      inForce: known.map(({ facts }) => ({ tenant: facts.tenant, version: facts.version })),
      facts: known.filter(({ held, facts }) => held.version !== facts.version).map(({ facts }) => facts),
    };
  }

  return { sync, load };
}
