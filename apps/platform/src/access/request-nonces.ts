/**
 * Nonces of signed calls that change no tenant's records: spent once, durably, before the answer. The ledger spends its own
 * in the transaction of its effect. Who can't write a nonce down does not answer (fail-closed enforcement).
 */
import type { Database } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import type { SignedCall } from '@gamut/service/signed-routes';

/** A signature may be accepted a little after it expires by another clock; its nonce is kept longer than that. */
const graceMs = 60_000;

/** @throws AppError `replayed` for the second call with this nonce */
export async function spendRequestNonce(
  db: Database,
  call: Pick<SignedCall<unknown>, 'nonce' | 'caller' | 'expiresMs'>,
): Promise<void> {
  const spent = await db.control((tx) =>
    tx.execute(
      'INSERT INTO request_nonces (nonce, key_id, expires_at) VALUES ($1, $2, $3) ON CONFLICT (nonce) DO NOTHING',
      [call.nonce, call.caller, new Date(call.expiresMs + graceMs).toISOString()],
    ),
  );
  if (spent === 0)
    throw new AppError('replayed', 'This signed request was already answered.', {
      fix: 'Sign a new one.',
      who: 'the caller',
    });
}

/** @returns how many nonces were swept that no request can carry any more */
export function sweepRequestNonces(db: Database, nowMs: number): Promise<number> {
  return db.control((tx) =>
    tx.execute('DELETE FROM request_nonces WHERE expires_at < $1::timestamptz', [
      new Date(nowMs).toISOString(),
    ]),
  );
}
