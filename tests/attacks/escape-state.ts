/** What belongs to tenant B, to control and to everybody: how it is read before and after an attack, and put back. */
import assert from 'node:assert/strict';
import { quoteLiteral } from '@gamut/database/identifier';
import type { OwnerSession } from '@gamut/database/owner-session';
import type { TenantRef } from '@gamut/database/database';

export const canary = 'CANARY_OF_TENANT_B';
export const agentOfB = 'agt_00000000000000000000000bbb';
/** One of B's that the attacker has no name for. */
const agentUnknown = 'agt_00000000000000000000000zzz';

/** Whatever shows that the attacker read what only B, or only the server's owner, may read. */
export async function secretsOf(owner: OwnerSession): Promise<string[]> {
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

export interface ForeignState {
  read(): Promise<{ readonly foreign: string; readonly own: string }>;
  restore(): Promise<void>;
}

/** All that belongs to B, to control and to everybody, and how it is put back when a fallen wall let it be changed. */
export async function createForeignState(
  owner: OwnerSession,
  a: TenantRef,
  b: TenantRef,
): Promise<ForeignState> {
  const [login] = await owner.query<{ verifier: string | null }>(
    'SELECT rolpassword AS verifier FROM pg_authid WHERE rolname = $1',
    [a.role],
  );
  const password = login?.verifier ? quoteLiteral(login.verifier) : 'NULL';
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
      await owner.script(restoreScript(a, b, password));
    },
  };
}

function restoreScript(a: TenantRef, b: TenantRef, password: string): string {
  return `DO $$ DECLARE stood_open boolean := has_schema_privilege('public', 'public', 'CREATE'); BEGIN
  DROP SCHEMA public CASCADE; CREATE SCHEMA public;
  IF stood_open THEN GRANT USAGE, CREATE ON SCHEMA public TO PUBLIC; END IF;
END $$;
DROP TRIGGER IF EXISTS spy ON ${b.schema}.people;
DELETE FROM ${b.schema}.people; INSERT INTO ${b.schema}.people (id, name, email) SELECT 'usr_b' || n, '${canary}', 'p@example.org' FROM generate_series(1, 3) n;
DELETE FROM control.agent_directory; INSERT INTO control.agent_directory VALUES ('${agentOfB}', '${b.id}'), ('${agentUnknown}', '${b.id}');
DELETE FROM control.sessions; DELETE FROM control.memberships; DELETE FROM control.users; UPDATE control.tenants SET status = 'active'; UPDATE control.tenants SET name = '${canary}' WHERE id = '${b.id}';
INSERT INTO control.users (id, email, name, password_hash, created_at, updated_at) VALUES ('usr_b', 'b@example.org', '${canary}', '${canary}', '2026-01-01', '2026-01-01');
INSERT INTO control.memberships (user_id, tenant_id, role, created_at) VALUES ('usr_b', '${b.id}', 'administrator', '2026-01-01');
INSERT INTO control.sessions (id_hash, id, user_id, tenant_id, csrf_hash, role_epoch, created_at, last_seen_at, expires_at)
  VALUES (repeat('0', 64), '${canary}', 'usr_b', '${b.id}', repeat('0', 64), 1, '2026-01-01', '2026-01-01', '2026-01-01');
SELECT lo_unlink(oid) FROM pg_largeobject_metadata;
ALTER DEFAULT PRIVILEGES FOR ROLE ${a.role} REVOKE SELECT ON TABLES FROM PUBLIC; ALTER DEFAULT PRIVILEGES FOR ROLE gamut_app REVOKE SELECT ON TABLES FROM PUBLIC;
ALTER ROLE ${a.role} RESET ALL; ALTER ROLE ${a.role} PASSWORD ${password};
DELETE FROM ${a.schema}.people; INSERT INTO ${a.schema}.people (id, name, email) VALUES ('usr_1', 'own', 'p@example.org');
ANALYZE ${b.schema}.people, control.users, control.tenants`;
}
