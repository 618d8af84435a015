/**
 * One effect for one idempotency key. The key is claimed in the transaction of the change, before it: a second request with the
 * same key waits for the first to commit, then gets its answer, or goes ahead when the first came to nothing. Kept for a day.
 * What is shown once is not kept: its repetition is told that it was done, and as what.
 */
import type { ControlReader, ControlTx, TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import { AppError } from '@gamut/kernel/app-error';
import type { KeyedRequest } from './idempotency-key.ts';

export const keptMs = 86_400_000;
const answerCharactersMax = 250_000;

type Tx = TenantTx | ControlTx;

interface KeptRow {
  readonly request_sha256: string;
  readonly subject: string | null;
  readonly answer: string | null;
}

/** Thrown out of the transaction of a repetition, so that nothing of it commits; it carries what the first one answered. */
export class AlreadyAnswered extends Error {
  readonly answer: string;
  constructor(answer: string) {
    super('this request was answered before');
    this.answer = answer;
  }
}

const orItsTimeIsOver = `ON CONFLICT (key_hash) DO UPDATE SET request_sha256 = excluded.request_sha256,
  expires_at = excluded.expires_at, subject = NULL, answer = NULL WHERE held.expires_at <= $3`;

/**
 * First thing in the transaction.
 * @throws AlreadyAnswered when it was; AppError `already_done`, `idempotency_key_reused`
 */
export async function claimKey(tx: Tx, request: KeyedRequest, nowMs: number): Promise<void> {
  const claimed = await tx.execute(
    `INSERT INTO idempotency_keys AS held (key_hash, request_sha256, expires_at) VALUES ($1, $2, $4) ${orItsTimeIsOver}`,
    [request.keyHash, request.requestSha256, iso(nowMs), iso(nowMs + keptMs)],
  );
  if (claimed === 0) throw await whatWasDone(tx, request);
}

/** As `claimKey`, for what a person of a tenant changes in control: the key stands there too, and goes with the tenant. */
export async function claimKeyInControl(
  tx: ControlTx,
  request: KeyedRequest,
  { nowMs, tenantId }: { readonly nowMs: number; readonly tenantId: string },
): Promise<void> {
  const claimed = await tx.execute(
    `INSERT INTO idempotency_keys AS held (key_hash, request_sha256, expires_at, tenant_id) VALUES ($1, $2, $4, $5) ${orItsTimeIsOver}`,
    [request.keyHash, request.requestSha256, iso(nowMs), iso(nowMs + keptMs), tenantId],
  );
  if (claimed === 0) throw await whatWasDone(tx, request);
}

/**
 * Before anything is begun, where the effect takes more than one transaction.
 * @throws AlreadyAnswered when it was; AppError `already_done`, `idempotency_key_reused`
 */
export async function findAnswered(
  tx: TenantReader | ControlReader,
  request: KeyedRequest,
  nowMs: number,
): Promise<void> {
  const [kept] = await tx.query<KeptRow>(
    'SELECT request_sha256, subject, answer FROM idempotency_keys WHERE key_hash = $1 AND expires_at > $2',
    [request.keyHash, iso(nowMs)],
  );
  if (kept !== undefined) throw whatItSays(kept, request);
}

async function whatWasDone(tx: Tx, request: KeyedRequest): Promise<Error> {
  const [kept] = await tx.query<KeptRow>(
    'SELECT request_sha256, subject, answer FROM idempotency_keys WHERE key_hash = $1',
    [request.keyHash],
  );
  if (kept === undefined) return new AppError('conflict', 'The same request is under way.', tryAgain);
  return whatItSays(kept, request);
}

function whatItSays(kept: KeptRow, request: KeyedRequest): Error {
  if (kept.request_sha256 !== request.requestSha256)
    return new AppError('idempotency_key_reused', 'This Idempotency-Key was used for another request.', {
      fix: 'Send a new key with a new request; the same key only with the very same one.',
      who: 'the caller',
    });
  if (kept.answer !== null) return new AlreadyAnswered(kept.answer);
  const what = kept.subject === null ? '' : ` as ${kept.subject}`;
  return new AppError('already_done', `This was done already${what}, and its answer is not shown twice.`, {
    fix: 'Look at what there is; to get a new secret, make another and revoke this one.',
    who: 'the caller',
  });
}

const tryAgain = { fix: 'Send it again with the same key.', who: 'the caller' } as const;

/** Last thing in the transaction. @param answer as it leaves; undefined for what is shown once, or is not known yet */
export async function keepAnswer(
  tx: Tx,
  request: KeyedRequest,
  answer: string | undefined,
  subject?: string,
): Promise<void> {
  await tx.execute(
    'UPDATE idempotency_keys SET subject = coalesce($2, subject), answer = $3 WHERE key_hash = $1',
    [
      request.keyHash,
      subject ?? null,
      answer !== undefined && answer.length <= answerCharactersMax ? answer : null,
    ],
  );
}

/** What was claimed came to no end: the same request may be made again. */
export async function forgetKey(tx: Tx, request: KeyedRequest): Promise<void> {
  await tx.execute('DELETE FROM idempotency_keys WHERE key_hash = $1', [request.keyHash]);
}

export function sweepKeys(tx: Tx, nowMs: number): Promise<number> {
  return tx.execute('DELETE FROM idempotency_keys WHERE expires_at <= $1', [iso(nowMs)]);
}

const iso = (ms: number): string => new Date(ms).toISOString();
