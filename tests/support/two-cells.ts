/**
 * Two databases as two cells of one deployment, with a tenant that has lived: people, an agent with a live and a revoked
 * credential, decisions, a pending and an approved approval, spent nonces, sessions, signed checkpoints. What moves, exports and
 * restores are tested on.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '@gamut/crypto/hash';
import { randomBytes } from '@gamut/crypto/random';
import { ed25519Signer } from '@gamut/crypto/sign';
import { createTenant } from '@gamut/database/create-tenant';
import { createDatabase, type Database, type TenantRef } from '@gamut/database/database';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { AppError } from '@gamut/kernel/app-error';
import { newId } from '@gamut/kernel/id';
import type { Clock } from '@gamut/kernel/time-source';
import { systemTime } from '@gamut/service/system-time';
import type { DecisionEntry, LedgerResult } from '@gamut/protocol/ledger';
import { checkpointTenant, type JournalSigner } from '../../apps/platform/src/audit/checkpoint-streams.ts';
import {
  createLedger,
  type Ledger,
} from '../../apps/platform/src/features/agentic/decisions/commit-ledger.ts';
import { jobHandlers } from '../../apps/platform/src/provisioning/job-handlers.ts';
import type { JobKind } from '../../apps/platform/src/provisioning/job.ts';
import {
  openCellSession,
  type ProvisionParts,
} from '../../apps/platform/src/provisioning/provision-parts.ts';
import { passWorkerGates } from '../../apps/platform/src/provisioning/run-worker.ts';
import { workOnce } from '../../apps/platform/src/provisioning/work-jobs.ts';
import { createTenantKeys, type TenantKeys } from '../../apps/platform/src/tenancy/tenant-keys.ts';
import { approveAs } from './approve.ts';
import { newDecision, nonce, seedLedgerTenant } from './ledger.ts';
import { testDatabase, type TestDatabase } from './postgres.ts';

export interface JobRow {
  readonly id: string;
  readonly status: string;
  readonly step: string | null;
  readonly failure: string | null;
  readonly result: Record<string, unknown> | null;
}

export interface ExportedFile {
  readonly file: string;
  readonly sha256: string;
}

export interface TwoCells {
  readonly home: TestDatabase;
  readonly annex: TestDatabase;
  /** The superuser in each: sees everything. */
  readonly look: { readonly home: OwnerSession; readonly annex: OwnerSession };
  readonly db: Database;
  readonly keys: TenantKeys;
  readonly ledger: Ledger;
  readonly signer: JournalSigner;
  readonly exportFolder: string;
  parts(changed?: Partial<ProvisionParts>): ProvisionParts;
  ref(tenantId: string): Promise<TenantRef>;
  ask(kind: JobKind, tenantId: string, payload: object): Promise<string>;
  work(changed?: Partial<ProvisionParts>): Promise<boolean>;
  /** Asked for, worked to its end, whatever that is. */
  run(kind: JobKind, tenantId: string, payload: object): Promise<JobRow>;
  job(id: string): Promise<JobRow>;
  /** The tenant's own file, written by the job. */
  exported(tenant: LivingTenant): Promise<ExportedFile>;
  live(slug: string): Promise<LivingTenant>;
  /** Worked until the worker dies at this point: its sessions are ended, nothing more is said or written. */
  dieAt(point: string): Promise<void>;
  /** Where a write through this reference commits now. */
  writes(ref: TenantRef): Promise<boolean>;
  close(): Promise<void>;
}

export interface LivingTenant {
  readonly id: string;
  readonly agent: string;
  readonly approver: string;
  readonly tool: string;
  /** Under the current version of the facts unless it names another. */
  decide(ref: TenantRef, over?: Partial<DecisionEntry>): Promise<LedgerResult>;
}

export const deployment = 'cells-test';

export interface TwoCellsOptions {
  readonly tenantLoginSecret?: Uint8Array;
  readonly encryptionKey?: Uint8Array;
  readonly clock?: Clock;
}

