/** The first sign-in of somebody who was added: a set-up link and a password. */
import { Type } from 'typebox';
import { openRoute, type Route } from '../http/route.ts';
import { closed, named, NoParams, NoQuery, text } from '../http/schema-words.ts';
import { useSetUpLink } from './set-up-link.ts';

export const setUpRoutes: readonly Route[] = [
  openRoute(
    {
      method: 'POST',
      path: '/v1/set-up',
      summary: 'Use a set-up link: sets the first password, or proves the one there is, and signs in',
      params: NoParams,
      query: NoQuery,
      body: Type.Object(
        { token: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }), password: text(1, 1024) },
        closed,
      ),
      answer: Type.Object({ signedIn: Type.Boolean() }, named('SetUpDone')),
      status: 201,
      permission: 'anyone',
      entitlement: null,
      audit: 'person.set_up',
      rateClass: 'sign_in',
      csrf: 'same_origin',
    },
    async ({ platform, body }) => {
      const { cookie } = await useSetUpLink(platform, body);
      return { answer: { signedIn: true }, headers: { 'set-cookie': cookie } };
    },
  ),
];
