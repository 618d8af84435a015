/**
 * The condition of a table's wall: as SQL for the migrator, and as the catalog spells it afterwards, word for word, for those
 * who look whether it still stands. A policy on the setting alone is beaten by a plain SET, one on the role alone by a role
 * hop: both must agree.
 */
import { quoteLiteral } from './identifier.ts';

export interface WalledSchema {
  readonly schema: string;
  readonly role: string;
  /** Absent for control, whose rows name tenants by column. */
  readonly tenantId?: string;
}

export interface ConditionedTable {
  readonly name: string;
  readonly columns: readonly string[];
}

export function quoteWallCondition(walled: WalledSchema, table: ConditionedTable): string {
  const asRole = `current_user = ${quoteLiteral(walled.role)}`;
  if (walled.tenantId !== undefined)
    return `${asRole} AND current_setting('gamut.tenant', true) = ${quoteLiteral(walled.tenantId)}`;
  const routing = "current_setting('gamut.scope', true) = 'routing'";
  const own = "current_setting('gamut.tenant', true)";
  const named = namingColumn(table);
  if (named !== undefined) return `${asRole} AND (${routing} OR ${named} = ${own})`;
  if (table.name === 'users')
    return `${asRole} AND (${routing} OR EXISTS (SELECT FROM control.memberships m WHERE m.user_id = users.id AND m.tenant_id = ${own}))`;
  return `${asRole} AND ${routing}`;
}

/** The same as the catalog gives it back, every run of white space one space. */
export function spelledWallCondition(walled: WalledSchema, table: ConditionedTable): string {
  const asRole = `(CURRENT_USER = '${walled.role}'::name)`;
  const own = "current_setting('gamut.tenant'::text, true)";
  if (walled.tenantId !== undefined) return `(${asRole} AND (${own} = '${walled.tenantId}'::text))`;
  const routing = "(current_setting('gamut.scope'::text, true) = 'routing'::text)";
  const named = namingColumn(table);
  if (named !== undefined) return `(${asRole} AND (${routing} OR (${named} = ${own})))`;
  if (table.name === 'users')
    return `(${asRole} AND (${routing} OR (EXISTS ( SELECT FROM control.memberships m WHERE ((m.user_id = users.id) AND (m.tenant_id = ${own}))))))`;
  return `(${asRole} AND ${routing})`;
}

/** The column of a table of control that says whose a row is; undefined: no tenant's, or known by another table. */
function namingColumn(table: ConditionedTable): string | undefined {
  if (table.columns.includes('tenant_id')) return 'tenant_id';
  return table.name === 'tenants' ? 'id' : undefined;
}
