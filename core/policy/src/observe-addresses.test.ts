/** What a read could carry data out to: whatever may be read as the beginning of an address, and a word where its argument names a place. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDemoFacts } from '../cases/run-case.ts';
import { indexFacts } from './indexed-facts.ts';
import { holdsAddress } from './observe-addresses.ts';

const tools = indexFacts(readDemoFacts()).tools;
const tool = (name: string) => {
  const found = tools.get(name);
  assert.ok(typeof found === 'object' && 'facts' in found);
  return found;
};
const files = tool('filesystem_list_directory');
const pay = tool('payments_pay');
const holds = (value: unknown, pointer = '/note') => holdsAddress(value, pointer, files);

const addresses = [
  'a/b', 'a\\b', 'a@b', 'a%2fb', 'a%40b', 'a%5Cb', 'a&#64b', 'a&sol;b', 'a&commat;b', 'port:80', 'port: 80', '[fe80::', '[::', '[12:',
  '1.2.3.4', 'at 10.20.30.40', 'xn--a', 'http:', 'https:', 'ws:', 'wss:', 'ftp:', 'sftp:', 'ftps:', 'ssh:', 'git:', 'file:', 'data:',
  'blob:', 'javascript:', 'mailto:', 'tel:', 'sms:', 'sip:', 'xmpp:', 'smb:', 'nfs:', 'ldap:', 'ldaps:', 'gopher:', 'dict:', 'jar:',
  's3:', 'gs:', 'see http :x', '(http:x', 'localhost', 'my localhost', 'loopback', 'broadcasthost.', 'evil.example', 'a.b', 'é.1',
  'evil .com', 'evil1-x.com', '.evil', '1.ev', '0x7f000001', '0x1', '0177000000001', 'at 167838211', '16777216', '4294967295',
  '0000000001', 'HTTP:X', 'ｅvil。example',
]; // prettier-ignore
const words = [
  'a', '', 'two words', 'end. Next', '12:xx', 'a: b', '1.2.3', '1.2.3.4.5', '1.5', 'a.', 'v .', 'httpx', 'xhttp', 'xhttp:', 'localhosts',
  'mylocalhost', '16777215', '4294967296', '1234567', '12345678901', 'x167838211', '167838211x', '12.', '3, 4', '50 % off', 'a & b',
  'file', 'xn-a', '[a', 'a1b2',
]; // prettier-ignore
test('whatever may be the beginning of an address is one', () => {
  for (const text of addresses) assert.ok(holds(text), text);
});
test('four numbers with dots are an address by themselves, of any length', () => {
  for (const text of ['11111.22222.33333.44444', 'at 11111.22222.33333.44444', '11111.2.3.4'])
    assert.ok(holds(text), text);
});
test('words, numbers and ends of sentences are none', () => {
  for (const text of words) assert.ok(!holds(text), text);
  for (const value of [null, true, 167838211, undefined]) assert.ok(!holds(value), String(value));
});

const places =
  'host hosts hostname url urls uri uris link href endpoint server domain website webhook callback redirect proxy address addr ip email mail mailbox recipient recipients to cc bcc destination dest';
test('a single word is a host where its argument says so by name, in any spelling', () => {
  for (const name of places.split(' ')) assert.ok(holds({ [name]: 'intranet' }), name);
  for (const name of ['replyTo', 'reply_to', 'REPLY-TO', 'server2Url', 'the host', 'ｈost', 'ip4Addr'])
    assert.ok(holds({ [name]: 'intranet' }), name);
  for (const name of ['note', 'ghost', 'hosting', 'total', 'curl', 'replyto', 'x1to'])
    assert.ok(!holds({ [name]: 'intranet' }), name);
});

test('a number counts where its argument names a place, and so does what lies below it', () => {
  assert.ok(holds({ ip: 167838211 }));
  assert.ok(holds({ server: { any: ['intranet'] } }));
  assert.ok(holds({ server: [[1]] }));
  assert.ok(!holds({ total: [1, 'x'] }));
  assert.ok(!holds({ server: { any: [null, true, ' '] } }), 'nothing that could be a place');
  assert.ok(!holds({ server: [] }));
});

test('what is found in a list or below a name is found', () => {
  assert.ok(holds(['x', ['a@b']]));
  assert.ok(holds({ deep: { deeper: 'a/b' } }));
  assert.ok(holds({ 'evil.example': true }), 'a name of a member that is a host');
  assert.ok(holds({ 'eve@evil.example': 1 }));
  assert.ok(!holds({ deep: { deeper: 'a' } }));
});

test('a path is a place below the root of its tool, and no address there alone', () => {
  assert.ok(!holds('a/b', '/path'));
  assert.ok(!holds({ path: 'a/b' }, ''));
  assert.ok(holds({ paths: 'a/b' }, ''));
  assert.ok(holdsAddress('a/b', '/to', pay), 'a target that is no path');
  const odd = { ...files, facts: { ...files.facts, targetPointers: ['/a~1b/c~0d'] } };
  assert.ok(!holdsAddress({ 'a/b': { 'c~d': 'x/y' } }, '', odd));
  assert.ok(holdsAddress({ 'a/b': { 'c~e': 'x/y' } }, '', odd));
});
