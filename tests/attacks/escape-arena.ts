/**
 * Two tenants, an attacker inside the first, and what an attack did: read what is not its own, changed what is not its own,
 * left something in the session that the next tenant gets, or called on a channel that all share. The attacker speaks through
 * the door, or raw on the application's connection in a transaction that the door's own words opened.
 */
import pg from 'pg';
import { createDatabase, type Database, type TenantRef } from '@gamut/database/database';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { controlScopeOf, tenantScope } from '@gamut/database/transaction-scope';
import { tenantLoginUrl } from '@gamut/database/tenant-logins';
import { agentOfB, canary, createForeignState, secretsOf } from './escape-state.ts';
import { openWalls, type SetWalls } from './escape-walls.ts';

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

/** With the secret of tenant logins it is the posture "own logins": the attacker's connection is A's own. */
export interface ArenaServer {
  readonly name: string;
  readonly superuserUrl: string;
  readonly appUrl: string;
  readonly tenantLoginSecret?: Uint8Array;
  createTenant(slug: string): Promise<unknown>;
}

export async function openArena(server: ArenaServer): Promise<Arena> {
  const open = (): Database => openDoorOf(server);
  const db = open();
  const owner = await openOwnerSession(server.superuserUrl, 'escapes');
  const [a, b] = [await tenant(server, db, 'alpha'), await tenant(server, db, 'beta')];
  const bystander = await openBystander(loginUrl(server, b), b);
  const listener = new pg.Client({ connectionString: server.superuserUrl });
  await listener.connect();
  await listener.query('LISTEN everything');
  let calls = 0;
  listener.on('notification', () => calls++);
  const stock = new URL(server.superuserUrl);
  stock.pathname = '/postgres';
  const ground = { owner, stockUrl: stock.href, database: server.name, a, b };
  const secrets = await secretsOf(owner);
  const state = await createForeignState(owner, a, b);
  await state.restore();
  const before = await state.read();
  const ways = { door: createDoor(open, a), raw: createRaw(loginUrl(server, a), a) };
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

/** One connection for A; in the posture "own logins" another for control. */
function openDoorOf({ appUrl, tenantLoginSecret }: ArenaServer): Database {
  const usual = { url: appUrl, applicationName: 'escapes' };
  if (tenantLoginSecret === undefined) return createDatabase({ ...usual, poolSize: 1 });
  return createDatabase({ ...usual, poolSize: 2, tenantLoginSecret });
}

/** What the platform connects with when it works for this tenant. */
function loginUrl({ appUrl, tenantLoginSecret }: ArenaServer, tenant: TenantRef): string {
  return tenantLoginSecret === undefined ? appUrl : tenantLoginUrl(appUrl, tenantLoginSecret, tenant.role);
}

async function tenant(server: ArenaServer, db: Database, slug: string): Promise<TenantRef> {
  await server.createTenant(slug);
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
async function openBystander(url: string, b: TenantRef): Promise<pg.Client> {
  const bystander = new pg.Client({ connectionString: url, application_name: 'bystander' });
  bystander.on('error', () => undefined);
  await bystander.connect();
  await bystander.query(`BEGIN;${tenantScope(b).sql};SELECT '${canary}'`);
  await bystander.query('COMMIT');
  await bystander.query(`SELECT '${canary}'`);
  return bystander;
}

/** What the next tenant's transaction on this connection would notice. */
const look = `SELECT current_user AS role, current_setting('search_path') AS path, current_setting('gamut.tenant') AS tenant,
  (SELECT json_agg(json_build_array(name, setting) ORDER BY name) FROM pg_settings WHERE source = 'session' AND name <> 'transaction_isolation') AS settings,
  (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()) AS locks, (SELECT count(*) FROM pg_cursors WHERE is_holdable) AS cursors,
  (SELECT count(*) FROM pg_prepared_statements WHERE name !~ '^(g[0-9]+_[0-9]+|commit)$') AS prepared, pg_my_temp_schema()::text AS temporary`;
const lookAtControl = 'SELECT array_agg(id ORDER BY id) AS tenants FROM control.tenants';

interface Way {
  /** Remembers how the next transaction looks when nothing was attacked. */
  rest(): Promise<void>;
  /** Whatever came back to the attacker, error texts and details included, as one text. */
  send(sql: string): Promise<string>;
  /** Whether the next transaction notices; the connection is then a new one. */
  lingers(): Promise<boolean>;
  close(): Promise<void>;
}

function createDoor(open: () => Database, a: TenantRef): Way {
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
    client = new pg.Client({ connectionString: url, application_name: 'escapes', statement_timeout: 20_000 });
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
