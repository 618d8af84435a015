/**
 * Whoever has the key and signs by another profile is refused as well: nothing but one list of components, one form of each
 * parameter and one span of life is ever accepted. The caller is told one thing; the log of the process that refused says which.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '@gamut/kernel/app-error';
import { assertAlive, assertMac, headerOf, macField, parseSignatureInput } from './signature-profile.ts';

const components = '"@method" "@path"';
const nonce = 'CQkJCQkJCQkJCQkJCQkJCQ';
const input = `gamut=(${components});created=10;expires=40;nonce="${nonce}";keyid="gateway_to_platform";tag="gamut-test"`;

function read(field: string): ReturnType<typeof parseSignatureInput> {
  return parseSignatureInput(field, components, 'gamut-test');
}

/** @returns what stands in the log */
function reasonOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof AppError);
    assert.equal(error.code, 'signature_invalid');
    assert.equal(error.message, 'The signature of this call does not verify.');
    assert.equal(error.fix, 'Send the call unchanged, signed with the key of this edge and direction.');
    assert.equal(error.who, 'the operator of both processes');
    return (error.cause as Error).message;
  }
  return 'accepted';
}

const refused = (field: string, reason: string): void =>
  assert.equal(
    reasonOf(() => read(field)),
    reason,
    field,
  );

test('the profile is read back, parameter for parameter', () => {
  const { given, text } = read(input);
  assert.deepEqual(given, { created: 10, expires: 40, nonce, keyId: 'gateway_to_platform' });
  assert.equal(text, input.slice('gamut='.length));
  assert.equal(read(input.replace('created=10', 'created=0')).given.created, 0);
});

test('one member under our label, in one spelling', () => {
  const noMember = 'signature-input has no single member of ours';
  for (const field of [
    '',
    'gamut',
    'gamut=1',
    'other=()',
    `${input}, second=()`,
    `second=(), ${input}`,
    'gamut=(',
  ])
    refused(field, noMember);
  const spelled = 'signature-input is not in canonical form';
  for (const field of [
    ` ${input}`,
    `${input} `,
    input.replace(';created', '; created'),
    input.replace('=10', '=010'),
  ])
    refused(field, spelled);
});

test('no other component, parameter or tag, whatever else is right', () => {
  const other = 'other components are covered than the profile says';
  refused(input.replace('"@method" ', ''), other);
  refused(input.replace(components, '"@path" "@method"'), other);
  refused(input.replace(components, `${components} "@query"`), other);
  refused(input.replace('"@method"', '"@method";req'), other);
  const parameters = 'other parameters than the profile says';
  refused(`${input};alg="hmac-sha256"`, parameters);
  refused(input.replace('gamut-test', 'gamut-request'), parameters);
  refused(input.replace(';created=10', ''), parameters);
});

test('each parameter has one form', () => {
  refused(input.replace('created=10', 'created="10"'), 'parameter created is missing');
  refused(input.replace('created=10', 'made=10'), 'parameter created is missing');
  refused(input.replace('created=10', 'created=-1'), 'parameter created is missing');
  refused(input.replace('expires=40', 'expires=40.5'), 'parameter expires is missing');
  refused(
    input.replace('keyid="gateway_to_platform"', 'keyid=gateway_to_platform'),
    'parameter keyid is missing',
  );
  refused(input.replace(`nonce="${nonce}"`, 'nonce=9'), 'parameter nonce is missing');
  for (const one of ['', nonce.slice(1), `${nonce}C`, `C${nonce}`, `${nonce.slice(1)}+`, `+${nonce}`])
    refused(input.replace(nonce, one), 'the nonce is not 128 bits in base64url');
  for (const one of ['', '9gateway', 'Gateway', 'gateway-', 'gateway to', ' gateway', `g${'a'.repeat(64)}`])
    refused(input.replace('gateway_to_platform', one), 'the key id has another form');
  assert.equal(read(input.replace('gateway_to_platform', `g${'a'.repeat(63)}`)).given.keyId.length, 64);
});

test('a life of one second to thirty, and no other', () => {
  const given = { created: 100, expires: 130, nonce, keyId: 'k' };
  const alive = (expires: number): string => reasonOf(() => assertAlive({ ...given, expires }, 100_000));
  for (const expires of [101, 130]) assert.equal(alive(expires), 'accepted', String(expires));
  for (const expires of [0, 99, 100, 131, 1_000])
    assert.equal(alive(expires), 'created and expires are not 1 to 30 s apart', String(expires));
});

test('who comes too early or too late is told which, and what to do', () => {
  const given = { created: 100, expires: 130, nonce, keyId: 'k' };
  const told = (nowMs: number, what: string, fix: string): void =>
    assert.throws(() => assertAlive(given, nowMs), {
      code: 'signature_expired',
      message: `The signature of this call is not valid now. ${what}`,
      fix,
      who: 'the operator of both processes',
    });
  assertAlive(given, 98_000);
  told(97_999, 'It was made in our future.', 'Set the clocks of both processes by the same time source.');
  assertAlive(given, 129_999);
  told(130_000, 'Its time has passed.', 'Sign the call anew and send it at once.');
});

test('another key or another text has another MAC, and a header stands once', () => {
  const key = new Uint8Array(32).fill(7);
  const field = macField(key, 'text');
  assertMac(field, key, 'text');
  assert.equal(
    reasonOf(() => assertMac(field, key, 'texts')),
    'the MAC differs',
  );
  assert.equal(
    reasonOf(() => assertMac(field, new Uint8Array(32), 'text')),
    'the MAC differs',
  );
  assert.equal(headerOf({ name: 'value' }, 'name'), 'value');
  for (const value of [undefined, [], ['value'], ['value', 'value']])
    assert.equal(
      reasonOf(() => headerOf({ name: value }, 'name')),
      'header name is missing or repeated',
    );
});
