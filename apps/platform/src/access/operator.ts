/**
 * The operator's door: a bearer token whose SHA-256 the configuration holds, asked for on the machine itself, in production
 * too. A request that was forwarded came from elsewhere, whatever address it shows; wrong tokens are measured out, the right
 * one never waits for them (docs/decisions/0016).
 */
import { sha256Hex } from '@gamut/crypto/hash';
import { equalBytes } from '@gamut/crypto/mac';
import { AppError } from '@gamut/kernel/app-error';
import type { RateLimiter } from '../http/rate-limit.ts';
import type { Platform } from '../platform.ts';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const forwarding =
  /^(?:forwarded|via|x-forwarded-.*|x-real-ip|x-client-ip|x-cluster-client-ip|true-client-ip|cf-.*)$/;
const tokenLengthMax = 256;

export interface OperatorParts {
  readonly platform: Pick<Platform, 'operatorTokenSha256'>;
  readonly limiter: RateLimiter;
}

export interface OperatorRequest {
  readonly ip: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** @throws AppError `unauthenticated`; `too_many_requests` for wrong tokens that come too fast */
export function assertOperator({ platform, limiter }: OperatorParts, request: OperatorRequest): void {
  const { authorization } = request.headers;
  const here =
    loopback.has(request.ip) && !Object.keys(request.headers).some((name) => forwarding.test(name));
  if (here && typeof authorization === 'string' && isToken(platform.operatorTokenSha256, authorization))
    return;
  const verdict = limiter('sign_in', `operator ${request.ip}`);
  if (!verdict.allowed)
    throw new AppError('too_many_requests', 'Too many wrong tokens at the operator’s door.', {
      fix: `Wait ${verdict.headers['retry-after'] ?? '1'} seconds.`,
      who: 'the caller',
    });
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
