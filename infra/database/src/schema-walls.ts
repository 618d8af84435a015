/**
 * After every migration, in its transaction: row security on every table, grants, nothing for anybody else. So no migration
 * can forget a wall. The first words of a table's comment set what its role may do:
 * none: SELECT, INSERT, UPDATE, DELETE · `append-only`: SELECT, INSERT · `read-only`: SELECT · `provisioned`: SELECT and the
 * columns of its standing · `owner-only`: nothing.
 */
import { quoteIdentifier, quoteLiteral } from './identifier.ts';
import type { OwnerSession } from './owner-session.ts';

export interface WalledSchema {
  readonly schema: string;
  readonly role: string;
  /** Absent for control, whose rows name tenants by column. */
  readonly tenantId?: string;
}

interface Relation {
  readonly name: string;
  readonly kind: string;
  readonly comment: string | null;
  readonly columns: readonly string[];
  readonly options: readonly string[] | null;
}

export async function raiseWalls(session: OwnerSession, walled: WalledSchema): Promise<void> {
  const relations = await session.query<Relation>(
    `SELECT c.relname AS name, c.relkind::text AS kind, obj_description(c.oid, 'pg_class') AS comment, c.reloptions AS options,
       ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
     FROM pg_class c WHERE c.relnamespace = $1::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') ORDER BY c.relname`,
    [quoteIdentifier(walled.schema)],
  );
  const schema = quoteIdentifier(walled.schema);
  const role = quoteIdentifier(walled.role);
  const lines = [
    `REVOKE ALL ON SCHEMA ${schema} FROM PUBLIC`,
    `GRANT USAGE ON SCHEMA ${schema} TO ${role}`,
    `REVOKE ALL ON ALL TABLES IN SCHEMA ${schema} FROM PUBLIC, ${role}`,
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${schema} TO ${role}`,
    `REVOKE EXECUTE ON ALL ROUTINES IN SCHEMA ${schema} FROM PUBLIC`,
    `GRANT EXECUTE ON ALL ROUTINES IN SCHEMA ${schema} TO ${role}`,
    ...relations.flatMap((relation) => relationLines(walled, relation)),
    ...(await typeLines(session, walled)),
  ];
  await session.script(lines.join(';\n'));
}

function relationLines(walled: WalledSchema, relation: Relation): string[] {
  const name = `${quoteIdentifier(walled.schema)}.${quoteIdentifier(relation.name)}`;
  const role = quoteIdentifier(walled.role);
  if (relation.kind === 'S') return [];
  if (relation.kind === 'v') {
    if (relation.options?.some((option) => /^security_invoker=(true|on|1)$/.test(option)) !== true) {
      throw new Error(`view ${relation.name} must be made WITH (security_invoker = true)`);
    }
    return [`GRANT SELECT ON ${name} TO ${role}`];
  }
  if (relation.kind === 'm' || relation.kind === 'f')
    throw new Error(`${relation.name}: row security does not cover materialised views and foreign tables`);
  const wall = quoteWallCondition(walled, relation);
  return [
    `ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`,
    `DROP POLICY IF EXISTS gamut_wall ON ${name}`,
    `CREATE POLICY gamut_wall ON ${name} TO ${role} USING (${wall}) WITH CHECK (${wall})`,
    `DROP POLICY IF EXISTS gamut_owner ON ${name}`,
    `CREATE POLICY gamut_owner ON ${name} TO gamut_migrator USING (true) WITH CHECK (true)`,
    ...grantLines(name, role, relation),
  ];
}

/** A policy on the setting alone is beaten by a plain SET, one on the role alone by a role hop: both must agree. */
function quoteWallCondition(walled: WalledSchema, relation: Relation): string {
  const asRole = `current_user = ${quoteLiteral(walled.role)}`;
  if (walled.tenantId !== undefined)
    return `${asRole} AND current_setting('gamut.tenant', true) = ${quoteLiteral(walled.tenantId)}`;
  const routing = "current_setting('gamut.scope', true) = 'routing'";
  const own = "current_setting('gamut.tenant', true)";
  if (relation.columns.includes('tenant_id')) return `${asRole} AND (${routing} OR tenant_id = ${own})`;
  if (relation.name === 'tenants') return `${asRole} AND (${routing} OR id = ${own})`;
  if (relation.name === 'users')
    return `${asRole} AND (${routing} OR EXISTS (SELECT FROM control.memberships m WHERE m.user_id = users.id AND m.tenant_id = ${own}))`;
  return `${asRole} AND ${routing}`;
}

const standing: readonly string[] = ['name', 'plan', 'status', 'status_reason', 'status_changed_at'];

function grantLines(name: string, role: string, relation: Relation): string[] {
  const comment = relation.comment ?? '';
  if (comment.startsWith('owner-only')) return [];
  if (comment.startsWith('read-only')) return [`GRANT SELECT ON ${name} TO ${role}`];
  if (comment.startsWith('append-only')) return [`GRANT SELECT, INSERT ON ${name} TO ${role}`];
  if (comment.startsWith('provisioned')) {
    const columns = relation.columns.filter((column) => standing.includes(column)).map(quoteIdentifier);
    return [`GRANT SELECT, UPDATE (${columns.join(', ')}) ON ${name} TO ${role}`];
  }
  return [`GRANT SELECT, INSERT, UPDATE, DELETE ON ${name} TO ${role}`];
}

async function typeLines(session: OwnerSession, walled: WalledSchema): Promise<string[]> {
  const types = await session.query<{ name: string }>(
    "SELECT typname AS name FROM pg_type WHERE typnamespace = $1::regnamespace AND typtype IN ('d', 'e', 'r')",
    [quoteIdentifier(walled.schema)],
  );
  return types.flatMap(({ name }) => {
    const type = `${quoteIdentifier(walled.schema)}.${quoteIdentifier(name)}`;
    return [
      `REVOKE ALL ON TYPE ${type} FROM PUBLIC`,
      `GRANT USAGE ON TYPE ${type} TO ${quoteIdentifier(walled.role)}`,
    ];
  });
}
