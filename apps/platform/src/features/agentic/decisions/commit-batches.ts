/**
 * Batches of several tenants that came in one signed request: each is a transaction of its own under its own tenant, all at once,
 * and one that fails says so for itself. Nothing of one tenant waits for, or is told to, another.
 */
import { AppError } from '@gamut/kernel/app-error';
import { errorStatus } from '@gamut/kernel/error-codes';
import type { Clock } from '@gamut/kernel/time-source';
import type { LedgerAnswer, LedgerAnswers, LedgerBatch, LedgerBatches } from '@gamut/protocol/ledger';
import { noTenant } from '@gamut/protocol/signed-request';
import type { Logger } from '@gamut/service/logger';
import { problemOf, refusalOf } from '@gamut/service/problem';

export interface BatchesCall {
  /** What the signature says that the request is about. */
  readonly tenant: string;
  readonly requestId: string;
  readonly body: LedgerBatches;
}

interface Parts {
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly logger: Pick<Logger, 'error'>;
}

/** @throws AppError `bad_request` for a request that is signed for one tenant, and for two batches of one */
export async function commitBatches(
  { clock, logger }: Parts,
  { tenant, requestId, body }: BatchesCall,
  commit: (batch: LedgerBatch) => Promise<LedgerAnswer>,
): Promise<LedgerAnswers> {
  const { batches } = body;
  if (tenant !== noTenant || new Set(batches.map((batch) => batch.tenant)).size !== batches.length)
    throw new AppError(
      'bad_request',
      'A request for several tenants is signed for none, and names each once.',
      {
        fix: 'Send what concerns one tenant to the ledger of one.',
        who: 'the developer',
      },
    );
  const each = async (batch: LedgerBatch): Promise<LedgerAnswers['answers'][number]> => {
    const began = clock.monotonicMs();
    try {
      const { results } = await commit(batch);
      return { tenant: batch.tenant, tookMs: clock.monotonicMs() - began, results };
    } catch (error) {
      const refusal = refusalOf(error);
      if (errorStatus[refusal.code] >= 500)
        logger.error({ err: error, requestId, tenant: batch.tenant }, refusal.message);
      return {
        tenant: batch.tenant,
        tookMs: clock.monotonicMs() - began,
        problem: problemOf(refusal, requestId),
      };
    }
  };
  return { answers: await Promise.all(batches.map(each)) };
}
