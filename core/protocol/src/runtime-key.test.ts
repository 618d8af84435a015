/** The keys of a runtime are drawn, never kept: one for each tenant, agent and epoch, and they stay what they are. */
import assert from 'node:assert/strict';
import { hkdfSync } from 'node:crypto';
import { test } from 'node:test';
import { deriveAnswerKey, deriveRuntimeKey, formatRuntimeKeyId, parseRuntimeKeyId } from './runtime-key.ts';

const purposeKey = new Uint8Array(32).fill(5);
const owner = {
  tenant: 'tnt_01jx0000000000000000000000',
  agent: 'agt_01jx0000000000000000000000',
  epoch: 3,
};

/** By another implementation. */
function hkdf(key: Uint8Array, info: string): string {
  return Buffer.from(hkdfSync('sha256', key, 'gamut', info, 32)).toString('hex');
}
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test('a key is drawn by HKDF from tenant, agent and epoch, and each of them counts', () => {
  const key = deriveRuntimeKey(purposeKey, owner);
  assert.equal(hex(key), hkdf(purposeKey, `runtime ${owner.tenant} ${owner.agent} 3`));
  for (const change of [{ tenant: 'tnt_2' }, { agent: 'agt_2' }, { epoch: 4 }])
    assert.notEqual(hex(deriveRuntimeKey(purposeKey, { ...owner, ...change })), hex(key));
});

test('answers are signed under a key of their own', () => {
  const key = deriveRuntimeKey(purposeKey, owner);
  assert.equal(hex(deriveAnswerKey(key)), hkdf(key, 'runtime answers'));
  assert.notEqual(hex(deriveAnswerKey(key)), hex(key));
});

test('a key id leads back to its agent and epoch, in one spelling', () => {
  assert.equal(formatRuntimeKeyId(owner.agent, 3), `${owner.agent}_3`);
  for (const epoch of [1, 10, 999_999_999])
    assert.deepEqual(parseRuntimeKeyId(formatRuntimeKeyId(owner.agent, epoch)), {
      agent: owner.agent,
      epoch,
    });
  for (const text of [
    '',
    owner.agent,
    `${owner.agent}_`,
    `${owner.agent}_0`,
    `${owner.agent}_01`,
    `${owner.agent}_1234567890`,
    `${owner.agent}_1x`,
    `x${owner.agent}_1`,
    `${owner.agent}0_1`,
    'agt_1_1',
    `tnt${owner.agent.slice(3)}_1`,
    `${owner.agent.toUpperCase()}_1`,
  ])
    // prettier-ignore
    assert.equal(parseRuntimeKeyId(text), undefined, text);
});
