/**
 * A critical incident makes its agent an intern at once (product.md 3), whoever opened it: in the change that opens it, or right
 * after the ledger opened it. The agent is found by its state, so what a death in between left undone is done by the sweep.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { AtfLevel } from '@gamut/kernel/agentic-terms';
import type { Clock } from '@gamut/kernel/time-source';
import { appendAudit } from '../../../audit/append-audit.ts';
import { bumpFacts } from '../facts/bump-facts.ts';

const actor = { kind: 'system', id: 'platform', name: 'Platform' } as const;

export interface DemotionRecord {
  readonly event: 'agent.level_set';
  readonly subject: { readonly kind: 'agent'; readonly id: string; readonly name: string };
  readonly before: { readonly level: AtfLevel };
  readonly after: { readonly level: 'intern' };
  readonly reason: string;
}

interface Fallen {
  readonly id: string;
  readonly name: string;
  readonly level: AtfLevel;
  readonly incident: string;
}

/** Agents above intern against which a critical incident is not closed. */
function findFallen(tx: TenantReader): Promise<Fallen[]> {
  return tx.query<Fallen>(
    `SELECT DISTINCT ON (a.id) a.id, a.name, a.level, i.id AS incident FROM agents a JOIN incidents i ON i.agent_id = a.id
     WHERE i.severity = 'critical' AND i.status <> 'closed' AND a.level IS NOT NULL AND a.level <> 'intern' AND a.status <> 'retired'
     ORDER BY a.id, i.id`,
  );
}

/** The facts must be moved, and the record written, in the same transaction. @returns undefined when it is an intern already */
export async function demoteAgent(
  tx: TenantTx,
  agentId: string,
  incident: string,
  at: string,
): Promise<DemotionRecord | undefined> {
  const [agent] = await tx.query<{ name: string; level: AtfLevel | null }>(
    'SELECT name, level FROM agents WHERE id = $1 FOR NO KEY UPDATE',
    [agentId],
  );
  if (agent === undefined || agent.level === null || agent.level === 'intern') return undefined;
  const reason = `The critical incident ${incident} was opened against it.`;
  await tx.query(
    "UPDATE agents SET level = 'intern', level_since = $2, level_reason = $3, updated_at = $2 WHERE id = $1",
    [agentId, at, reason],
  );
  const subject = { kind: 'agent', id: agentId, name: agent.name } as const;
  return {
    event: 'agent.level_set',
    subject,
    before: { level: agent.level },
    after: { level: 'intern' },
    reason,
  };
}

/** Each in a transaction of its own: a change that holds one agent holds up no other. */
export async function demoteFallen(db: Database, tenant: TenantRef, clock: Clock): Promise<number> {
  const fallen = await db.readTenant(tenant, findFallen);
  for (const { id, incident } of fallen)
    await db.tenant(tenant, async (tx) => {
      const record = await demoteAgent(tx, id, incident, new Date(clock.nowMs()).toISOString());
      if (record === undefined) return;
      await bumpFacts(tx);
      await appendAudit(tx, clock, { actor, ...record });
    });
  return fallen.length;
}
