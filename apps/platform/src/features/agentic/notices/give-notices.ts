/**
 * Notice after the act (product.md section 3): what an agent that acts without asking has done is told to its human owner and its
 * security owner, and stands in the audit stream, from where webhooks carry it on. The sweep reads the decision stream from where it
 * stood; its place, the notices and the records are one transaction, so each act is told once, whatever dies or runs beside it, and
 * a decision waits for none of it (decision 38).
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { TenantTx } from '@gamut/database/tenant-transaction';
import type { Clock } from '@gamut/kernel/time-source';
import { appendEntries, lockStreamHead, type NewJournalEntry } from '../../../audit/append-entries.ts';
import type { AuditEvent } from '../../../http/audit-events.ts';
import {
  findLastEntry,
  hasNewEntries,
  holdNoticesWatch,
  insertNotices,
  listEndedActs,
  moveNoticesWatch,
  type EndedAct,
  type NewNotice,
} from './notice-store.ts';

const actor = { kind: 'system', id: 'platform', name: 'Platform' } as const;
const event: AuditEvent = 'notice.given';

/** Who acts alone: a senior with notice after, and a principal, who may all that a senior may. */
const levels = ['senior', 'principal'] as const;

/** Entries that one transaction looks at, and how many transactions one round takes for one tenant. */
const atOnce = 1000;
const roundsMax = 20;

/** @returns how many acts were told */
export async function giveNotices(db: Database, tenant: TenantRef, clock: Clock): Promise<number> {
  if (!(await db.readTenant(tenant, hasNewEntries))) return 0;
  let told = 0;
  for (let round = 0; round < roundsMax; round++) {
    const once = await db.tenant(tenant, (tx) => giveOnce(tx, clock));
    told += once.told;
    if (!once.more) break;
  }
  return told;
}

async function giveOnce(tx: TenantTx, clock: Clock): Promise<{ told: number; more: boolean }> {
  const after = await holdNoticesWatch(tx);
  const last = after === undefined ? undefined : await findLastEntry(tx, after, atOnce);
  if (after === undefined || last === undefined) return { told: 0, more: false };
  const acts = await listEndedActs(tx, { after, last }, [...levels]);
  await moveNoticesWatch(tx, last);
  if (acts.length > 0) {
    const head = await lockStreamHead(tx, 'audit');
    // read under the lock, so that times rise with the numbers
    const at = new Date(clock.nowMs()).toISOString();
    await insertNotices(tx, acts.flatMap(noticesOf), at);
    await appendEntries(tx, 'audit', head, at, acts.map(recordOf));
  }
  return { told: acts.length, more: last === after + atOnce };
}

/** One for each of its owners; who is both has one. */
function noticesOf(act: EndedAct): NewNotice[] {
  const { human_owner_id: human, security_owner_id: security } = act;
  const owners = [
    ['human_owner', human],
    ['security_owner', security],
  ] as const;
  const people = new Set([human, security].filter((id) => id !== null));
  return [...people].map((person) => ({
    person,
    act,
    capacities: owners.filter(([, id]) => id === person).map(([capacity]) => capacity),
  }));
}

function recordOf(act: EndedAct): NewJournalEntry {
  const { decision_id: id, agent_id: agent, agent_name: name, tool, action_type: actionType } = act;
  return {
    kind: event,
    subject: id,
    body: {
      actor,
      subject: { kind: 'decision', id, name: `${name}: ${tool}` },
      after: {
        agent,
        level: act.level,
        tool,
        actionType,
        decision: act.kind,
        outcome: act.state,
        endedAt: act.at.toISOString(),
        humanOwner: act.human_owner_id,
        securityOwner: act.security_owner_id,
      },
    },
  };
}
