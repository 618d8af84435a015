/** The witness over real HTTP and a real folder: what it countersigns, and every way in which it must not. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { sha256 } from '@gamut/crypto/hash';
import { type Ed25519Signer, ed25519Signer, verifyEd25519 } from '@gamut/crypto/sign';
import { checkpointOrigin, formatCheckpoint, journalKeyName } from '@gamut/journal/checkpoint';
import { verifyCosignature } from '@gamut/journal/cosignature';
import { Frontier } from '@gamut/journal/merkle';
import { consistencyProof } from '@gamut/journal/merkle-proof';
import { formatVkey, noteKey, parseNote, parseVkey, signNote } from '@gamut/journal/signed-note';
import { formatAddCheckpoint } from '@gamut/journal/witness-request';
import { createLogger } from '@gamut/service/logger';
import { composeWitness, type WitnessProgram } from './compose.ts';
import { readWitnessConfig } from './config.ts';

const journal = ed25519Signer(new Uint8Array(32).fill(7));
const stranger = ed25519Signer(new Uint8Array(32).fill(8));
const tenant = 'tnt_01jx0000000000000000000000';
const origin = checkpointOrigin('demo', tenant, 'decisions');
const signingKey = Buffer.from(sha256(new TextEncoder().encode('a key for this test alone'))).toString(
  'base64url',
);
const nowMs = 1_790_000_000_000;

let folder: string;
let program: WitnessProgram;
let url: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gamut-witness-'));
  await start();
});
afterEach(async () => {
  await program.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<void> {
  const vkey = formatVkey(noteKey('note', journalKeyName('demo'), journal.publicKey, sha256));
  const env = {
    GAMUT_WITNESS_PORT: '0',
    JOURNAL_VKEY: vkey,
    GAMUT_WITNESS_HOME: folder,
    WITNESS_SIGNING_KEY: signingKey,
  };
  const { config, secrets } = readWitnessConfig(env);
  program = await composeWitness(config, secrets, createLogger('witness', { level: 'silent' }), {
    nowMs: () => nowMs,
    monotonicMs: () => 0,
  });
  url = `http://127.0.0.1:${await program.listen()}`;
}

/** Leaf hashes of an invented log; another seed is another history. */
function leaves(size: number, seed = 'a', from = 0): Uint8Array[] {
  return Array.from({ length: size - from }, (_, i) =>
    sha256(new TextEncoder().encode(`${seed}${from + i}`)),
  );
}

function treeOf(hashes: readonly Uint8Array[]): Frontier {
  const frontier = Frontier.empty(sha256);
  for (const hash of hashes) frontier.append(hash);
  return frontier;
}

function noteOf(
  hashes: readonly Uint8Array[],
  { key = journal, of = origin }: { key?: Ed25519Signer; of?: string } = {},
): string {
  const text = formatCheckpoint({ origin: of, size: hashes.length, root: treeOf(hashes).root() });
  return signNote(text, journalKeyName('demo'), key, sha256);
}

function submit(oldSize: number, proof: readonly Uint8Array[], note: string): Promise<Response> {
  return post(formatAddCheckpoint(oldSize, proof, note));
}

function post(body: string): Promise<Response> {
  return fetch(`${url}/add-checkpoint`, { method: 'POST', body });
}

/** Grows the witnessed log honestly. */
async function grow(from: number, to: number): Promise<Response> {
  const proof = from === 0 ? [] : consistencyProof(treeOf(leaves(from)), leaves(to, 'a', from), sha256);
  return submit(from, proof, noteOf(leaves(to)));
}

test('a log that only grows is countersigned, with a signature that verifies under the key of /vkey', async () => {
  assert.equal((await grow(0, 3)).status, 200);
  const answer = await grow(3, 10);
  assert.equal(answer.status, 200);
  const key = parseVkey('cosignature', (await (await fetch(`${url}/vkey`)).text()).trim(), sha256);
  const note = parseNote(noteOf(leaves(10)) + (await answer.text()));
  assert.ok(key !== undefined && note !== undefined);
  assert.deepEqual(await verifyCosignature(note, key, verifyEd25519), {
    is: 'verified',
    atSeconds: nowMs / 1000,
  });
});

