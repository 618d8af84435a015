/**
 * Writes down that Gateway issues a signing key under an agent's credential, before Gateway draws and shows it: once for each
 * credential, under the next epoch of the agent. The nonce of the asking call, the row, the entry in the decision stream and
 * the new version of the facts are one transaction; the key itself comes here never.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { TenantTx } from '@gamut/database/tenant-transaction';
import { AppError } from '@gamut/kernel/app-error';
import type { RuntimeKeyAnswer, RuntimeKeyRequest } from '@gamut/protocol/runtime-calls';
import { appendEntries, lockStreamHead } from '../../../audit/append-entries.ts';
import { spendNonces } from '../decisions/ledger-store.ts';
import { bumpFacts } from '../facts/bump-facts.ts';

export function issueRuntimeKey(
  db: Database,
  tenant: TenantRef,
  request: RuntimeKeyRequest,
  nonce: string,
  nowMs: number,
): Promise<RuntimeKeyAnswer> {
  const at = new Date(nowMs).toISOString();
  return db.tenant(tenant, async (tx) => {
    const fresh = await spendNonces(tx, [{ nonce, factsVersion: 0 }], nowMs);
    if (!fresh.has(nonce))
      throw new AppError('replayed', 'This signed request was already carried out.', {
        fix: 'Sign a new one.',
        who: 'the caller',
      });
    await assertLive(tx, request, at);
    // the head of the stream comes after the facts, as in a batch of decisions
    await bumpFacts(tx);
    const epoch = await insertKey(tx, request, at);
    const head = await lockStreamHead(tx, 'decisions');
    const { agent, credential } = request;
    const body = { agent, credential, epoch, issuedAt: at };
    await appendEntries(tx, 'decisions', head, at, [{ kind: 'runtime_key.issued', subject: agent, body }]);
    return { epoch };
  });
}

async function assertLive(tx: TenantTx, { agent, credential }: RuntimeKeyRequest, at: string): Promise<void> {
  const rows = await tx.query(
    `SELECT c.id FROM agent_credentials c JOIN agents a ON a.id = c.agent_id
     WHERE c.id = $1 AND c.agent_id = $2 AND a.status <> 'retired' AND c.revoked_at IS NULL
       AND (c.expires_at IS NULL OR c.expires_at > $3::timestamptz) FOR NO KEY UPDATE OF a`,
    [credential, agent, at],
  );
  if (rows.length === 0)
    throw new AppError('not_found', 'This credential is not a live one of this agent.', {
      fix: 'Issue a new credential for the agent.',
      who: 'an agent operator of the tenant',
    });
}

async function insertKey(
  tx: TenantTx,
  { agent, credential }: RuntimeKeyRequest,
  at: string,
): Promise<number> {
  const [row] = await tx.query<{ epoch: number }>(
    `INSERT INTO runtime_keys (credential_id, agent_id, epoch, issued_at)
     SELECT $1::text, $2::text, COALESCE(max(epoch), 0) + 1, $3::timestamptz FROM runtime_keys WHERE agent_id = $2
     ON CONFLICT (credential_id) DO NOTHING RETURNING epoch`,
    [credential, agent, at],
  );
  if (row !== undefined) return row.epoch;
  throw new AppError(
    'already_done',
    'The signing key of this credential was issued already; it is shown once.',
    {
      fix: 'Issue a new credential for the agent and ask with it; revoke this one when its key may be in wrong hands.',
      who: 'an agent operator of the tenant',
    },
  );
}
