/** Ways in by a link and a password: the first one, of somebody who was added, and the one back, of somebody who forgot. */
import { Type } from 'typebox';
import { openRoute, type Route } from '../http/route.ts';
import { closed, named, NoParams, NoQuery, text } from '../http/schema-words.ts';
import { useResetLink } from './reset-link.ts';
import { useSetUpLink } from './set-up-link.ts';

const LinkToken = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });

export const setUpRoutes: readonly Route[] = [
  openRoute(
    {
      method: 'POST',
      path: '/v1/set-up',
      summary: 'Use a set-up link: sets the first password, or proves the one there is, and signs in',
      params: NoParams,
      query: NoQuery,
      body: Type.Object(
        {
          token: LinkToken,
          password: text(1, 1024),
          name: Type.Optional(text(1, 200)),
          ownPassword: Type.Optional(
            Type.Boolean({
              description:
                'the password is to open this place alone: for whoever has an account and has forgotten its password',
            }),
          ),
        },
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
  openRoute(
    {
      method: 'POST',
      path: '/v1/password-reset',
      summary:
        'Use a reset link: sets a new password of this place, ends its sessions and tokens, and signs in',
      params: NoParams,
      query: NoQuery,
      body: Type.Object({ token: LinkToken, password: text(1, 1024) }, closed),
      answer: Type.Object({ signedIn: Type.Boolean() }, named('PasswordReset')),
      status: 201,
      permission: 'anyone',
      entitlement: null,
      audit: 'person.password_reset',
      rateClass: 'sign_in',
      csrf: 'same_origin',
    },
    async ({ platform, body }) => {
      const { cookie } = await useResetLink(platform, body);
      return { answer: { signedIn: true }, headers: { 'set-cookie': cookie } };
    },
  ),
];