export async function openTwoCells(options: TwoCellsOptions = {}): Promise<TwoCells> {
  const [home, annex] = [await testDatabase(), await testDatabase()];
  const look = {
    home: await openOwnerSession(home.superuserUrl, 'test'),
    annex: await openOwnerSession(annex.superuserUrl, 'test'),
  };
  for (const [cell, session] of Object.entries(look))
    await session.query('INSERT INTO control.installation (deployment, cell) VALUES ($1, $2)', [
      deployment,
      cell,
    ]);
  if (options.tenantLoginSecret !== undefined)
    // as a Postgres is whose own functions nobody may take away: each tenant is a login of its own
    for (const cell of [home, annex])
      await look[cell === home ? 'home' : 'annex'].script(`GRANT CONNECT ON DATABASE ${cell.name} TO PUBLIC`);
  const exportFolder = mkdtempSync(join(tmpdir(), 'gamut-exports-'));
  const db = createDatabase({
    url: home.appUrl,
    cells: { annex: annex.appUrl },
    applicationName: 'test',
    ...(options.tenantLoginSecret === undefined ? {} : { tenantLoginSecret: options.tenantLoginSecret }),
  });
  const { encryptionKey = randomBytes(32), clock = systemTime } = options;
  const keys = createTenantKeys(db, [encryptionKey], clock, randomBytes);
  const signer = { deployment, key: ed25519Signer(randomBytes(32)) };
  const parts = (changed: Partial<ProvisionParts> = {}): ProvisionParts => ({
    migratorUrl: home.migratorUrl,
    cellUrls: { annex: annex.migratorUrl },
    tenantLoginSecret: options.tenantLoginSecret,
    migrations: home.migrations,
    exportFolder,
    handlers: jobHandlers,
    clock: systemTime,
    random: randomBytes,
    say: () => undefined,
    ...changed,
  });
  await passWorkerGates(parts());
  const cells: TwoCells = {
    home,
    annex,
    look,
    db,
    keys,
    ledger: createLedger({ db, clock: systemTime, random: randomBytes, keys }),
    signer,
    exportFolder,
    parts,
    async ref(id) {
      db.forgetTenant(id);
      return (await db.findTenant({ id })) as TenantRef;
    },
    async ask(kind, tenantId, payload) {
      const id = newId('job', Date.now(), randomBytes(16));
      await look.home.query(
        'INSERT INTO control.jobs (id, kind, tenant_id, payload, run_at, created_at) VALUES ($1, $2, $3, $4, now(), now())',
        [id, kind, tenantId, JSON.stringify(payload)],
      );
      return id;
    },
    async work(changed) {
      const session = await openCellSession(parts(), 'home');
      return workOnce(parts(changed), session).finally(() => session.close());
    },
    async run(kind, tenantId, payload) {
      const id = await cells.ask(kind, tenantId, payload);
      await cells.work();
      return cells.job(id);
    },
    async job(id) {
      const [row] = await look.home.query<JobRow>(
        'SELECT id, status, step, failure, result FROM control.jobs WHERE id = $1',
        [id],
      );
      return row as JobRow;
    },
    async exported(tenant) {
      const row = await cells.run('tenant.export', tenant.id, {});
      assert.deepEqual([row.status, row.failure], ['done', null]);
      return row.result as unknown as ExportedFile;
    },
    live: (slug) => live(cells, slug),
    async dieAt(point) {
      const died = cells.work({
        kill: async (reached) => {
          if (reached === point) await killWorkers(cells);
        },
      });
      await assert.rejects(died, /the database is away/, `it never came to "${point}"`);
    },
    async writes(ref) {
      try {
        await db.tenant(ref, (tx) =>
          tx.query(
            'INSERT INTO journal_verifications (at, outcome, by, sizes, checks) VALUES (clock_timestamp(), $1, $1, $2, $2)',
            ['probe', '{}'],
          ),
        );
        return true;
      } catch (error) {
        assert.ok(error instanceof AppError && error.code === 'unavailable', String(error));
        return false;
      }
    },
    async close() {
      await db.close();
      await Promise.all([look.home.close(), look.annex.close()]);
      await home.close();
      await annex.close();
      rmSync(exportFolder, { recursive: true, force: true });
    },
  };
  return cells;
}

