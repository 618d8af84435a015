/**
 * After every migration, in its transaction: row security on every table, grants, nothing for anybody else. So no migration
 * can forget a wall. What no wall covers is refused; only what is missing or differs is raised. The first words of a table's comment set what its role may do:
 * none: SELECT, INSERT, UPDATE, DELETE · `append-only`: SELECT, INSERT · `read-only`: SELECT · `provisioned`: SELECT and the
 * columns of its standing · `owner-only`: nothing.
 */
import { quoteIdentifier } from './identifier.ts';
import type { OwnerSession } from './owner-session.ts';
import { refuseUndeclared } from './undeclared.ts';
import { quoteWallCondition, spelledWallCondition, type WalledSchema } from './wall-condition.ts';
import { readWallState, type WalledObject, type WalledRelation } from './wall-state.ts';

export async function raiseWalls(session: OwnerSession, walled: WalledSchema): Promise<void> {
  await refuseUndeclared(session, walled);
  const { relations, objects } = await readWallState(session, walled.schema, walled.tenantId === undefined);
  const lines = [
    ...objects.flatMap((object) => objectLines(walled, object)),
    ...relations.flatMap((relation) => relationLines(walled, relation)),
  ];
  if (lines.length > 0) await session.script(lines.join(';\n'));
}

const rights = {
  routine: ['ROUTINE', 'EXECUTE', 'X'],
  type: ['TYPE', 'USAGE', 'U'],
  schema: ['SCHEMA', 'USAGE', 'U'],
} as const;

function objectLines(walled: WalledSchema, object: WalledObject): string[] {
  const [word, right, letter] = rights[object.kind];
  if (same(object.grants, [`${walled.role}=${letter}/gamut_migrator`])) return [];
  return [
    ...(object.grants.length === 0
      ? []
      : [`REVOKE ALL ON ${word} ${object.name} FROM ${strangers(walled, object.grants)}`]),
    `GRANT ${right} ON ${word} ${object.name} TO ${quoteIdentifier(walled.role)}`,
  ];
}

function relationLines(walled: WalledSchema, relation: WalledRelation): string[] {
  if (
    relation.kind === 'v' &&
    relation.options?.some((option) => /^security_invoker=(true|on|1)$/.test(option)) !== true
  )
    throw new Error(`view ${relation.name} must be made WITH (security_invoker = true)`);
  if (relation.kind === 'm' || relation.kind === 'f')
    throw new Error(`${relation.name}: row security does not cover materialised views and foreign tables`);
  const isTable = relation.kind === 'r' || relation.kind === 'p';
  return [...(isTable ? policyLines(walled, relation) : []), ...grantLines(walled, relation)];
}

function policyLines(walled: WalledSchema, relation: WalledRelation): string[] {
  const name = qualified(walled, relation);
  const wall = quoteWallCondition(walled, relation);
  const wanted: Record<string, string> = {
    gamut_wall: `TO ${quoteIdentifier(walled.role)} USING (${wall}) WITH CHECK (${wall})`,
    gamut_owner: 'TO gamut_migrator USING (true) WITH CHECK (true)',
  };
  const standing = relation.policies.filter((policy) => policy.shape === knownShape(walled, policy.name));
  const lines = relation.secured
    ? []
    : [`ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`];
  for (const policy of relation.policies)
    if (!standing.includes(policy)) lines.push(`DROP POLICY ${quoteIdentifier(policy.name)} ON ${name}`);
  for (const [policy, words] of Object.entries(wanted))
    if (!standing.some((one) => one.name === policy))
      lines.push(`CREATE POLICY ${policy} ON ${name} ${words}`);
  return lines;
}

/** As the catalog spells the policies of a tenant's table; control's few tables are written anew each time. */
function knownShape(walled: WalledSchema, policy: string): string | undefined {
  if (policy === 'gamut_owner') return '{gamut_migrator} * true true | true';
  if (policy !== 'gamut_wall' || walled.tenantId === undefined) return undefined;
  const condition = spelledWallCondition(walled, { name: '', columns: [] });
  return `{${walled.role}} * true ${condition} | ${condition}`;
}

/** The columns of a `provisioned` table that the platform may change. */
export const standing: readonly string[] = [
  'name',
  'plan',
  'trial_ends_at',
  'status',
  'status_reason',
  'status_changed_at',
];

interface Grant {
  /** Between GRANT and ON; undefined: nothing at all. */
  readonly words: string | undefined;
  /** The letters of the access item that it leaves. */
  readonly letters: string;
  readonly columns: readonly string[];
}

function wantedGrant(relation: WalledRelation): Grant {
  const comment = relation.comment ?? '';
  if (relation.kind === 'S') return { words: 'USAGE', letters: 'U', columns: [] };
  if (relation.kind === 'v') return { words: 'SELECT', letters: 'r', columns: [] };
  if (comment.startsWith('owner-only')) return { words: undefined, letters: '', columns: [] };
  if (comment.startsWith('read-only')) return { words: 'SELECT', letters: 'r', columns: [] };
  if (comment.startsWith('append-only')) return { words: 'SELECT, INSERT', letters: 'ar', columns: [] };
  if (comment.startsWith('provisioned')) {
    const columns = relation.columns.filter((column) => standing.includes(column));
    return { words: `SELECT, UPDATE (${columns.map(quoteIdentifier).join(', ')})`, letters: 'r', columns };
  }
  return { words: 'SELECT, INSERT, UPDATE, DELETE', letters: 'arwd', columns: [] };
}

function grantLines(walled: WalledSchema, relation: WalledRelation): string[] {
  const { words, letters, columns } = wantedGrant(relation);
  const item = (privileges: string) => `${walled.role}=${privileges}/gamut_migrator`;
  const wantedColumns = columns.map(() => item('w'));
  if (
    same(relation.grants, words === undefined ? [] : [item(letters)]) &&
    same(relation.columnGrants, wantedColumns)
  )
    return [];
  const on = `ON ${relation.kind === 'S' ? 'SEQUENCE' : 'TABLE'} ${qualified(walled, relation)}`;
  const held = [...relation.grants, ...relation.columnGrants];
  const lines = held.length === 0 ? [] : [`REVOKE ALL ${on} FROM ${strangers(walled, held)}`];
  if (words !== undefined) lines.push(`GRANT ${words} ${on} TO ${quoteIdentifier(walled.role)}`);
  return lines;
}

/** Everybody who holds something, beside the owner: nobody keeps what a wall does not give. */
function strangers(walled: WalledSchema, grants: readonly string[]): string {
  const names = new Set(grants.map((item) => /^"?([a-zA-Z0-9_-]*)"?=/.exec(item)?.[1] ?? ''));
  names.delete('');
  names.delete('gamut_migrator');
  names.add(walled.role);
  return ['PUBLIC', ...[...names].map(quoteIdentifier)].join(', ');
}

function qualified(walled: WalledSchema, relation: WalledRelation): string {
  return `${quoteIdentifier(walled.schema)}.${quoteIdentifier(relation.name)}`;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.toSorted().join('\n') === b.toSorted().join('\n');
}
