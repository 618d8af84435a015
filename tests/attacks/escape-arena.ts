/**
 * Two tenants, an attacker inside the first, and what an attack did: read what is not its own, changed what is not its own,
 * left something in the session that the next tenant gets, or called on a channel that all share. The attacker speaks through
 * the door, or raw on the application's connection in a transaction that the door's own words opened.
 */
import assert from 'node:assert/strict';
import pg from 'pg';
import { createDatabase, type Database, type TenantRef } from '@gamut/database/database';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { controlScopeOf, tenantScope } from '@gamut/database/transaction-scope';
import type { TestDatabase } from '../support/postgres.ts';
import { openWalls, type SetWalls } from './escape-walls.ts';

export const canary = 'CANARY_OF_TENANT_B';
export const agentOfB = 'agt_00000000000000000000000bbb';
/** One of B's that the attacker has no name for. */
const agentUnknown = 'agt_00000000000000000000000zzz';
export type Effect = 'reads' | 'writes' | 'lingers' | 'calls';

export interface Arena {
  readonly db: Database;
  readonly owner: OwnerSession;
  readonly a: TenantRef;
  readonly b: TenantRef;
  readonly setWalls: SetWalls;
  /** What this text, sent as A, does to anybody else. */
  attack(sql: string, raw: boolean): Promise<ReadonlySet<Effect>>;
  close(): Promise<void>;
}

export async function openArena(server: TestDatabase): Promise<Arena> {
  const db = createDatabase({ url: server.appUrl, applicationName: 'escapes', poolSize: 1 });
  const owner = await openOwnerSession(server.superuserUrl, 'escapes');
  const [a, b] = [await tenant(server, db, 'alpha'), await tenant(server, db, 'beta')];
  const bystander = await openBystander(server, b);
  const listener = new pg.Client({ connectionString: server.superuserUrl });
  await listener.connect();
  await listener.query('LISTEN everything');
  let calls = 0;
  listener.on('notification', () => calls++);
  const stock = new URL(server.superuserUrl);
  stock.pathname = '/postgres';
  const ground = { owner, stockUrl: stock.href, database: server.name, a, b };
  const secrets = await secretsOf(owner);
  const state = createForeignState(owner, a, b);
  await state.restore();
  const before = await state.read();
  const ways = { door: createDoor(server.appUrl, a), raw: createRaw(server.appUrl, a) };
  const setWalls = await openWalls(ground);
  return {
    db,
    owner,
    a,
    b,
    async setWalls(standing) {
      await setWalls(standing);
      await ways.door.rest();
      await ways.raw.rest();
    },
    async attack(sql, raw) {
      const way = raw ? ways.raw : ways.door;
      const text = aimed(sql, b).replaceAll(':database', server.name);
      const [callsBefore, effects] = [calls, new Set<Effect>()];
      const seen = await way.send(text);

      if (await way.lingers()) effects.add('lingers');
      const { foreign, own } = await state.read();
      if (secrets.some((secret) => (seen + own).includes(secret))) effects.add('reads');
      if (foreign !== before.foreign) effects.add('writes');
      if (foreign !== before.foreign || own !== before.own) await state.restore();
      await listener.query('SELECT 1');
      if (calls !== callsBefore) effects.add('calls');
      return effects;
    },
    async close() {
      await Promise.all([db.close(), ways.door.close(), ways.raw.close(), bystander.end(), listener.end()]);
      await owner.close();
    },
  };
}

async function tenant(server: TestDatabase, db: Database, slug: string): Promise<TenantRef> {
  await server.createTenant(slug, slug === 'beta' ? { name: canary } : {});
  return (await db.findTenant({ slug })) as TenantRef;
}

function aimed(sql: string, b: TenantRef): string {
  return sql
    .replaceAll(':rb', b.role)
    .replaceAll(':ib', b.id)
    .replaceAll(':ab', agentOfB)
    .replaceAll(':b', b.schema);
}

/** Somebody at work in B: the text of the last statement names what only B may see. */
async function openBystander(server: TestDatabase, b: TenantRef): Promise<pg.Client> {
  const bystander = new pg.Client({ connectionString: server.appUrl, application_name: 'bystander' });
  bystander.on('error', () => undefined);
  await bystander.connect();
  await bystander.query(`BEGIN;${tenantScope(b).sql};SELECT '${canary}'`);
  await bystander.query('COMMIT');
  await bystander.query(`SELECT '${canary}'`);
  return bystander;
}

