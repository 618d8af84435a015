/** Group commit: one batch per tenant is out, neighbours share the next, and each entry gets its own word or none. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '@gamut/kernel/app-error';
import type { DecisionEntry, LedgerBatch, LedgerResult, OutcomeEntry } from '@gamut/protocol/ledger';
import { LedgerClient } from './ledger-client.ts';

const receipt = { stream: 'decisions', seq: 1, hash: '0'.repeat(64), at: '2026-01-01T00:00:00.000Z' };
const entry = (id: string): OutcomeEntry => ({
  kind: 'outcome',
  id,
  decision: 'dec_x',
  at: receipt.at,
  state: 'done',
  answerSha256: null,
  answerBytes: 0,
  redactions: {},
  degraded: null,
  detail: null,
  tookMs: 1,
});
const committed = (id: string): LedgerResult => ({
  id,
  status: 'committed',
  receipt,
  approval: null,
  incident: null,
});

function world(
  answer: (batch: LedgerBatch) => LedgerResult[] | Error = (batch) =>
    batch.entries.map((one) => committed(one.id)),
) {
  const out: { tenant: string; size: number; release: () => void }[] = [];
  const client = new LedgerClient({
    instance: 'gwy_test',
    send: (batch) =>
      new Promise((resolve, reject) => {
        const release = (): void => {
          const results = answer(batch);
          if (results instanceof Error) reject(results);
          else resolve({ tenant: batch.tenant, results });
        };
        out.push({ tenant: batch.tenant, size: batch.entries.length, release });
      }),
  });
  return { client, out };
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

test('entries of one turn ride together; later ones wait for the batch that is out', async () => {
  const { client, out } = world();
  const first = [client.commit('tnt_a', entry('1')), client.commit('tnt_a', entry('2'))];
  await turn();
  const second = [
    client.commit('tnt_a', entry('3')),
    client.commit('tnt_a', entry('4')),
    client.commit('tnt_a', entry('5')),
  ];
  await turn();
  assert.deepEqual(
    out.map((one) => one.size),
    [2],
  );
  out[0]?.release();
  await Promise.all(first);
  await turn();
  assert.deepEqual(
    out.map((one) => one.size),
    [2, 3],
  );
  out[1]?.release();
  await Promise.all(second);
});

test('tenants do not wait for each other, and no batch holds two of them', async () => {
  const { client, out } = world();
  void client.commit('tnt_a', entry('1'));
  void client.commit('tnt_b', entry('2'));
  await turn();
  assert.deepEqual(
    out.map((one) => one.tenant),
    ['tnt_a', 'tnt_b'],
  );
});

test('a batch that fails, fails all of its entries and none of the next', async () => {
  let fails = true;
  const { client, out } = world((batch) =>
    fails ? new Error('lost') : batch.entries.map((one) => committed(one.id)),
  );
  const first = client.commit('tnt_a', entry('1'));
  await turn();
  const second = client.commit('tnt_a', entry('2'));
  out[0]?.release();
  await assert.rejects(first, /lost/);
  fails = false;
  await turn();
  out[1]?.release();
  assert.equal((await second).status, 'committed');
});

test('an entry that the answer leaves out is not committed', async () => {
  const { client, out } = world((batch) => batch.entries.slice(1).map((one) => committed(one.id)));
  const [left, kept] = [client.commit('tnt_a', entry('1')), client.commit('tnt_a', entry('2'))];
  await turn();
  out[0]?.release();
  await assert.rejects(left, /leaves the entry out/);
  assert.equal((await kept).id, '2');
});

test('a batch holds at most 256 entries', async () => {
  const { client, out } = world();
  const all = Array.from({ length: 300 }, (_, i) => client.commit('tnt_a', entry(String(i))));
  await turn();
  out[0]?.release();
  await turn();
  out[1]?.release();
  await Promise.all(all);
  assert.deepEqual(
    out.map((one) => one.size),
    [256, 44],
  );
});

test('one entry that platform can not take fails alone, and its neighbours are committed', async () => {
  const sizes: number[] = [];
  const refuses = (bad: string) => (batch: LedgerBatch) => {
    sizes.push(batch.entries.length);
    return batch.entries.some((one) => one.id === bad)
      ? new AppError('bad_request', 'a text holds a character that cannot be stored')
      : batch.entries.map((one) => committed(one.id));
  };
  const answer = refuses('out_c');
  const client = new LedgerClient({
    instance: 'gwy_test',
    send: (batch) => {
      const results = answer(batch);
      return results instanceof Error
        ? Promise.reject(results)
        : Promise.resolve({ tenant: batch.tenant, results });
    },
  });
  const all = ['out_a', 'out_b', 'out_c', 'out_d'].map((id) => client.commit('tnt_1', entry(id)));
  const settled = await Promise.allSettled(all);
  assert.deepEqual(
    settled.map((one) => one.status),
    ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
  );
  assert.deepEqual(sizes, [4, 2, 2, 1, 1]);
});

test('a batch that broke off is never sent again: nobody knows what became of it', async () => {
  let sent = 0;
  const client = new LedgerClient({
    instance: 'gwy_test',
    send: () => {
      sent++;
      return Promise.reject(new AppError('dependency_failed', 'platform failed'));
    },
  });
  const settled = await Promise.allSettled([
    client.commit('tnt_1', entry('out_a')),
    client.commit('tnt_1', entry('out_b')),
  ]);
  assert.deepEqual([sent, ...settled.map((one) => one.status)], [1, 'rejected', 'rejected']);
});

test('what is sought and what was learned counts: batches stay small enough for platform, and so do its answers', async () => {
  const { client, out } = world();
  const digests = Array.from({ length: 1_000 }, (_, at) => String(at).padStart(22, '0'));
  const waiting = Array.from({ length: 100 }, (_, at) =>
    client.commit('tnt_a', { ...entry(String(at)), learned: digests }),
  );
  const seeking = {
    kind: 'decision',
    id: 'd',
    argumentsShown: '',
    trust: { recipients: digests, seen: digests },
  };
  for (let at = 0; at < 100; at++)
    waiting.push(client.commit('tnt_a', { ...seeking, id: `d${String(at)}` } as unknown as DecisionEntry));
  for (let released = 0; released < 200;) {
    await turn();
    const batch = out.pop();
    assert.ok(batch !== undefined && batch.size <= 130, `${String(batch?.size)} in one batch`);
    released += batch.size;
    batch.release();
  }
  await Promise.all(waiting);
});

test('a batch that is too large all the same goes in halves: its neighbours do not fail with it', async () => {
  const { client, out } = world((batch) =>
    batch.entries.length > 1
      ? new AppError('body_too_large', 'too large')
      : batch.entries.map((one) => committed(one.id)),
  );
  const waiting = [client.commit('tnt_a', entry('1')), client.commit('tnt_a', entry('2'))];
  for (let round = 0; round < 3; round++) {
    await turn();
    out.pop()?.release();
  }
  assert.deepEqual(
    (await Promise.all(waiting)).map((one) => one.id),
    ['1', '2'],
  );
});
