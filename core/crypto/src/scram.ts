/**
 * The SCRAM-SHA-256 verifier of a password (RFC 5803, RFC 7677), in the form that Postgres stores: so a login is made without
 * its password ever standing in a statement. The password is ASCII, for which SASLprep (RFC 4013) changes nothing.
 */
import { pbkdf2Sync } from 'node:crypto';
import { hmacSha256 } from './mac.ts';
import { sha256 } from './hash.ts';

/** Of RFC 7677 section 4, and what Postgres itself uses. */
const iterations = 4096;

/** @returns `SCRAM-SHA-256$4096:salt$StoredKey:ServerKey`, with standard base64 */
export function scramVerifier(password: string, salt: Uint8Array): string {
  if (!/^[\x21-\x7e]{1,1024}$/.test(password))
    throw new TypeError('a SCRAM password is 1 to 1024 printable ASCII characters without spaces');
  if (salt.length < 12 || salt.length > 64) throw new TypeError('a SCRAM salt is 12 to 64 bytes');
  const salted = new Uint8Array(pbkdf2Sync(password, salt, iterations, 32, 'sha256'));
  const storedKey = sha256(hmacSha256(salted, 'Client Key'));
  const serverKey = hmacSha256(salted, 'Server Key');
  salted.fill(0);
  return `SCRAM-SHA-256$${iterations}:${base64(salt)}$${base64(storedKey)}:${base64(serverKey)}`;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
