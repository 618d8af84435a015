/** Batches that share a request share nothing else: none waits for another beyond its bound. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LedgerBatch } from '@gamut/protocol/ledger';
import { noTenant } from '@gamut/protocol/signed-request';
import { commitBatches } from './commit-batches.ts';

const batchOf = (tenant: string): LedgerBatch => ({ tenant, instance: 'gwy_test', entries: [] });
const parts = { clock: { monotonicMs: () => performance.now() }, logger: { error: () => undefined } };
const call = (...tenants: string[]) => ({
  tenant: noTenant,
  requestId: 'req_test',
  body: { batches: tenants.map(batchOf) },
});

test('one that is not done in time is told so, and the others have what is theirs', async () => {
  const never = new Promise<never>(() => undefined);
  const { answers } = await commitBatches(
    parts,
    call('quick', 'stuck', 'other'),
    ({ tenant }) => (tenant === 'stuck' ? never : Promise.resolve({ tenant, results: [] })),
    20,
  );
  assert.deepEqual(
    answers.map(({ tenant, results, problem }) => [
      tenant,
      results,
      (problem as { code?: string } | undefined)?.code,
    ]),
    [
      ['quick', [], undefined],
      ['stuck', undefined, 'deadline_exceeded'],
      ['other', [], undefined],
    ],
  );
});

test('a request for several tenants is signed for none of them, and names each once', async () => {
  const commit = ({ tenant }: LedgerBatch) => Promise.resolve({ tenant, results: [] });
  await assert.rejects(commitBatches(parts, { ...call('a', 'b'), tenant: 'a' }, commit), {
    code: 'bad_request',
  });
  await assert.rejects(commitBatches(parts, call('a', 'a'), commit), { code: 'bad_request' });
});
