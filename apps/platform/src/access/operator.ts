/**
 * The operator's door: a bearer token whose SHA-256 the configuration holds, asked for on the machine itself, in production
 * too. A request that was forwarded came from elsewhere, whatever address it shows; wrong tokens are measured out, the right
 * one never waits for them (docs/decisions/0016).
 */
import { sha256Hex } from '@gamut/crypto/hash';
import { equalBytes } from '@gamut/crypto/mac';
import { AppError } from '@gamut/kernel/app-error';
import { isOnThisMachine } from '@gamut/service/loopback';
import type { RateLimits } from '../limits/rate-limits.ts';
import { tooManyRequests } from '../limits/rate-verdict.ts';
import type { Platform } from '../platform.ts';

const tokenLengthMax = 256;

export interface OperatorParts {
  readonly platform: Pick<Platform, 'operatorTokenSha256'>;
  readonly limits: RateLimits;
}

export interface OperatorRequest {
  readonly ip: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** @throws AppError `unauthenticated`; `too_many_requests` for wrong tokens that come too fast */
export async function assertOperator(
  { platform, limits }: OperatorParts,
  request: OperatorRequest,
): Promise<void> {
  const { authorization } = request.headers;
  const here = isOnThisMachine(request);
  if (here && typeof authorization === 'string' && isToken(platform.operatorTokenSha256, authorization))
    return;
  const caller = { address: request.ip, credentialHash: undefined, door: 'operator' };
  const verdict = await limits.spend('sign_in', caller);
  if (!verdict.admitted) throw tooManyRequests('Too many wrong tokens at the operator’s door.', verdict);
  throw new AppError('unauthenticated', 'This is the operator’s door, and it stays shut.', {
    fix: 'Send the operator’s token from the machine itself, through no proxy.',
    who: 'the operator',
  });
}

function isToken(expected: string | null, authorization: string): boolean {
  const token = authorization.startsWith('Bearer ') ? authorization.slice(7) : '';
  if (expected === null || token === '' || token.length > tokenLengthMax) return false;
  return equalBytes(Buffer.from(sha256Hex(token)), Buffer.from(expected));
}
