/**
 * The operator's door: a bearer token, asked for on the machine itself, in production too. A request that was forwarded came from
 * elsewhere, whatever address it shows, and one for another name than loopback's may be a page's whose name was pointed here; wrong tokens are measured out, a right one never waits for them (docs/decisions/0016).
 * Behind it every row names one platform role. The token whose SHA-256 the configuration holds is the root of them: it names no
 * person, has the rights of `platform_ops`, and alone makes operators.
 */
import type { PlatformRole } from '@gamut/access/platform-roles';
import { sha256Hex } from '@gamut/crypto/hash';
import { equalBytes } from '@gamut/crypto/mac';
import { AppError } from '@gamut/kernel/app-error';
import { isAskedAsLoopback, isOnThisMachine } from '@gamut/service/loopback';
import type { RateLimits } from '../limits/rate-limits.ts';
import { tooManyRequests } from '../limits/rate-verdict.ts';
import type { Platform } from '../platform.ts';
import { isSameMac } from './bearer-form.ts';
import { findOperator, touchOperator } from './operator-store.ts';
import { operatorToken } from './operator-token.ts';

const tokenLengthMax = 256;
/** Last use is kept to the minute: a write for each request would cost more than it tells. */
const touchEveryMs = 60_000;

export interface Operator {
  /** `operator` for the root, which names no person. */
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: PlatformRole;
  readonly root: boolean;
}
/** What a row asks for: `root` is the configured token alone, `any` is any operator's. */
export type OperatorRole = PlatformRole | 'root' | 'any';

export const rootOperator: Operator = {
  id: 'operator',
  name: 'Operator',
  email: null,
  role: 'platform_ops',
  root: true,
};

export interface OperatorParts {
  readonly platform: Pick<Platform, 'operatorTokenSha256' | 'tokenPepper' | 'db' | 'clock'>;
  readonly limits: RateLimits;
}

export interface OperatorRequest {
  readonly ip: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** @throws AppError `unauthenticated`; `too_many_requests` for wrong tokens that come too fast */
export async function identifyOperator(
  { platform, limits }: OperatorParts,
  request: OperatorRequest,
): Promise<Operator> {
  const near = isOnThisMachine(request) && isAskedAsLoopback(request.headers);
  const token = near ? bearerOf(request) : undefined;
  if (token !== undefined && isRoot(platform.operatorTokenSha256, token)) return rootOperator;
  const named = token === undefined ? undefined : await findNamed(platform, token);
  if (named !== undefined) return named;
  const caller = { address: request.ip, credentialHash: undefined, door: 'operator' };
  const verdict = await limits.spend('sign_in', caller);
  if (!verdict.admitted) throw tooManyRequests('Too many wrong tokens at the operator’s door.', verdict);
  throw shut('This is the operator’s door, and it stays shut.');
}

/** @throws AppError `forbidden` */
export function assertOperatorRole(operator: Operator, wanted: OperatorRole): void {
  if (wanted === 'any') return;
  if (wanted === 'root' ? operator.root : operator.role === wanted) return;
  if (wanted === 'root')
    throw new AppError('forbidden', 'This takes the root token, which the configuration knows.', {
      fix: 'Use GAMUT_OPERATOR_TOKEN of the installation.',
      who: 'whoever operates Gamut',
    });
  throw new AppError('forbidden', `This takes the role ${wanted}, and yours is ${operator.role}.`, {
    fix: `Ask somebody with the role ${wanted}: nobody holds both.`,
    who: 'whoever operates Gamut',
  });
}

function bearerOf({ headers }: OperatorRequest): string | undefined {
  const { authorization } = headers;
  if (typeof authorization !== 'string' || !authorization.startsWith('Bearer ')) return undefined;
  const token = authorization.slice(7);
  return token === '' || token.length > tokenLengthMax ? undefined : token;
}

function isRoot(expected: string | null, token: string): boolean {
  return expected !== null && equalBytes(Buffer.from(sha256Hex(token)), Buffer.from(expected));
}

/** @returns undefined, the same whether there is no such token or its secret is wrong */
async function findNamed(
  { db, clock, tokenPepper }: OperatorParts['platform'],
  token: string,
): Promise<Operator | undefined> {
  const parsed = operatorToken.parse(token, tokenPepper);
  if (parsed === undefined) return undefined;
  const row = await db.readControl((tx) => findOperator(tx, parsed.id));
  if (row === undefined || !isSameMac(parsed.mac, row.mac)) return undefined;
  const nowMs = clock.nowMs();
  if (row.revoked_at !== null) throw shut('This operator token was revoked.');
  if (nowMs >= row.expires_at.getTime()) throw shut('This operator token has expired.');
  if (row.last_used_at === null || nowMs - row.last_used_at.getTime() >= touchEveryMs)
    await db.control((tx) => touchOperator(tx, row.id, new Date(nowMs).toISOString()));
  return { id: row.id, name: row.name, email: row.email, role: row.role, root: false };
}

function shut(message: string): AppError {
  return new AppError('unauthenticated', message, {
    fix: 'Send an operator’s token from the machine itself, to 127.0.0.1 or localhost, through no proxy.',
    who: 'the operator',
  });
}
