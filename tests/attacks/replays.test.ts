/**
 * Replays against two real platform processes on one Postgres, over real HTTP: a signed request that was recorded, and an
 * approval, are each good for exactly one effect, however many race for it and wherever they arrive (security.md 4 and 5).
 */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { newId } from '@gamut/kernel/id';
import type { DecisionEntry, LedgerAnswer, LedgerAnswers } from '@gamut/protocol/ledger';
import { signRequest } from '@gamut/protocol/signed-request';
import { approveAs } from '../support/approve.ts';
import { clock, openLedger, type LedgerFixture } from '../support/ledger.ts';

const program = join(import.meta.dirname, '..', '..', 'apps/platform/src/main.ts');
const edgeKey = randomBytes(32);
const text = (): string => encodeBase64url(randomBytes(32));
const keys = {
  DATA_ENCRYPTION_KEY: text(),
  TOKEN_PEPPER: text(),
  JOURNAL_SIGNING_KEY: text(),
  EDGE_KEY_GATEWAY_TO_PLATFORM: encodeBase64url(edgeKey),
  EDGE_KEY_PLATFORM_TO_GATEWAY: text(),
  EDGE_KEY_CLAW_TO_PLATFORM: text(),
  EDGE_KEY_PLATFORM_TO_CLAW: text(),
};
const racers = 16;

let fixture: LedgerFixture;
const processes: ChildProcess[] = [];
const ports: number[] = [];

before(async () => {
  fixture = await openLedger();
  for (let n = 0; n < 2; n++) ports.push(await startPlatform());
});
after(async () => {
  for (const child of processes) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }
  await fixture.close();
});

function startPlatform(): Promise<number> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    env: {
      ...keys,
      DATABASE_URL: fixture.databaseUrl,
      GAMUT_MODE: 'development',
      GAMUT_DEPLOYMENT: 'tests',
      GAMUT_PLATFORM_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  processes.push(child);
  return new Promise((resolve, reject) => {
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (part: string) => {
        said += part;
        const port = /"port":(\d+)/.exec(said)?.[1];
        if (port !== undefined) resolve(Number(port));
      });
    child.once('exit', () => reject(new Error(`the platform did not start: ${said}`)));
  });
}

interface Recorded {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request as it stands on the wire, signed for the first process; the second is reached with the same Host. */
function record(path: string, body: unknown, tenant = (body as { tenant?: string }).tenant ?? '-'): Recorded {
  const raw = JSON.stringify(body);
  const host = `127.0.0.1:${String(ports[0])}`;
  const headers = signRequest({
    method: 'POST',
    url: `http://${host}${path}`,
    tenant,
    requestId: newId('req', clock.nowMs(), randomBytes(16)),
    body: raw,
    keyId: 'gateway_to_platform',
    key: edgeKey,
    clock,
    random: randomBytes,
  });
  return { path, headers: { ...headers, host }, body: raw };
}

function send({ path, headers, body }: Recorded, port: number): Promise<{ status: number; json: unknown }> {
  return new Promise((resolve, reject) => {
    const call = httpRequest({ host: '127.0.0.1', port, path, method: 'POST', headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, json: JSON.parse(Buffer.concat(parts).toString()) }),
      );
    });
    call.on('error', reject);
    call.end(body);
  });
}

const race = (requests: readonly Recorded[]) =>
  Promise.all(requests.map((one, n) => send(one, ports[n % 2] as number)));
const batchOf = (entry: DecisionEntry) => ({
  tenant: fixture.tenant.id,
  instance: 'gwy_test',
  entries: [entry],
});
const codeOf = (answer: { json: unknown }): unknown => (answer.json as { code?: unknown }).code;

async function entriesAbout(subject: string): Promise<number> {
  const [row] = await fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query<{ count: number }>('SELECT count(*) AS count FROM journal_entries WHERE subject = $1', [
      subject,
    ]),
  );
  return Number(row?.count);
}

const factsVersion = async (): Promise<number> => {
  const [row] = await fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query<{ version: number }>('SELECT version FROM facts_state', []),
  );
  return Number(row?.version);
};

