/**
 * The door's own words: whose role, path and tenant a transaction has. All of it is SET LOCAL, so nothing of it outlives the
 * transaction, and it is built from a minted reference alone.
 */
import { quoteLiteral, quoteTenantRole, quoteTenantSchema } from './identifier.ts';
import { assertMinted, homeCell, type TenantRef } from './tenant-ref.ts';

export interface Scope {
  /** The database that it opens in. */
  readonly cell: string;
  /** The tenant role as which the connection itself is opened in the posture of own logins; undefined: the application's. */
  readonly login: string | undefined;
  readonly key: string;
  readonly tenant: string | undefined;
  readonly sql: string;
  /** Of control, where its rows are one tenant's: the words that end that. */
  readonly wider?: string;
}

const scopes = new WeakMap<TenantRef, Scope>();

/** The role alone is no wall, nor is the setting: row security asks for both (security.md section 1.4). */
export function tenantScope(ref: TenantRef): Scope {
  const known = scopes.get(ref);
  if (known !== undefined) return known;
  assertMinted(ref);
  const sql = [
    `SET LOCAL ROLE ${quoteTenantRole(ref.role)}`,
    // temporary tables are forbidden; named last, one could not shadow a table even so
    `SET LOCAL search_path=${quoteTenantSchema(ref.schema)},pg_temp`,
    `SET LOCAL gamut.tenant=${quoteLiteral(ref.id)}`,
  ].join(';');
  const scope = { cell: ref.cell, login: ref.role, key: ref.schema, tenant: ref.id, sql };
  scopes.set(ref, scope);
  return scope;
}

const controlWords = `SET LOCAL ROLE gamut_control;SET LOCAL search_path=control,pg_temp`;

const everyRow = "SET LOCAL gamut.scope='routing'";

/** Crosses tenants. The authoritative control is home's; a cell's own holds what routing needs of that cell. */
export function controlScopeIn(cell: string): Scope {
  return {
    cell,
    login: undefined,
    key: 'control',
    tenant: undefined,
    sql: `${controlWords};${everyRow}`,
  };
}

export function controlScopeOf(ref: TenantRef): Scope {
  assertMinted(ref);
  return {
    cell: homeCell,
    login: undefined,
    key: 'control',
    tenant: undefined,
    // an empty scope: one that a session was left with must not open this transaction to every tenant
    sql: `${controlWords};SET LOCAL gamut.scope='';SET LOCAL gamut.tenant=${quoteLiteral(ref.id)}`,
    wider: everyRow,
  };
}
