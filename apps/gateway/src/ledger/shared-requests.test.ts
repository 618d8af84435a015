/** Small batches of several tenants share a signed request, and nothing that happens to one of them happens to another. */
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { AppError } from '@gamut/kernel/app-error';
import {
  LedgerBatch,
  LedgerBatches,
  type LedgerAnswer,
  type LedgerAnswers,
  type OutcomeEntry,
} from '@gamut/protocol/ledger';
import { edgeOf } from '@gamut/service/edge';
import { createServer } from '@gamut/service/http-server';
import { createLogger } from '@gamut/service/logger';
import { signedClient, type SignedClient } from '@gamut/service/signed-client';
import { serveSigned, signedRoute } from '@gamut/service/signed-routes';
import { problemOf } from '@gamut/service/problem';
import { createSharedRequests, type SendBatch } from './shared-requests.ts';

const edge = edgeOf('gateway', 'platform', randomBytes(32), randomBytes(32));
const logger = createLogger('platform', { level: 'fatal' });
const server = createServer({ logger, checks: [] });
/** Requests as they came: which tenants each of them carried. */
let came: string[][] = [];
/** What platform says of a tenant; all else is committed after a millisecond. */
let said: Record<string, Partial<LedgerAnswers['answers'][number]>> = {};
let refuses: string | undefined;
/** Whose company has no answer. */
let broken: string | undefined;
let nowMs = 0;
let client: SignedClient;
let send: SendBatch;

const tenantOf = (n: number) => `tnt_${String(n).padStart(26, '0')}`;
const outcome = (n: number): OutcomeEntry => ({
  kind: 'outcome',
  id: `out_${String(n).padStart(26, '0')}`,
  decision: `dec_${String(n).padStart(26, '0')}`,
  at: '2026-01-01T00:00:00.000Z',
  state: 'done',
  answerSha256: null,
  answerBytes: 0,
  redactions: {},
  degraded: null,
  detail: null,
  tookMs: 1,
});
const batchOf = (n: number, entries = 1): LedgerBatch => ({
  tenant: tenantOf(n),
  instance: 'gwy_test',
  entries: Array.from({ length: entries }, (_, at) => outcome(n * 1000 + at)),
});
const resultsOf = ({ entries }: LedgerBatch): LedgerAnswer['results'] =>
  entries.map(({ id }) => ({ id, status: 'stale', factsVersion: 1 }));

serveSigned(server, { edges: [edge], logger }, [
  signedRoute({
    url: '/internal/v1/ledger',
    callers: [edge.keyId],
    body: LedgerBatch,
    bodyBytesMax: 8_000_000,
    answer: ({ body }) => {
      came.push([body.tenant]);
      if (body.tenant === refuses) throw new AppError('validation_failed', 'This one can not be taken.');
      return Promise.resolve({ tenant: body.tenant, results: resultsOf(body) });
    },
  }),
  signedRoute({
    url: '/internal/v1/ledger-batches',
    callers: [edge.keyId],
    body: LedgerBatches,
    answer: ({ body: { batches }, tenant }) => {
      assert.equal(tenant, '-', 'it is signed for none of them');
      came.push(batches.map((batch) => batch.tenant));
      if (batches.some((batch) => batch.tenant === refuses))
        throw new AppError('validation_failed', 'One of these can not be taken.');
      if (batches.some((batch) => batch.tenant === broken)) throw new Error('it broke off');
      const answers = batches.map((batch) => ({
        tenant: batch.tenant,
        tookMs: 1,
        ...(said[batch.tenant] ?? { results: resultsOf(batch) }),
      }));
      return Promise.resolve({ answers });
    },
  }),
]);

before(async () => {
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  client = signedClient({ name: 'platform', baseUrl: `http://127.0.0.1:${port}`, edge, deadlineMs: 30_000 });
});
beforeEach(() => {
  [came, said, refuses, broken] = [[], {}, undefined, undefined];
  send = createSharedRequests({ client, deadlineMs: 30_000, clock: { monotonicMs: () => nowMs } });
});
after(async () => {
  await client.close();
  await server.close();
});