test('one recorded commit, sent sixteen times to two processes, is carried out once', async () => {
  const entry = fixture.decision({ factsVersion: await factsVersion() });
  const recorded = record('/internal/v1/ledger', batchOf(entry));
  const answers = await race(Array.from({ length: racers }, () => recorded));
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  assert.ok(answers.filter(({ status }) => status !== 200).every((one) => codeOf(one) === 'replayed'));
  assert.equal(await entriesAbout(entry.id), 1);
  assert.equal(codeOf(await send(recorded, ports[1] as number)), 'replayed', 'later, it is still spent');
});

test('a recorded request for several tenants is carried out once in each, and one for one tenant is not taken there', async () => {
  const factsNow = await factsVersion();
  const entry = fixture.decision({ factsVersion: factsNow });
  const other = { ...batchOf(fixture.decision({})), tenant: 'tnt_00000000000000000000000000' };
  const recorded = record('/internal/v1/ledger-batches', { batches: [batchOf(entry), other] });
  const answers = await race(Array.from({ length: racers }, () => recorded));
  assert.ok(answers.every(({ status }) => status === 200));
  const said = answers.map(({ json }) => (json as LedgerAnswers).answers);
  const codes = said.map((each) =>
    each.map(({ problem }) => (problem as { code?: string } | undefined)?.code),
  );
  assert.equal(codes.filter(([own]) => own === undefined).length, 1, 'one was carried out');
  assert.equal(codes.filter(([own]) => own === 'replayed').length, racers - 1);
  assert.ok(codes.every(([, theirs]) => theirs === 'not_found'));
  assert.equal(await entriesAbout(entry.id), 1);
  const twice = fixture.decision({ factsVersion: factsNow });
  const doubled = record('/internal/v1/ledger-batches', { batches: [batchOf(twice), batchOf(twice)] });
  assert.equal(codeOf(await send(doubled, ports[0] as number)), 'bad_request');
  const signedForOne = record(
    '/internal/v1/ledger-batches',
    { batches: [batchOf(twice)] },
    fixture.tenant.id,
  );
  assert.equal(codeOf(await send(signedForOne, ports[0] as number)), 'bad_request');
  assert.equal(await entriesAbout(twice.id), 0);
});

for (const path of ['/internal/v1/facts-sync', '/internal/v1/approvals/find', '/internal/v1/observations']) {
  test(`a recorded ${path} is answered once`, async () => {
    const { tenant, agent } = fixture;
    const bodies: Record<string, unknown> = {
      '/internal/v1/facts-sync': { instance: 'gwy_test', directoryVersion: 0, held: [] },
      '/internal/v1/approvals/find': {
        tenant: tenant.id,
        agent,
        actionSha256: 'a'.repeat(64),
        schemaSha256: 'b'.repeat(64),
      },
      '/internal/v1/observations': {
        tenant: tenant.id,
        connector: 'con_none',
        at: new Date().toISOString(),
        reachable: true,
        detail: null,
        isolation: [],
        tools: [],
      },
    };
    const recorded = record(path, bodies[path]);
    const answers = await race(Array.from({ length: racers }, () => recorded));
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    assert.ok(answers.filter(({ status }) => status !== 200).every((one) => codeOf(one) === 'replayed'));
  });
}

test('a recorded request for a signing key issues one key, and sixteen fresh ones of one credential no more', async () => {
  const { tenant, agent, db } = fixture;
  const [first, second] = [1, 2].map(() => newId('crd', clock.nowMs(), randomBytes(16)));
  for (const id of [first, second])
    await db.tenant(tenant, (tx) =>
      tx.query(
        `INSERT INTO agent_credentials (id, agent_id, name, sha256, created_at) VALUES ($1, $2, 'tests', $3, now())`,
        [id, agent, Buffer.from(randomBytes(32)).toString('hex')],
      ),
    );
  const body = (credential: string | undefined) => ({ tenant: tenant.id, agent, credential });
  const recorded = record('/internal/v1/runtime-keys', body(first));
  const replays = await race(Array.from({ length: racers }, () => recorded));
  const fresh = await race(
    Array.from({ length: racers }, () => record('/internal/v1/runtime-keys', body(second))),
  );
  for (const [answers, epoch] of [
    [replays, 1],
    [fresh, 2],
  ] as const) {
    const issued = answers.filter(({ status }) => status === 200);
    assert.deepEqual(
      issued.map(({ json }) => json),
      [{ epoch }],
    );
  }
  assert.ok(replays.filter(({ status }) => status !== 200).every((one) => codeOf(one) === 'replayed'));
});