test('the same checkpoint again is countersigned again', async () => {
  await grow(0, 4);
  assert.equal((await grow(4, 4)).status, 200);
});

test('whoever starts from another size than it remembers is told its size, and gets no signature', async () => {
  await grow(0, 5);
  for (const oldSize of [0, 4, 6]) {
    const proof =
      oldSize === 0 ? [] : consistencyProof(treeOf(leaves(oldSize)), leaves(9, 'a', oldSize), sha256);
    const answer = await submit(oldSize, proof, noteOf(leaves(9)));
    assert.equal(answer.status, 409);
    assert.equal(answer.headers.get('content-type'), 'text/x.tlog.size');
    assert.equal(await answer.text(), '5\n');
  }
});

test('a history that was rewritten is refused, whatever proof comes with it', async () => {
  await grow(0, 5);
  const forged = leaves(9, 'b');
  for (const proof of [
    [],
    consistencyProof(treeOf(leaves(5)), leaves(9, 'a', 5), sha256),
    consistencyProof(treeOf(leaves(5, 'b')), leaves(9, 'b', 5), sha256),
  ]) {
    assert.equal((await submit(5, proof, noteOf(forged))).status, 422);
  }
  assert.equal((await grow(5, 9)).status, 200);
});

test('a fork of the same size is refused, and both signed histories are kept as proof', async () => {
  await grow(0, 5);
  const fork = noteOf(leaves(5, 'b'));
  assert.equal((await submit(5, [], fork)).status, 409);
  const contradiction = readdirSync(folder).find((name) => name.endsWith('.contradiction'));
  assert.equal(readFileSync(join(folder, contradiction as string), 'utf8'), fork);
});

test('a log that shrank is refused', async () => {
  await grow(0, 8);
  assert.equal((await submit(8, [], noteOf(leaves(5)))).status, 400);
  assert.equal((await submit(5, [], noteOf(leaves(5)))).status, 409);
});

test('of two that grow from one size at once in different directions, one alone is countersigned', async () => {
  await grow(0, 2);
  const one = submit(2, consistencyProof(treeOf(leaves(2)), leaves(6, 'a', 2), sha256), noteOf(leaves(6)));
  const branch = [...leaves(2), ...leaves(6, 'b', 2)];
  const other = submit(2, consistencyProof(treeOf(leaves(2)), leaves(6, 'b', 2), sha256), noteOf(branch));
  assert.deepEqual((await Promise.all([one, other])).map((answer) => answer.status).sort(), [200, 409]);
});

test('a checkpoint that another key signed, under our name or its own, is refused', async () => {
  assert.equal((await submit(0, [], noteOf(leaves(3), { key: stranger }))).status, 403);
  const signed = noteOf(leaves(3));
  const flipped = signed.replace(/.{12}=\n$/, 'AAAAAAAAAAAA=\n');
  assert.notEqual(flipped, signed);
  assert.ok([400, 403].includes((await submit(0, [], flipped)).status));
});

test('a log of another deployment, tenant form or stream is unknown', async () => {
  for (const of of [
    'gamut.example/other/x/decisions',
    `gamut.example/demo2/${tenant}/decisions`,
    `gamut.example/demo/${tenant}/everything`,
    `gamut.example/demo/${tenant}/decisions/more`,
    'gamut.example/demo/../decisions',
    'gamut.example/demo',
  ]) {
    assert.equal((await submit(0, [], noteOf(leaves(3), { of }))).status, 404, of);
  }
});

