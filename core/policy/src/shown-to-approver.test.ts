/** Guarantees of what an approver is shown: all but secrets, to the letter, or the question is not asked. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson, type JsonObject } from '@gamut/kernel/canonical-json';
import { hostile, samples } from '../../redaction/src/samples.ts';
import { detectors } from '@gamut/redaction/redactor';
import { readDemoFacts, runCase } from '../cases/run-case.ts';
import { indexFacts } from './indexed-facts.ts';
import { resolveAction, type ResolvedAction } from './resolve-action.ts';
import { approverCharsMax, shownToApprover, shownWholeCharsMax } from './shown-to-approver.ts';

const facts = readDemoFacts();
const open = { type: 'object', properties: {} };
const pay = facts.tools.find(({ id }) => id === 'tol_pay');
Object.assign(pay ?? {}, { inputSchema: open, recipientPointers: ['/payee/iban', '/cc'] });
const indexed = indexFacts(facts);
const asked = (args: JsonObject): ResolvedAction =>
  resolveAction(indexed, { agentId: 'claims-triage', tool: 'payments_pay', arguments: args });
const shown = (args: JsonObject) => shownToApprover(asked(args));
const secretKinds = new Set(detectors.filter(({ kind }) => kind === 'secret').map(({ name }) => name));
const secrets = samples.filter(([name]) => secretKinds.has(name));
const moneyAndPeople = samples.filter(([name]) => !secretKinds.has(name));
const privateKey = secrets.find(([name]) => name === 'private_key')?.[1] ?? '';

test('account and card numbers, addresses and amounts are shown to the letter, wherever they stand', () => {
  for (const [name, sample] of moneyAndPeople) {
    const args = {
      to: sample,
      amount: 4111111111111111,
      payee: { iban: sample },
      cc: [sample],
      note: `x ${sample}`,
    };
    assert.deepEqual(shown(args), { kind: 'whole', text: canonicalJson(args), exact: true }, name);
  }
});

test('a secret beside what the call reaches is struck out, and all else stands there to the letter', () => {
  for (const [name, sample] of secrets.filter(([name]) => name !== 'private_key')) {
    const answer = shown({ to: 'claimant:7', amount: 1, note: `before ${sample} after` });
    assert.equal(answer.kind, 'whole', name);
    const text = answer.kind === 'whole' ? answer.text : '';
    assert.match(text, /\[redacted:[a-z0-9_]+\]/, name);
    const { note, ...others } = JSON.parse(text) as { note: string };
    assert.deepEqual(others, { to: 'claimant:7', amount: 1 }, name);
    assert.ok(!note.includes(sample), name);
  }
});

test('a text of its own behind what looks like a secret is none that anybody approves unseen', () => {
  const of = (note: string) => shown({ to: 'claimant:7', amount: 1, note });
  const script = 'DROP TABLE customers; ';
  for (const note of [
    `/* ${privateKey} */ SELECT 1`,
    `/* -----BEGIN PRIVATE KEY----- */ ${script} /* -----END PRIVATE KEY----- */ SELECT 1`,
    `password=x1Y2z3W4q5------BEGIN PRIVATE KEY----- */ ${script.repeat(5)} /* -----END PRIVATE KEY----- */`,
    `-----BEGIN PRIVATE KEY----- ... -----END PRIVATE KEY----- ${privateKey}`,
    `Authorization: Bearer ${'c2NyaXB0'.repeat(140)}`,
    Array.from({ length: 60 }, (_, n) => `token=a1B2c3D4e5F6g7H8i9J0${String(n)}`).join('\n'),
  ])
    assert.deepEqual(of(note), { kind: 'struck', pointer: '' }, note.slice(0, 60));
  assert.equal(of(`Authorization: Bearer ${'c2NyaXB0'.repeat(20)}`).kind, 'whole');
});

test('a secret in whom the call reaches, deep in a list as well, opens no approval', () => {
  const [, sample] = secrets.find(([name]) => name === 'slack_webhook') ?? ['', ''];
  const whole = { to: 'claimant:7', amount: 1 };
  const struck = { kind: 'struck' };
  assert.deepEqual(shown({ ...whole, to: sample }), { ...struck, pointer: '/to' });
  assert.deepEqual(shown({ ...whole, payee: { iban: sample } }), { ...struck, pointer: '/payee/iban' });
  assert.deepEqual(shown({ ...whole, cc: ['a@inside.example', sample] }), { ...struck, pointer: '/cc' });
  assert.equal(shown({ ...whole, note: sample }).kind, 'whole');
});

test('a key that is opened in one argument and closed in another hides nothing of what stands between', () => {
  const [begin] = privateKey.split('\n');
  const end = '-----END PRIVATE KEY-----';
  for (const args of [
    { a: `${begin}\nabcdefgh`, amount: 1, to: 'somebody:else', z: end },
    { amount: 1, list: [`${begin}\nabcdefgh`, 'hidden', end], to: 'claimant:7' },
    { amount: 1, [`${begin}\nabcdefgh`]: { hidden: 1 }, to: 'claimant:7', z: end },
  ])
    assert.equal(shown(args as JsonObject).kind, 'struck', JSON.stringify(args));
});

test('a secret for a name, or for a number, is not shown as what it is not', () => {
  const [, sample] = secrets.find(([name]) => name === 'github_token') ?? ['', ''];
  assert.deepEqual(shown({ to: 'claimant:7', amount: 1, [sample]: true }), { kind: 'struck', pointer: '' });
  assert.equal(shown({ to: 'claimant:7', amount: 1, token: 1.2345678e30 }).kind, 'struck');
});

test('the bound is on the canonical text; whoever nobody is asked about may be longer', () => {
  const of = (chars: number) => shown({ amount: 1, note: 'x'.repeat(chars), to: 'claimant:7' });
  const around = canonicalJson({ amount: 1, note: '', to: 'claimant:7' }).length;
  assert.equal(of(approverCharsMax - around).kind, 'whole');
  assert.deepEqual(of(approverCharsMax - around + 1), { kind: 'cut', chars: approverCharsMax + 1 });
  const long = { path: 'open/a.txt', content: 'x'.repeat(approverCharsMax) };
  const call = { file: '', name: '', agent: 'claims-triage', tool: 'filesystem_write_file', arguments: long };
  assert.equal(runCase({ ...call, kind: '', reasons: [] }).kind, 'allow_and_log');
});

test('what is full of secrets is never cut: no mark makes a text four times as long', () => {
  const dense = [
    ...secrets.map(([, sample]) => sample),
    ...hostile.map(([, piece]) => piece),
    ';pwd=aaaa',
    'ws://:x@a ',
  ];
  for (const piece of dense) {
    const note = piece.repeat(Math.floor(50_000 / piece.length));
    const answer = shown({ to: 'claimant:7', amount: 1, note: note.slice(0, 50_000) });
    if (answer.kind === 'whole') assert.ok(answer.text.length <= shownWholeCharsMax, piece);
    else assert.ok(answer.kind === 'struck' || answer.chars > approverCharsMax, piece);
    assert.ok(answer.kind !== 'cut' || JSON.stringify(note).length > 50_000, `${piece} ${answer.kind}`);
  }
});
