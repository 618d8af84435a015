/**
 * The operator's door of a development machine: a bearer token whose SHA-256 the configuration holds, from loopback only. In
 * production it does not open for anyone.
 */
import { sha256Hex } from '@gamut/crypto/hash';
import { equalBytes } from '@gamut/crypto/mac';
import { AppError } from '@gamut/kernel/app-error';
import type { Platform } from '../platform.ts';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** @throws AppError `unauthenticated` */
export async function assertOperator(
  platform: Pick<Platform, 'mode' | 'operatorTokenSha256'>,
  authorization: string | undefined,
  address: string,
): Promise<void> {
  const expected = platform.operatorTokenSha256;
  const token = authorization?.startsWith('Bearer ') === true ? authorization.slice(7) : '';
  const matches =
    expected !== null &&
    token.length <= 256 &&
    equalBytes(Buffer.from(sha256Hex(token)), Buffer.from(expected));
  if (matches && token !== '' && platform.mode === 'development' && loopback.has(address)) return;
  throw new AppError('unauthenticated', 'This is the operator’s door, and it stays shut.', {
    fix: 'Send the operator’s token from the machine itself, in development.',
    who: 'the operator',
  });
}
