/** The people of this tenant by name: whom one can name as an owner. */
import { Type, type Static } from 'typebox';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { readRoute, type Route } from '../../../http/route.ts';
import { named, NoParams, pageOf as Page, PageQuery } from '../../../http/schema-words.ts';

const PersonRow = Type.Object(
  { id: Type.String(), name: Type.String(), email: Type.String() },
  named('Person'),
);

export const peopleRoutes: readonly Route[] = [
  readRoute(
    {
      method: 'GET',
      path: '/v1/people',
      summary: 'People of this organisation',
      params: NoParams,
      query: PageQuery,
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
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      const rows = await tx.query<Static<typeof PersonRow>>(
        'SELECT id, name, email FROM people WHERE left_at IS NULL AND ($1::text IS NULL OR id > $1) ORDER BY id LIMIT $2',
        [asked.after?.[0] ?? null, asked.limit + 1],
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
