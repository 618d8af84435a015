/** The people of this tenant by name: whom one can name as an owner. */
import { heldRoles } from '@gamut/access/effective-right';
import { permissionRow } from '@gamut/access/permissions';
import type { Database, TenantRef } from '@gamut/database/database';
import { Type, type Static } from 'typebox';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { readRoute, type Route } from '../../../http/route.ts';
import { closed, named, NoParams, oneOf, pageOf as Page, PageQuery } from '../../../http/schema-words.ts';
import { listActiveMembers } from '../../administration/people/member-store.ts';

const PersonRow = Type.Object(
  { id: Type.String(), name: Type.String(), email: Type.String() },
  named('Person'),
);

/** What somebody is named for: whoever may not do it would be refused once it has to be done. */
const judging = ['approval.decide', 'checkpoint.decide'] as const;
type Judging = (typeof judging)[number];

const PeopleQuery = Type.Object({ ...PageQuery.properties, may: Type.Optional(oneOf(judging)) }, closed);

/** Whose role lets them do it; null: nobody asked. */
async function whoMay(
  db: Database,
  tenant: TenantRef,
  permission: Judging | undefined,
): Promise<readonly string[] | null> {
  if (permission === undefined) return null;
  const { roles } = permissionRow(permission);
  const members = await db.readControlFor(tenant, (tx) => listActiveMembers(tx, tenant.id));
  return members
    .filter(({ role, additive_roles: additiveRoles }) =>
      heldRoles({ role, additiveRoles }).some((held) => roles.includes(held)),
    )
    .map((one) => one.person_id);
}

export const peopleRoutes: readonly Route[] = [
  readRoute(
    {
      method: 'GET',
      path: '/v1/people',
      summary: 'People of this organisation',
      params: NoParams,
      query: PeopleQuery,
      body: null,
      answer: Page(PersonRow),
      status: 200,
      permission: 'person.read',
      entitlement: null,
      audit: 'none',
      rateClass: 'read',
      csrf: 'none',
      whileSealed: 'refuse',
    },
    async ({ tx, query, platform, tenant }) => {
      const asked = askedPage(query, 1);
      const rows = await tx.query<Static<typeof PersonRow>>(
        `SELECT id, name, email FROM people WHERE left_at IS NULL AND ($1::text IS NULL OR id > $1)
           AND ($3::text[] IS NULL OR id = ANY ($3)) ORDER BY id LIMIT $2`,
        [asked.after?.[0] ?? null, asked.limit + 1, await whoMay(platform.db, tenant, query.may)],
      );
      return pageOf(
        rows,
        asked,
        (row) => [row.id],
        (row) => row,
      );
    },
  ),
];