/** Whatever shows that the attacker read what only B, or only the server's owner, may read. */
async function secretsOf(owner: OwnerSession): Promise<string[]> {
  const [row] = await owner.query<{ folder: string }>("SELECT current_setting('data_directory') AS folder");
  return [
    canary,
    agentUnknown,
    'root:x:0',
    'SCRAM-SHA-256',
    '"Rows Removed by Filter":3',
    '"Actual Rows":3',
    row?.folder ?? canary,
  ];
}

/** Where planted objects would show; those of a session's own temporary schema count as lingering instead. */
const lasting = (table: string, space: string): string =>
  `${table} WHERE oid >= 16384 AND ${space}::regnamespace::text !~ '^pg_(temp|toast)'`;
const counted = [
  lasting('pg_proc', 'pronamespace'),
  lasting('pg_type', 'typnamespace'),
  lasting('pg_operator', 'oprnamespace'),
  lasting('pg_class', 'relnamespace'),
  "pg_namespace WHERE nspname !~ '^pg_'",
  ...[
    'pg_cast',
    'pg_policy',
    'pg_trigger',
    'pg_event_trigger',
    'pg_publication',
    'pg_extension',
    'pg_default_acl',
  ],
  ...['pg_foreign_data_wrapper', 'pg_statistic_ext', 'pg_language', 'pg_description'],
  // shared by the whole server: those of this database alone
  'pg_db_role_setting WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())',
];

interface ForeignState {
  read(): Promise<{ readonly foreign: string; readonly own: string }>;
  restore(): Promise<void>;
}

/** All that belongs to B, to control and to everybody, and how it is put back when a fallen wall let it be changed. */
function createForeignState(owner: OwnerSession, a: TenantRef, b: TenantRef): ForeignState {
  return {
    async read() {
      const [row] = await owner.query<{ foreign: string; own: string }>(
        `SELECT json_build_array((SELECT json_agg(p ORDER BY p.id) FROM ${b.schema}.people p), (SELECT json_agg(t ORDER BY t.id) FROM control.tenants t),
           (SELECT json_agg(d ORDER BY d.agent_id) FROM control.agent_directory d), (SELECT json_agg(u ORDER BY u.id) FROM control.users u),
           (SELECT json_agg(m ORDER BY m.tenant_id) FROM control.memberships m), (SELECT count(*) FROM control.sessions), (SELECT count(*) FROM pg_largeobject_metadata), (SELECT json_build_array(x.rolpassword, (SELECT setconfig FROM pg_db_role_setting WHERE setrole = x.oid)) FROM pg_authid x WHERE rolname = '${a.role}'),
           ${counted.map((name) => `(SELECT count(*) FROM ${name})`).join(', ')})::text AS foreign,
           (SELECT json_agg(p ORDER BY p.id)::text FROM ${a.schema}.people p) AS own`,
      );
      assert.ok(row);
      return row;
    },
    async restore() {
      await owner.script(restoreScript(a, b));
    },
  };
}

function restoreScript(a: TenantRef, b: TenantRef): string {
  return `DO $$ DECLARE stood_open boolean := has_schema_privilege('public', 'public', 'CREATE'); BEGIN
  DROP SCHEMA public CASCADE; CREATE SCHEMA public;
  IF stood_open THEN GRANT USAGE, CREATE ON SCHEMA public TO PUBLIC; END IF;
END $$;
DROP TRIGGER IF EXISTS spy ON ${b.schema}.people;
DELETE FROM ${b.schema}.people; INSERT INTO ${b.schema}.people (id, name, email) SELECT 'usr_b' || n, '${canary}', 'p@example.org' FROM generate_series(1, 3) n;
DELETE FROM control.agent_directory; INSERT INTO control.agent_directory VALUES ('${agentOfB}', '${b.id}'), ('${agentUnknown}', '${b.id}');
DELETE FROM control.sessions; DELETE FROM control.memberships; DELETE FROM control.users; UPDATE control.tenants SET status = 'active';
INSERT INTO control.users (id, email, name, password_hash, created_at, updated_at) VALUES ('usr_b', 'b@example.org', '${canary}', '${canary}', '2026-01-01', '2026-01-01');
INSERT INTO control.memberships (user_id, tenant_id, role, created_at) VALUES ('usr_b', '${b.id}', 'administrator', '2026-01-01');
INSERT INTO control.sessions (id_hash, id, user_id, tenant_id, csrf_hash, role_epoch, created_at, last_seen_at, expires_at)
  VALUES (repeat('0', 64), '${canary}', 'usr_b', '${b.id}', repeat('0', 64), 1, '2026-01-01', '2026-01-01', '2026-01-01');
SELECT lo_unlink(oid) FROM pg_largeobject_metadata;
ALTER DEFAULT PRIVILEGES FOR ROLE ${a.role} REVOKE SELECT ON TABLES FROM PUBLIC; ALTER DEFAULT PRIVILEGES FOR ROLE gamut_app REVOKE SELECT ON TABLES FROM PUBLIC;
ALTER ROLE ${a.role} RESET ALL; ALTER ROLE ${a.role} PASSWORD NULL;
DELETE FROM ${a.schema}.people; INSERT INTO ${a.schema}.people (id, name, email) VALUES ('usr_1', 'own', 'p@example.org');
ANALYZE ${b.schema}.people, control.users, control.tenants`;
}

