/**
 * Small batches of several tenants share a signed request to platform's ledger: signing, sending and reading one costs as much as
 * deciding a call. Each stays a transaction of its own and is answered for itself. A tenant whose batch failed, or kept the others
 * waiting, goes alone for a while, so that it holds up nobody twice.
 */
import type { Clock } from '@gamut/kernel/time-source';
import { LedgerAnswer, LedgerAnswers, type LedgerBatch } from '@gamut/protocol/ledger';
import { remoteRefusal, type SignedClient } from '@gamut/service/signed-client';
import { compileSchema } from '@gamut/service/strict-schema';
import { entryBytes, isUnreadable } from './ledger-client.ts';

export type SendBatch = (batch: LedgerBatch) => Promise<LedgerAnswer>;

export interface SharedRequestsOptions {
  readonly client: SignedClient;
  readonly deadlineMs: number;
  readonly clock: Pick<Clock, 'monotonicMs'>;
}

interface Waiting {
  readonly batch: LedgerBatch;
  readonly resolve: (answer: LedgerAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/** So many tenants share a request: enough that its cost hardly counts, few enough that requests overlap. */
const sharedMax = 16;
const entriesMax = 8;
const smallBytes = 65_536;
/** A batch that took longer than this, and much longer than its neighbours, kept them waiting. */
const slowMs = 50;
const slowTimes = 4;
const aloneMs = 5_000;
const aloneMax = 10_000;

export function createSharedRequests({ client, deadlineMs, clock }: SharedRequestsOptions): SendBatch {
  const readOne = compileSchema<LedgerAnswer>(LedgerAnswer, "platform's answer");
  const readMany = compileSchema<LedgerAnswers>(LedgerAnswers, "platform's answer");
  const aloneUntilMs = new Map<string, number>();
  let waiting: Waiting[] = [];

  const sendAlone: SendBatch = async (batch) =>
    readOne(await client.post('/internal/v1/ledger', { tenant: batch.tenant, body: batch, deadlineMs }));

  function keepAlone(tenant: string): void {
    if (aloneUntilMs.size >= aloneMax) aloneUntilMs.clear();
    aloneUntilMs.set(tenant, clock.monotonicMs() + aloneMs);
  }

  function goesAlone(batch: LedgerBatch): boolean {
    if (!isSmall(batch)) return true;
    const untilMs = aloneUntilMs.get(batch.tenant);
    if (untilMs === undefined) return false;
    if (clock.monotonicMs() < untilMs) return true;
    aloneUntilMs.delete(batch.tenant);
    return false;
  }

  async function sendShared(group: readonly Waiting[]): Promise<void> {
    try {
      const body = { batches: group.map(({ batch }) => batch) };
      const { answers } = readMany(await client.post('/internal/v1/ledger-batches', { body, deadlineMs }));
      const byTenant = new Map(answers.map((answer) => [answer.tenant, answer]));
      for (const tenant of slowOnes(answers)) keepAlone(tenant);
      for (const { batch, resolve, reject } of group) {
        const { results, problem } = byTenant.get(batch.tenant) ?? {};
        if (results !== undefined) resolve({ tenant: batch.tenant, results });
        else {
          keepAlone(batch.tenant);
          reject(remoteRefusal('platform', problem ?? null));
        }
      }
    } catch (error) {
      // whose doing it is shows when each goes by itself: at once where it is platform's own word that it read none of it
      for (const { batch } of group) keepAlone(batch.tenant);
      if (isUnreadable(error))
        for (const { batch, resolve, reject } of group) sendAlone(batch).then(resolve, reject);
      else for (const { reject } of group) reject(error);
    }
  }

  function depart(): void {
    const all = waiting;
    waiting = [];
    for (let from = 0; from < all.length; from += sharedMax) {
      const group = all.slice(from, from + sharedMax);
      const [only] = group;
      if (group.length === 1 && only !== undefined) sendAlone(only.batch).then(only.resolve, only.reject);
      else void sendShared(group);
    }
  }

  return (batch) => {
    if (goesAlone(batch)) return sendAlone(batch);
    return new Promise((resolve, reject) => {
      waiting.push({ batch, resolve, reject });
      // batches of one turn of the loop share
      if (waiting.length === 1) setImmediate(depart);
    });
  };
}

function isSmall({ entries }: LedgerBatch): boolean {
  if (entries.length > entriesMax) return false;
  return entries.reduce((sum, entry) => sum + entryBytes(entry), 0) <= smallBytes;
}

/** Where all are slow it is the machine, and nobody's doing. */
function slowOnes(answers: LedgerAnswers['answers']): string[] {
  const took = answers.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
  const median = took[Math.floor((took.length - 1) / 2)] ?? 0;
  return answers
    .filter(({ tookMs }) => tookMs > Math.max(slowMs, slowTimes * median))
    .map(({ tenant }) => tenant);
}
