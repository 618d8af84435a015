/** Guarantees of the envelopes' formats: an implementation made from docs/envelopes.md opens what ours seals, and the other way round. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  dataKeyCommitment,
  newDataKey,
  unwrapDataKey,
  unwrapPortedKey,
  wrapPortedKey,
} from '@gamut/crypto/data-key';
import { openValue, sealValue } from '@gamut/crypto/envelope';
import { keyIdOf } from '@gamut/crypto/key-purposes';
import { randomBytes } from '@gamut/crypto/random';
import { openCredential, sealCredential, vaultPublicKey } from '@gamut/crypto/seal';
import {
  basePoint,
  commitmentOf,
  keyName,
  openGs1,
  openGv1,
  scalarMult,
  sealGs1,
  sealGv1,
  utf8,
  wrappingKey,
  type Destination,
  type Tuple,
} from './second-envelope.ts';

const cases = 10_000;
const number = (below: number): number => Buffer.from(randomBytes(4)).readUInt32BE() % below;
const alphabet = 'aZ09_-.é€😀\u0000 /:';

function text(most: number): string {
  const signs = [...alphabet];
  return Array.from({ length: number(most + 1) }, () => signs[number(signs.length)]).join('');
}

function keyId(): string {
  const signs = 'ABCxyz019_-';
  return Array.from({ length: 1 + number(64) }, () => signs[number(signs.length)]).join('');
}

const plaintext = (): Uint8Array => randomBytes(number(10) === 0 ? number(4_000) : number(100));

test('values at rest: 10,000 random keys, places and values, each opened by the other', () => {
  for (let i = 0; i < cases; i++) {
    const key = { id: keyId(), key: randomBytes(32) };
    const tuple: Tuple = [text(40), text(20), text(20), text(40), text(20)];
    const [tenant, table, column, row, purpose] = tuple;
    const place = { tenant, table, column, row, purpose };
    const value = plaintext();
    const ours = sealValue(key, place, value, randomBytes);
    assert.deepEqual(openGv1(key.id, key.key, tuple, ours), value, JSON.stringify({ key: key.id, tuple }));
    const theirs = sealGv1(key.id, key.key, tuple, value, randomBytes);
    assert.deepEqual(
      openValue(() => key, place, theirs),
      value,
    );
  }
});

test('data keys: wrapping, the customer’s layer, key ids and commitments agree', () => {
  for (let i = 0; i < 1_000; i++) {
    const outer = randomBytes(32);
    const tenant = `tnt_${text(20)}`;
    assert.equal(keyName(outer), keyIdOf(outer));
    const { dataKey, wrapped } = newDataKey(outer, tenant, randomBytes);
    const place = (purpose: string): Tuple => [tenant, 'tenant_data_keys', 'wrapped', dataKey.id, purpose];
    assert.deepEqual(openGv1(keyName(outer), wrappingKey(outer), place('data-key'), wrapped), dataKey.key);
    const theirs = sealGv1(keyName(outer), wrappingKey(outer), place('data-key'), dataKey.key, randomBytes);
    assert.deepEqual(unwrapDataKey([outer], tenant, dataKey.id, theirs), dataKey);
    const ported = wrapPortedKey(outer, tenant, dataKey.id, 'service:text', randomBytes);
    const layer = openGv1(keyName(outer), wrappingKey(outer), place('data-key-ported'), ported);
    assert.equal(new TextDecoder().decode(layer), 'service:text');
    assert.throws(() => openGv1(keyName(outer), wrappingKey(outer), place('data-key'), ported));
    assert.equal(unwrapPortedKey([outer], tenant, dataKey.id, ported), 'service:text');
    assert.equal(dataKeyCommitment(tenant, dataKey), commitmentOf(dataKey.key, tenant, dataKey.id));
  }
});

test('credentials sealed to Gateway: 10,000 random places and values, opened by the other in turn', () => {
  const vaults = Array.from({ length: 5 }, () => randomBytes(32));
  const ephemerals = Array.from({ length: 20 }, () => randomBytes(32));
  // the second implementation's big numbers are slow: few keys, every other byte random
  const draw = (size: number): Uint8Array =>
    size === 32 ? Uint8Array.from(ephemerals[number(ephemerals.length)] as Uint8Array) : randomBytes(size);
  for (let i = 0; i < cases; i++) {
    const vault = vaults[number(vaults.length)] as Uint8Array;
    const tuple: Destination = [text(30), text(30), text(20), text(60)];
    const [tenant, connector, field, destination] = tuple;
    const place = { tenant, connector, field, destination };
    const value = plaintext();
    const publicKey = vaultPublicKey(vault);
    if (i === 0) assert.deepEqual(scalarMult(vault, basePoint), publicKey);
    if (i % 2 === 0)
      assert.deepEqual(openGs1(vault, tuple, sealCredential(publicKey, place, value, draw)), value);
    else assert.deepEqual(openCredential(vault, place, sealGs1(publicKey, tuple, value, draw)), value);
  }
});

test('the second implementation is itself strict: it refuses another place and another spelling', () => {
  const key = randomBytes(32);
  const place: Tuple = ['tnt_a', 'decisions', 'arguments_sealed', 'dec_1', 'record'];
  const sealed = sealGv1('k', key, place, utf8('secret'), randomBytes);
  assert.throws(() => openGv1('k', key, ['tnt_b', ...place.slice(1)] as unknown as Tuple, sealed));
  assert.throws(() => openGv1('k', key, place, `${sealed}=`));
  assert.throws(() => openGv1('k', key, place, sealed.slice(0, -1)));
});
