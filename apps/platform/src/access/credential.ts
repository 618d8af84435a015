/**
 * What a request shows to say who it is: the session's cookie or an API token, never both (a browser that is made to add one to
 * the other would blur who acted). Read before anything is limited or looked up.
 */
import { AppError } from '@gamut/kernel/app-error';
import { parseApiToken, type ParsedToken } from './api-token.ts';
import type { ParsedBearer } from './bearer-form.ts';
import { supportBearer } from './operator-token.ts';
import { cookieName, readCookie } from './session-cookie.ts';

export type Credential =
  | { readonly kind: 'none' }
  | { readonly kind: 'cookie'; readonly cookie: string }
  | { readonly kind: 'token'; readonly token: ParsedToken | undefined }
  | { readonly kind: 'support'; readonly bearer: ParsedBearer<'sup'> };

export interface CredentialRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>> & {
    readonly cookie?: string | undefined;
  };
}

/** @throws AppError `bad_request` when both are there */
export function readCredential(
  { headers }: CredentialRequest,
  mode: 'production' | 'development',
  pepper: Uint8Array,
): Credential {
  const { authorization } = headers;
  const cookie = readCookie(headers.cookie, mode);
  if (authorization === undefined)
    return cookie === undefined ? { kind: 'none' } : { kind: 'cookie', cookie };
  if (headers.cookie?.includes(`${cookieName(mode)}=`) === true)
    throw new AppError('bad_request', 'The request carries an API token and a session’s cookie.', {
      fix: 'Send one of them.',
      who: 'the caller',
    });
  const text = typeof authorization === 'string' && authorization.length <= 256 ? authorization : '';
  const bearer = /^bearer ([^\s,]+)$/i.exec(text)?.[1];
  if (bearer === undefined) return { kind: 'token', token: undefined };
  const support = supportBearer.parse(bearer, pepper);
  if (support !== undefined) return { kind: 'support', bearer: support };
  return { kind: 'token', token: parseApiToken(bearer, pepper) };
}
