/**
 * Who may be asked to answer for an agent, or to approve: somebody active here whose role sees agents. Read from the tenant's own copy of
 * people, which moves with every change of their place in control, so facts and decisions read it without another database.
 */
import { permissionRow } from '@gamut/access/permissions';
import type { TenantReader } from '@gamut/database/tenant-transaction';

/** Roles that see agents; the same may decide on approvals. */
export const answeringRoles: readonly string[] = permissionRow('agent.read').roles;

const rolesSql = `'{${answeringRoles.join(',')}}'::text[]`;

/** @param alias of the table people. What is not known yet, of a person of before, counts as it did. */
export function answersSql(alias: string): string {
  return `${alias}.left_at IS NULL AND coalesce(${alias}.standing = 'active', true) AND coalesce(${alias}.roles && ${rolesSql}, true)`;
}

/** @returns those of the ids that are people of this tenant, and whether each may be asked */
export async function findPeople(
  tx: TenantReader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, boolean>> {
  const rows = await tx.query<{ id: string; answers: boolean }>(
    `SELECT id, ${answersSql('p')} AS answers FROM people p WHERE id = ANY ($1::text[]) AND left_at IS NULL`,
    [ids],
  );
  return new Map(rows.map(({ id, answers }) => [id, answers]));
}

/** @returns how many others than these hold this role and may be asked, no further than `enough`; an administrator holds every role of the tenant */
export async function countAnswering(
  tx: TenantReader,
  role: string,
  enough: number,
  others: readonly string[],
): Promise<number> {
  const rows = await tx.query<object>(
    `SELECT FROM people p WHERE ${answersSql('p')} AND coalesce(p.roles && ARRAY[$1, 'administrator'], true)
       AND p.id <> ALL ($3::text[]) LIMIT $2`,
    [role, enough, others],
  );
  return rows.length;
}
