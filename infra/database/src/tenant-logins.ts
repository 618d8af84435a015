/**
 * The posture "own logins", for a Postgres whose built-in functions can't be taken away (security.md section 1.5): each
 * tenant's role is a login and a member of nothing, so there is no role to hop to. Its password is drawn from one secret
 * that platform and provision share, so none is stored; Postgres keeps the SCRAM verifier.
 */
import { hkdfSha256 } from '@gamut/crypto/mac';
import { quoteTenantRole } from './identifier.ts';

/** @throws TypeError for anything but a tenant role's name */
export function tenantLoginPassword(secret: Uint8Array, role: string): string {
  quoteTenantRole(role);
  return Buffer.from(hkdfSha256(secret, 'gamut', `tenant login ${role}`, 32)).toString('base64url');
}

/** The cell's URL with the tenant's own login instead of the application's. */
export function tenantLoginUrl(cellUrl: string, secret: Uint8Array, role: string): string {
  const url = new URL(cellUrl);
  url.username = role;
  url.password = tenantLoginPassword(secret, role);
  return url.href;
}