const sendAll = (...batches: LedgerBatch[]) => Promise.allSettled(batches.map((batch) => send(batch)));
const idsOf = (answer: PromiseSettledResult<LedgerAnswer> | undefined) =>
  answer?.status === 'fulfilled' ? answer.value.results.map(({ id }) => id) : undefined;

test('what is sent in one turn shares requests of sixteen, and each hears of its own', async () => {
  const batches = Array.from({ length: 20 }, (_, at) => batchOf(at + 1));
  const answers = await sendAll(...batches);
  assert.deepEqual(came.map((tenants) => tenants.length).sort(), [16, 4]);
  for (const [at, batch] of batches.entries()) assert.deepEqual(idsOf(answers[at]), [batch.entries[0]?.id]);
});

test('one alone, and a large one, go to the ledger of one tenant', async () => {
  await sendAll(batchOf(1));
  await sendAll(batchOf(2), batchOf(3), batchOf(4, 9));
  assert.deepEqual(came.map((tenants) => tenants.length).sort(), [1, 1, 2]);
  assert.ok(came.some((tenants) => tenants.length === 1 && tenants[0] === tenantOf(4)));
});

test('one that failed is refused in platform’s words, its neighbours are not, and next time it goes alone', async () => {
  const problem = problemOf(new AppError('tenant_suspended', 'It is suspended.'));
  said = { [tenantOf(2)]: { problem } };
  const [first, second, third] = await sendAll(batchOf(1), batchOf(2), batchOf(3));
  assert.ok(first?.status === 'fulfilled' && third?.status === 'fulfilled');
  assert.ok(second?.status === 'rejected' && (second.reason as AppError).code === 'tenant_suspended');
  came = [];
  await sendAll(batchOf(1), batchOf(2), batchOf(3));
  assert.deepEqual(came.map((tenants) => tenants.length).sort(), [1, 2]);
});

test('one that kept the others waiting goes alone for a while; where all were slow nobody does', async () => {
  said = { [tenantOf(2)]: { tookMs: 400, results: resultsOf(batchOf(2)) } };
  const three = [batchOf(1), batchOf(2), batchOf(3)];
  await sendAll(...three);
  came = [];
  await sendAll(...three);
  assert.deepEqual(came.map((tenants) => tenants.length).sort(), [1, 2]);
  nowMs += 5_001;
  said = Object.fromEntries(three.map((batch) => [batch.tenant, { tookMs: 400, results: resultsOf(batch) }]));
  came = [];
  await sendAll(...three);
  await sendAll(...three);
  assert.deepEqual(
    came.map((tenants) => tenants.length),
    [3, 3],
  );
});

test('a request that platform refused unread is sent again, each by itself: only the bad one fails', async () => {
  refuses = tenantOf(2);
  const answers = await sendAll(batchOf(1), batchOf(2), batchOf(3));
  assert.deepEqual(
    answers.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  assert.deepEqual(came.map((tenants) => tenants.length).sort(), [1, 1, 1, 3]);
});

test('a tenant that the answer leaves out is not committed', async () => {
  said = { [tenantOf(2)]: { tenant: tenantOf(9), results: [] } };
  const [first, second] = await sendAll(batchOf(1), batchOf(2));
  assert.equal(first?.status, 'fulfilled');
  assert.ok(second?.status === 'rejected' && (second.reason as AppError).code === 'dependency_failed');
});

test('an answer that never comes fails all that shared the request, and none is sent again', async () => {
  const away = signedClient({ name: 'platform', baseUrl: 'http://127.0.0.1:1', edge, deadlineMs: 30_000 });
  const lost = createSharedRequests({
    client: away,
    deadlineMs: 30_000,
    clock: { monotonicMs: () => nowMs },
  });
  const answers = await Promise.allSettled([lost(batchOf(1)), lost(batchOf(2))]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  await away.close();
});

test('tenants whose shared request broke off go alone: one that is never done fails nobody twice', async () => {
  broken = tenantOf(2);
  const three = [batchOf(1), batchOf(2), batchOf(3)];
  await sendAll(...three);
  came = [];
  assert.deepEqual(
    (await sendAll(...three)).map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'fulfilled'],
  );
  assert.deepEqual(
    came.map((tenants) => tenants.length),
    [1, 1, 1],
  );
});
