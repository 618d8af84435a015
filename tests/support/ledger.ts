/** A tenant with one agent and one tool, and its ledger: what the ledger's tests stand on, with a real Postgres under it. */
import { randomBytes } from '@gamut/crypto/random';
import { createDatabase, type Database, type TenantRef } from '@gamut/database/database';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { newId } from '@gamut/kernel/id';
import { controlNames } from '@gamut/protocol/decision';
import type { DecisionEntry, LedgerResult, OutcomeEntry } from '@gamut/protocol/ledger';
import {
  createLedger,
  type Ledger,
} from '../../apps/platform/src/features/agentic/decisions/commit-ledger.ts';
import { createTenantKeys, type TenantKeys } from '../../apps/platform/src/tenancy/tenant-keys.ts';
import { testDatabase } from './postgres.ts';

export const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
export const zeros = '0'.repeat(64);
export const nonce = () => encodeBase64url(randomBytes(16));

export interface LedgerFixture {
  readonly db: Database;
  readonly tenant: TenantRef;
  readonly ledger: Ledger;
  readonly keys: TenantKeys;
  readonly agent: string;
  readonly approver: string;
  /** The application's address of this database, for processes of a test's own. */
  readonly databaseUrl: string;
  /** The owner of the database, in the tenant's schema; whoever opens one closes it. */
  owner(): Promise<OwnerSession>;
  /** As the superuser, who alone may read what Postgres counts. */
  readonly superuserUrl: string;
  decision(over?: Partial<DecisionEntry>): DecisionEntry;
  /** Commits entries on the facts version in force, unless an entry names another. */
  commit(...entries: (DecisionEntry | OutcomeEntry)[]): Promise<LedgerResult[]>;
  close(): Promise<void>;
}

export async function openLedger(): Promise<LedgerFixture> {
  const database = await testDatabase();
  const { id } = await database.createTenant('ledger');
  const db = createDatabase({ url: database.appUrl, applicationName: 'test' });
  const tenant = (await db.findTenant({ id })) as TenantRef;
  const { agent, tool, approver } = await seedLedgerTenant(db, tenant);
  const keys = createTenantKeys(db, [randomBytes(32)], clock, randomBytes);
  const ledger = createLedger({ db, clock, random: randomBytes, keys });
  const commit: LedgerFixture['commit'] = async (...entries) => {
    const [state] = await db.readTenant(tenant, (tx) =>
      tx.query<{ version: number }>('SELECT version FROM facts_state', []),
    );
    const current = entries.map((entry) =>
      entry.kind === 'decision' && entry.factsVersion === 1
        ? { ...entry, factsVersion: state?.version ?? 0 }
        : entry,
    );
    const batch = { tenant: tenant.id, instance: 'gwy_test', entries: current };
    return (await ledger.commit(tenant, batch, nonce())).results;
  };
  const close = async () => {
    await db.close();
    await database.close();
  };
  return {
    db,
    tenant,
    ledger,
    keys,
    agent,
    approver,
    databaseUrl: database.appUrl,
    owner: async () => {
      const session = await openOwnerSession(database.superuserUrl, 'gamut-test');
      await session.script(`SET search_path TO "${tenant.schema}"`);
      return session;
    },
    superuserUrl: database.superuserUrl,
    decision: (over) => newDecision(agent, tool, over),
    commit,
    close,
  };
}

/** One person, one active agent, one pinned tool. @returns their ids */
export async function seedLedgerTenant(
  db: Database,
  tenant: TenantRef,
): Promise<{ agent: string; tool: string; approver: string }> {
  const [agent, tool, approver] = [
    newId('agt', clock.nowMs(), randomBytes(16)),
    newId('tol', clock.nowMs(), randomBytes(16)),
    newId('usr', clock.nowMs(), randomBytes(16)),
  ];
  await db.tenant(tenant, async (tx) => {
    const connector = newId('con', clock.nowMs(), randomBytes(16));
    await tx.query(`INSERT INTO people (id, name, email) VALUES ($1, 'A Person', 'person@ledger.example')`, [
      approver,
    ]);
    await tx.query(
      `INSERT INTO agents (id, name, purpose, level, status, created_at, updated_at) VALUES ($1, 'writer', 'tests', 'senior', 'active', now(), now())`,
      [agent],
    );
    await tx.query(
      `INSERT INTO connectors (id, name, title, transport, catalogue, created_at, updated_at) VALUES ($1, 'files', 'Files', 'stdio', 'files', now(), now())`,
      [connector],
    );
    await tx.query(
      `INSERT INTO tools (id, connector_id, name, title, description, input_schema, schema_sha256, action_type, data_class, risk, pinned_at)
       VALUES ($1, $2, 'write', 'Write', '', '{}', $3, 'write_internal', 'internal', 'high', now())`,
      [tool, connector, zeros],
    );
    await tx.query('SELECT register_agent($1)', [agent]);
  });
  return { agent, tool, approver };
}

export function newDecision(agent: string, tool: string, over: Partial<DecisionEntry> = {}): DecisionEntry {
  const kind = over.decision?.kind ?? 'allow';
  return {
    kind: 'decision',
    id: newId('dec', clock.nowMs(), randomBytes(16)),
    nonce: nonce(),
    at: new Date().toISOString(),
    agent,
    agentName: 'writer',
    level: 'senior',
    tool: 'files_write',
    toolId: tool,
    connector: 'files',
    actionType: 'write_internal',
    dataClass: 'internal',
    risk: 'high',
    target: 'a.txt',
    // an action of its own: the same one may be held up by what became of it before
    actionSha256: Buffer.from(randomBytes(32)).toString('hex'),
    argumentsShown: '{"path":"a.txt"}',
    schemaSha256: zeros,
    factsVersion: 1,
    factsSha256: zeros,
    policySha256: zeros,
    buildSha256: zeros,
    usage: { agentCalls: 1, toolCalls: 1 },
    approval: null,
    approvalExpiresAfterMs: null,
    decision: {
      kind,
      reasons: [],
      trace: controlNames.map((control) => ({ control, verdict: 'pass' as const, saw: 'test' })),
    },
    decidedInNs: 1,
    ...over,
  };
}

export function outcome(of: string): OutcomeEntry {
  return {
    kind: 'outcome',
    id: newId('out', clock.nowMs(), randomBytes(16)),
    decision: of,
    at: new Date().toISOString(),
    state: 'done',
    answerSha256: zeros,
    answerBytes: 2,
    redactions: {},
    degraded: null,
    detail: null,
    tookMs: 1,
  };
}