test('a body that is no request is refused: each malformation', async () => {
  const good = formatAddCheckpoint(0, [], noteOf(leaves(3)));
  const proofLine = `${Buffer.alloc(32).toString('base64')}\n`;
  for (const body of [
    '',
    'old 0',
    good.replace('old 0', 'old 00'),
    good.replace('old 0', 'old -1'),
    good.replace('old 0', 'old 99999999999999999'),
    good.replace('old 0\n', `old 0\n${proofLine.repeat(64)}`),
    good.replace('old 0\n', 'old 0\nAAAA\n'),
    good.replace('\n3\n', '\n03\n'),
    good.replace('\n3\n', '\n0\n'),
    good.replaceAll('\n', '\r\n'),
    good.slice(0, -1),
    `${good}\n`,
  ]) {
    assert.equal((await post(body)).status, 400, body);
  }
  assert.equal((await submit(0, [Buffer.alloc(32)], noteOf(leaves(3)))).status, 422);
  assert.equal((await post('x'.repeat(70_000))).status, 413);
});

test('what it countersigned outlives it: restarted, it goes on from there and refuses the fork', async () => {
  await grow(0, 5);
  await program.close();
  await start();
  assert.equal((await submit(0, [], noteOf(leaves(9, 'b')))).status, 409);
  assert.equal((await grow(5, 9)).status, 200);
});

test('a half-written draft left by a crash is thrown away, and the last whole record counts', async () => {
  await grow(0, 5);
  await program.close();
  const record = readdirSync(folder)[0] as string;
  writeFileSync(join(folder, `${record}.tmp`), 'gamut.exa');
  await start();
  assert.deepEqual(readdirSync(folder), [record]);
  assert.equal((await grow(5, 6)).status, 200);
});

test('a record that was edited stops it from starting, with the gate named', async () => {
  await grow(0, 5);
  await program.close();
  const path = join(folder, readdirSync(folder)[0] as string);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace('\n5\n', '\n4\n'));
  await assert.rejects(start(), { name: 'GateFailure', gate: 'record' });
  writeFileSync(path, text);
  await start();
});

test('when it can keep nothing it signs nothing, and says so when asked whether it is ready', async () => {
  rmSync(folder, { recursive: true });
  const answer = await grow(0, 3);
  assert.equal(answer.status, 507);
  assert.equal((await fetch(`${url}/readyz`)).status, 503);
});

test('it is alive and ready, and lists what it vouches for', async () => {
  await grow(0, 3);
  assert.equal((await fetch(`${url}/livez`)).status, 200);
  assert.deepEqual(await (await fetch(`${url}/readyz`)).json(), {
    ready: true,
    checks: [
      { name: 'record', ok: true },
      { name: 'self-test', ok: true },
    ],
  });
  const { data } = (await (await fetch(`${url}/checkpoints`)).json()) as {
    data: { origin: string; size: number }[];
  };
  assert.deepEqual(
    data.map(({ origin: of, size }) => [of, size]),
    [[origin, 3]],
  );
});

test("another process's secret, a missing key or a wrong journal key ends it before it starts", () => {
  const env = {
    GAMUT_WITNESS_HOME: folder,
    JOURNAL_VKEY: formatVkey(noteKey('note', 'gamut.example/demo', journal.publicKey, sha256)),
  };
  const gateOf = (extra: Record<string, string>) => {
    try {
      readWitnessConfig({ ...env, ...extra });
      return 'open';
    } catch (error) {
      return (error as { gate?: string }).gate;
    }
  };
  assert.equal(gateOf({ WITNESS_SIGNING_KEY: signingKey }), 'open');
  assert.equal(gateOf({}), 'keys-present');
  assert.equal(gateOf({ WITNESS_SIGNING_KEY: signingKey, JOURNAL_SIGNING_KEY: signingKey }), 'own-secrets');
  assert.equal(gateOf({ WITNESS_SIGNING_KEY: signingKey, DATABASE_URL: 'postgres://a' }), 'own-secrets');
  assert.equal(
    gateOf({ WITNESS_SIGNING_KEY: signingKey, JOURNAL_VKEY: 'gamut.example/demo+00000000+AAAA' }),
    'config',
  );
});
