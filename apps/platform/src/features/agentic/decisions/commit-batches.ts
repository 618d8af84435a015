/**
 * Batches of several tenants that came in one signed request: each is a transaction of its own under its own tenant, all at once,
 * and one that fails says so for itself. Nothing of one tenant is told to another, and none waits for another longer than its bound.
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

/** Below what a caller waits for one decision: whoever is late then is late alone. What it wrote nobody knows, as with any deadline. */
export const sharedWithinMs = 1_500;

interface Parts {
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly logger: Pick<Logger, 'error'>;
}

/** @throws AppError `deadline_exceeded` when it takes longer */
function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      reject(
        new AppError('deadline_exceeded', 'the batch was not done in time', {
          fix: 'Send it alone.',
          who: 'Gateway',
        }),
      );
    }, ms);
    void work.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

/** @throws AppError `bad_request` for a request that is signed for one tenant, and for two batches of one */
export async function commitBatches(
  { clock, logger }: Parts,
  { tenant, requestId, body }: BatchesCall,
  commit: (batch: LedgerBatch) => Promise<LedgerAnswer>,
  withinMs = sharedWithinMs,
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
      const { results } = await within(withinMs, commit(batch));
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