async function killWorkers({ look }: TwoCells): Promise<void> {
  for (const session of Object.values(look))
    await session.query(
      "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'gamut-provision' AND datname = current_database()",
    );
}

async function live(cells: TwoCells, slug: string): Promise<LivingTenant> {
  const { tenantLoginSecret } = cells.parts();
  const { id } = await createTenant(
    cells.home.migratorUrl,
    cells.home.migrations,
    { slug, name: `Tenant ${slug}`, plan: 'enterprise' },
    tenantLoginSecret === undefined ? {} : { tenantLoginSecret },
  );
  const ref = await cells.ref(id);
  const seeded = await seedLedgerTenant(cells.db, ref);
  const living: LivingTenant = {
    id,
    ...seeded,
    async decide(at, over = {}) {
      const [state] = await cells.db.readTenant(at, (tx) =>
        tx.query<{ version: number }>('SELECT version FROM facts_state', []),
      );
      const entry = newDecision(seeded.agent, seeded.tool, { factsVersion: state?.version ?? 0, ...over });
      const batch = { tenant: id, instance: 'gwy_test', entries: [entry] };
      return (await cells.ledger.commit(at, batch, nonce())).results[0] as LedgerResult;
    },
  };
  await cells.db.tenant(ref, async (tx) => {
    for (const [name, revoked] of [
      ['live', null],
      ['revoked', new Date().toISOString()],
    ] as const)
      await tx.query(
        'INSERT INTO agent_credentials (id, agent_id, name, sha256, created_at, revoked_at) VALUES ($1, $2, $3, $4, now(), $5)',
        [
          newId('crd', Date.now(), randomBytes(16)),
          seeded.agent,
          name,
          sha256Hex(`${slug} ${name}`),
          revoked,
        ],
      );
  });
  await addSession(cells, living, slug);
  for (let i = 0; i < 3; i++) await living.decide(ref);
  const ask = (action: string) =>
    living.decide(ref, {
      actionSha256: action.repeat(64),
      approvalExpiresAfterMs: 3_600_000,
      decision: { ...newDecision('', '').decision, kind: 'require_approval' },
    });
  await ask('b');
  await ask('c');
  await cells.db.tenant(ref, async (tx) => {
    const [given] = await tx.query<{ id: string }>('SELECT id FROM approvals WHERE action_sha256 = $1', [
      'c'.repeat(64),
    ]);
    await approveAs(tx, given?.id ?? '', seeded.approver);
  });
  await checkpointTenant(cells.db, ref, cells.signer, systemTime);
  return living;
}

async function addSession(cells: TwoCells, tenant: LivingTenant, slug: string): Promise<void> {
  const user = newId('usr', Date.now(), randomBytes(16));
  const text = `Ключ "quoted" \\ back\tslash`;
  await cells.look.home.query(
    'INSERT INTO control.users (id, email, name, created_at, updated_at) VALUES ($1, $2, $3, now(), now())',
    [user, `person@${slug}.example`, text],
  );
  await cells.look.home.query(
    "INSERT INTO control.memberships (user_id, tenant_id, role, created_at) VALUES ($1, $2, 'administrator', now())",
    [user, tenant.id],
  );
  await cells.look.home.query(
    `INSERT INTO control.sessions (id_hash, id, user_id, tenant_id, csrf_hash, role_epoch, created_at, last_seen_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, 1, now(), now(), now() + interval '1 day')`,
    [sha256Hex(user), newId('ses', Date.now(), randomBytes(16)), user, tenant.id, sha256Hex(`csrf ${user}`)],
  );
  await cells.look.home.query(
    `INSERT INTO control.sign_in_links (token_hash, user_id, tenant_id, created_at, expires_at)
     VALUES ($1, $2, $3, now(), now() + interval '1 day')`,
    [sha256Hex(`link ${user}`), user, tenant.id],
  );
}
