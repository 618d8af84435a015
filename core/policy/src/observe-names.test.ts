/** The second line of observe mode: what a tool is called and what its arguments hold, where a person has recorded that it reads. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contradictory } from './contradictory.ts';
import { readDemoFacts } from '../cases/run-case.ts';
import { indexFacts, type IndexedTool } from './indexed-facts.ts';
import { holdsAddress } from './observe-addresses.ts';
import { changingWord } from './observe-names.ts';

const found = indexFacts(readDemoFacts()).tools.get('filesystem_get_file_info');
assert.ok(found !== undefined && found !== contradictory);
const tool: IndexedTool = { ...found, facts: { ...found.facts, targetKind: 'text', targetPointers: [] } };
const holds = (args: unknown) => holdsAddress(args, '', tool);

test('a tool that is named after changing, sending or trading something is not looked through', () => {
  for (const name of [
    'disburse',
    'make_transaction',
    'order_item',
    'burn',
    'mint',
    'overwrite',
    'kill_process',
    'tweet',
    'message_user',
    'sms',
    'mirror',
    'zip_folder',
    'doTxn',
    'stripe_order_item',
    'grant_access',
    'stopService',
    'get_and_disburse',
    'read_then_overwrite',
    'web hook: dial',
  ])
    assert.notEqual(changingWord(name), undefined, name);
});

test('a tool that is named after reading is looked through, also where it reads orders and messages', () => {
  for (const name of [
    'get_file_info',
    'list_orders',
    'get_order',
    'search_messages',
    'lookup',
    'resolve',
    'directory_tree',
    'listAllowedDirectories',
    'readMessage',
    'show_invoice',
    'weather',
  ])
    assert.equal(changingWord(name), undefined, name);
});

test('a host that is written as a number, a name of this machine or a scheme is an address', () => {
  for (const text of [
    '3405803785',
    '0xCB007109',
    '031300161011',
    'at 3405803785',
    'localhost',
    'LOCALHOST',
    'mailto:bob',
    'mailto : bob',
    'data:text,abc',
    'javascript:alert',
    'evil .example',
    'evil . example',
    'evil.e',
    'evil.123',
    'intranet.corp',
    'ｌｏｃａｌｈｏｓｔ',
  ])
    assert.ok(holds({ q: text }), text);
});

test('where the argument is named after a place, any word or number is an address', () => {
  for (const name of ['host', 'url', 'baseUrl', 'webhook', 'reply_to', 'emailAddress', 'proxy', 'cc']) {
    assert.ok(holds({ [name]: 'intranet' }), name);
    assert.ok(holds({ [name]: ['intranet'] }), name);
    assert.ok(holds({ [name]: 3405803785 }), name);
    assert.ok(holds({ [name]: { name: 'intranet' } }), name);
    assert.ok(!holds({ [name]: '' }), name);
  }
});

test('words, short numbers and dates are no addresses', () => {
  for (const text of [
    'hello',
    'claims of October',
    '4711',
    '12.50',
    'version 1.2.3',
    'status:open',
    'what is due? It is open. Please look',
    '2026-11-23',
    'C3-11: open',
    '9000000000',
  ])
    assert.ok(!holds({ q: text }), text);
  assert.ok(!holds({ page: 3405803785, query: 'intranet' }));
});