/** What the next tenant's transaction on this connection would notice. */
const look = `SELECT current_user AS role, current_setting('search_path') AS path, current_setting('gamut.tenant') AS tenant,
  (SELECT json_agg(json_build_array(name, setting) ORDER BY name) FROM pg_settings WHERE source = 'session' AND name <> 'transaction_isolation') AS settings,
  (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()) AS locks, (SELECT count(*) FROM pg_cursors WHERE is_holdable) AS cursors,
  (SELECT count(*) FROM pg_prepared_statements WHERE name !~ '^g[0-9]+$') AS prepared, pg_my_temp_schema()::text AS temporary`;
const lookAtControl = 'SELECT array_agg(id) AS tenants FROM control.tenants';

interface Way {
  /** Remembers how the next transaction looks when nothing was attacked. */
  rest(): Promise<void>;
  /** Whatever came back to the attacker, error texts and details included, as one text. */
  send(sql: string): Promise<string>;
  /** Whether the next transaction notices; the connection is then a new one. */
  lingers(): Promise<boolean>;
  close(): Promise<void>;
}

function createDoor(url: string, a: TenantRef): Way {
  const open = (): Database => createDatabase({ url, applicationName: 'escapes', poolSize: 1 });
  let db = open();
  let usual = '';
  const next = async (): Promise<string> =>
    JSON.stringify([
      await db.tenant(a, (tx) => tx.query(look)),
      await db.controlFor(a, (tx) => tx.query(lookAtControl)),
    ]);
  return {
    rest: async () => void (usual = await next()),
    send: (sql) => db.tenant(a, (tx) => tx.query(sql)).then(JSON.stringify, textOf),
    async lingers() {
      if ((await next()) === usual) return false;
      await db.close();
      db = open();
      return true;
    },
    close: () => db.close(),
  };
}

function createRaw(url: string, a: TenantRef): Way {
  let client: pg.Client | undefined;
  let usual = '';
  const session = async (): Promise<pg.Client> => {
    if (client !== undefined) return client;
    client = new pg.Client({ connectionString: url, application_name: 'escapes', statement_timeout: 2_000 });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  const close = async (): Promise<void> => {
    await client?.end().catch(() => undefined);
    client = undefined;
  };
  const within = async (scope: string, sql: string): Promise<string> => {
    const connection = await session();
    try {
      await connection.query(`BEGIN;${scope}`);
      const answer = await connection.query(sql).then(rowsOf, textOf);
      await connection.query('COMMIT');
      return answer;
    } catch (error) {
      return textOf(error);
    }
  };
  const next = async (): Promise<string> =>
    (await within(tenantScope(a).sql, look)) + (await within(controlScopeOf(a).sql, lookAtControl));
  return {
    rest: async () => void (usual = await next()),
    send: (sql) => within(tenantScope(a).sql, sql),
    async lingers() {
      const changed = (await next()) !== usual;
      if (changed) await close();
      return changed;
    },
    close,
  };
}

function rowsOf(answer: pg.QueryResult | pg.QueryResult[]): string {
  return JSON.stringify([answer].flat().map(({ rows }) => rows as unknown));
}

function textOf(error: unknown): string {
  return JSON.stringify(error, Object.getOwnPropertyNames(error)) + String((error as Error).message);
}