test('one approval, raced for by sixteen fresh requests at two processes, lets exactly one action pass', async () => {
  const { approval, digest } = await approved();
  const version = await factsVersion();
  // what reads, so that nothing but the approval itself stands between them
  const same = { actionSha256: digest, actionType: 'read', approval, factsVersion: version } as const;
  const entries = Array.from({ length: racers }, () => fixture.decision(same));
  const answers = await race(entries.map((entry) => record('/internal/v1/ledger', batchOf(entry))));
  const results = answers.map((one) => (one.json as LedgerAnswer).results[0]);
  assert.equal(results.filter((result) => result?.status === 'committed').length, 1);
  const refused = results.filter((result) => result?.status === 'refused');
  assert.equal(refused.length, racers - 1);
  assert.ok(refused.every((result) => result.reason.code === 'approval_not_usable'));
});

test('an approval does not fit an action of which one argument was changed', async () => {
  const { approval } = await approved();
  const changed = fixture.decision({
    actionSha256: 'd'.repeat(64),
    approval,
    factsVersion: await factsVersion(),
  });
  const [answer] = await race([record('/internal/v1/ledger', batchOf(changed))]);
  const [result] = (answer?.json as LedgerAnswer).results;
  assert.equal(result?.status === 'refused' && result.reason.code, 'approval_not_usable');
});

test('a request that was touched anywhere, or comes by another edge’s key id, reaches nothing', async () => {
  const entry = fixture.decision({ factsVersion: await factsVersion() });
  const { path, headers, body } = record('/internal/v1/ledger', batchOf(entry));
  const touched: Recorded[] = [
    { path, headers, body: body.replace('"allow', '"allow ') },
    { path: `${path}?x=1`, headers, body },
    { path: '/internal/v1/approvals/find', headers, body },
    { path, headers: { ...headers, host: '127.0.0.1:1' }, body },
    { path, headers: { ...headers, 'gamut-tenant': '-' }, body },
    { path, headers: { ...headers, signature: headers['signature']?.replace(/.:$/, 'A:') ?? '' }, body },
    {
      path,
      headers: {
        ...headers,
        'signature-input': headers['signature-input']?.replace('gateway_to', 'claw_to') ?? '',
      },
      body,
    },
    { path, headers: { 'content-type': 'application/json' }, body },
  ];
  for (const answer of await race(touched)) {
    assert.equal(answer.status, 401, JSON.stringify(answer.json));
    assert.equal(codeOf(answer), 'signature_invalid');
  }
  assert.equal(await entriesAbout(entry.id), 0);
});

/** An approval of an action of its own, opened through the edge and given by a person. */
async function approved(): Promise<{ approval: string; digest: string }> {
  const digest = Buffer.from(randomBytes(32)).toString('hex');
  const reasons = [
    { code: 'level_needs_approval', control: 'level_boundary' as const, message: 'm', fix: 'f', who: 'w' },
  ];
  const entry = fixture.decision({
    actionSha256: digest,
    factsVersion: await factsVersion(),
    decision: { kind: 'require_approval', reasons, trace: [] },
  });
  const answer = await send(record('/internal/v1/ledger', batchOf(entry)), ports[0] as number);
  const [result] = (answer.json as LedgerAnswer).results;
  assert.ok(result?.status === 'committed' && result.approval !== null, JSON.stringify(answer.json));
  const { id } = result.approval;
  await fixture.db.tenant(fixture.tenant, (tx) => approveAs(tx, id, fixture.approver));
  return { approval: id, digest };
}
