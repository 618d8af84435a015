/**
 * The platform's side of the facts: builds a tenant's snapshot, remembers it by version, and answers a Gateway's sync with
 * exactly what that Gateway lacks. Kept per tenant; a tenant that is gone is left out of the answer, which Gateway reads as
 * a block; one whose cell does not answer is named unconfirmed, and its lease runs out without holding up any other.
 */
import { planEntitles } from '@gamut/access/plans';
import type { Database, TenantRef } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import type { FactsSyncAnswer, FactsSyncRequest, TenantFacts } from '@gamut/protocol/facts';
import type { Logger } from '@gamut/service/logger';
import { assembleFacts } from './assemble-facts.ts';
import { createAgentDirectory } from './agent-directory.ts';
import { loadFactsRecords, loadFactsState, type FactsRecords, type FactsState } from './facts-store.ts';
import { within } from './within.ts';

export interface FactsDesk {
  sync(request: FactsSyncRequest): Promise<FactsSyncAnswer>;
  load(tenant: TenantRef): Promise<TenantFacts>;
}

export interface FactsDeskOptions {
  /** How long a cell may take: Gateway waits 1.5 s for the answer. */
  readonly cellWithinMs?: number;
  /** Told of what is no mere silence of a database. */
  readonly logger?: Pick<Logger, 'error'>;
  /** The key that the tenant's owner holds is not there. */
  readonly isSealed?: (tenantId: string) => Promise<boolean>;
}

type Held = FactsSyncRequest['held'][number];
type Found = { readonly held: Held; readonly facts: TenantFacts };

export function createFactsDesk(db: Database, options: FactsDeskOptions = {}): FactsDesk {
  const { cellWithinMs = 800, logger, isSealed = () => Promise.resolve(false) } = options;
  const newest = new Map<string, TenantFacts>();
  const building = new Map<string, { readonly version: number; readonly facts: Promise<TenantFacts> }>();
  const directory = createAgentDirectory(db, cellWithinMs);

  /** Several Gateways ask at once after a change: what is read for one of them, at this version or above, serves all. */
  function build(tenant: TenantRef, version: number): Promise<TenantFacts> {
    const running = building.get(tenant.id);
    if (running !== undefined && running.version >= version) return running.facts;
    const facts = buildFacts(db, tenant);
    const mine = { version, facts };
    building.set(tenant.id, mine);
    const forget = (): void => {
      if (building.get(tenant.id) === mine) building.delete(tenant.id);
    };
    facts.then(forget, forget);
    return facts;
  }

  async function load(tenant: TenantRef): Promise<TenantFacts> {
    const known = newest.get(tenant.id);
    const { version } = await db.readTenant(tenant, loadFactsState);
    const same =
      known?.version === version &&
      known.tenantStatus === tenant.status &&
      known.agenticEntitled === planEntitles(tenant.plan, 'agentic');
    const facts = same ? known : await build(tenant, version);
    newest.set(tenant.id, facts);
    // Asked after the version was read: whoever seals moves the version afterwards, so no Gateway is left with an older standing.
    const sealed = facts.tenantStatus === 'active' && (await isSealed(tenant.id));
    return sealed ? { ...facts, tenantStatus: 'sealed' } : facts;
  }

  async function look(held: Held): Promise<Found | 'gone' | 'unconfirmed'> {
    const tenant = await db.findTenant({ id: held.tenant });
    if (tenant === undefined) {
      newest.delete(held.tenant);
      return 'gone';
    }
    try {
      return { held, facts: await within(cellWithinMs, load(tenant)) };
    } catch (error) {
      if (!(error instanceof AppError))
        logger?.error({ err: error, tenant: held.tenant }, 'the facts of a tenant could not be read');
      return 'unconfirmed';
    }
  }

  async function sync(request: FactsSyncRequest): Promise<FactsSyncAnswer> {
    const [routes, ...looked] = await Promise.all([directory.load(), ...request.held.map(look)]);
    const known = looked.filter((entry) => typeof entry === 'object');
    const unconfirmed = request.held.filter((_held, at) => looked[at] === 'unconfirmed');
    return {
      instance: request.instance,
      directoryVersion: routes.version,
      directory: routes.version === request.directoryVersion ? null : routes.tenants,
      inForce: known.map(({ facts }) => ({ tenant: facts.tenant, version: facts.version })),
      ...(unconfirmed.length === 0 ? {} : { unconfirmed: unconfirmed.map(({ tenant }) => tenant) }),
      facts: known.filter(({ held, facts }) => held.version !== facts.version).map(({ facts }) => facts),
    };
  }

  return { sync, load };
}

async function buildFacts(db: Database, tenant: TenantRef): Promise<TenantFacts> {
  const { state, records } = await db.readTenant(tenant, async (tx) => {
    const [state, records] = await Promise.all([loadFactsState(tx), loadFactsRecords(tx)]);
    return { state, records };
  });
  return withStanding(db, tenant.id, state, records);
}

/**
 * Standing is asked anew for each version, after the version was read: whoever suspends a tenant commits that first and moves
 * the version then, so no version travels with a standing of before it.
 */
async function withStanding(
  db: Database,
  tenant: TenantRef['id'],
  state: FactsState,
  records: FactsRecords,
): Promise<TenantFacts> {
  db.forgetTenant(tenant);
  const standing = await db.findTenant({ id: tenant });
  if (standing === undefined) throw new AppError('not_found', 'There is no such tenant any more.');
  // a move ends without moving the version: who held this standing under it would keep it
  if (standing.status === 'moving') throw new AppError('unavailable', 'This tenant moves just now.');
  return assembleFacts(tenant, state, records, {
    tenantStatus: standing.status,
    agenticEntitled: planEntitles(standing.plan, 'agentic'),
  });
}
