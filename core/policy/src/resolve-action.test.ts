/** From a call to an action: what it is aimed at, of which class it is and by which digest it is recorded, whatever the call holds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256Hex } from '@gamut/crypto/hash';
import { actionDigest } from '@gamut/protocol/action';
import type { TenantFacts } from '@gamut/protocol/facts';
import { readDemoFacts } from '../cases/run-case.ts';
import { indexFacts } from './indexed-facts.ts';
import { attemptDigest, resolveAction, type AgentCall, type ResolvedAction } from './resolve-action.ts';

const demo = readDemoFacts();
function resolve(call: Partial<Record<keyof AgentCall, unknown>>, facts: TenantFacts = demo): ResolvedAction {
  const whole = { agentId: 'claims-triage', tool: 'filesystem_read_multiple_files', arguments: {}, ...call };
  return resolveAction(indexFacts(facts), whole as AgentCall);
}
const paths = (...texts: unknown[]) => resolve({ arguments: { paths: texts } });
const faults = ({ targetFaults }: ResolvedAction) =>
  targetFaults.map(({ kind, pointer }) => `${kind} ${pointer}`);

test('an action is whole where all of it is known', () => {
  const resolved = paths('open/a.txt', 'open/b.txt');
  assert.deepEqual(resolved.action, {
    tenant: 'tnt_demo',
    agent: 'claims-triage',
    actionType: 'read',
    tool: 'filesystem_read_multiple_files',
    dataClass: 'internal',
    target: 'open/a.txt\nopen/b.txt',
    arguments: { paths: ['open/a.txt', 'open/b.txt'] },
  });
  assert.equal(attemptDigest(resolved), actionDigest(resolved.action));
  const aimless = resolve({ tool: 'everything_echo', arguments: { message: 'x' } });
  assert.equal(aimless.action?.target, null);
});

test('what cannot be resolved is told once for each place, and then there is no action', () => {
  assert.deepEqual(faults(resolve({})), ['missing /paths']);
  assert.deepEqual(faults(paths()), ['missing /paths']);
  assert.deepEqual(faults(paths(1, 2, 'a')), ['not_text /paths']);
  assert.deepEqual(faults(paths('../x', 1, '../y', 'a/b')), ['outside /paths', 'not_text /paths']);
  for (const none of [resolve({}), paths(1)]) assert.deepEqual([none.action, none.dataClass], [null, null]);
});

test('no more than 256 targets and 8,000 characters of them are compared', () => {
  const many = (count: number) => paths(...Array.from({ length: count }, () => 'a'));
  assert.equal(many(256).targets.length, 256);
  assert.deepEqual(faults(many(257)), ['too_large /paths']);
  const long = (chars: number) =>
    paths(...Array.from({ length: 31 }, () => 'a'.repeat(249)), 'b'.repeat(chars));
  assert.deepEqual(faults(long(249)), []);
  assert.deepEqual(faults(long(250)), ['too_large /paths']);
});

test('a class is the strictest of any target, and at least that of the tool', () => {
  assert.equal(paths('open/a', 'personal/b').dataClass, 'personal');
  assert.equal(paths('open/a').dataClass, 'internal');
  const change = { targetPointers: [], targetRoot: null };
  const tools = demo.tools.map((one) => (one.id === 'tol_read_many' ? { ...one, ...change } : one));
  assert.equal(
    resolve({ arguments: { paths: ['open/a'] } }, { ...demo, tools }).dataClass,
    'personal',
    'aimed at nothing it can reach all',
  );
});

test('names that are no texts name nothing', () => {
  const none = resolve({ agentId: 7, tool: { a: 1 } });
  assert.deepEqual([none.agentId, none.toolName, none.tool], ['', '', 'unknown']);
  assert.equal(resolve({ tool: 'a\ud800' }).toolName, '');
  assert.equal(resolve({ tool: 'x'.repeat(300) }).toolName, 'x'.repeat(256));
  const struck = resolve({ tool: `mail ada@example.com ghp_${'A1b2C3d4E5'.repeat(3)}AbCdEf` });
  assert.equal(struck.toolName, 'mail [redacted:email] [redacted:github_token]');
  assert.equal(attemptDigest(struck), attemptDigest(resolve({ tool: struck.toolName })), 'it can be derived');
  const twice = { ...demo, tools: [...demo.tools, ...demo.tools] };
  assert.equal(resolve({}, twice).tool, 'ambiguous');
});

test('an attempt that is no action is recorded under what was asked, with nothing for what is not known', () => {
  const digest = (args: string, agent = 'claims-triage', tool = 'filesystem_read_multiple_files') =>
    sha256Hex(
      `{"actionType":null,"agent":"${agent}","arguments":${args},"dataClass":null,"target":null,"tenant":"tnt_demo","tool":"${tool}"}`,
    );
  assert.equal(attemptDigest(resolve({})), digest('{}'));
  assert.equal(attemptDigest(resolve({ arguments: 'none' })), digest('null'));
  assert.equal(
    attemptDigest(resolve({ agentId: 'a\ud800', tool: 'none', arguments: { x: 1 } })),
    digest('{"x":1}', 'a\ufffd', 'none'),
  );
});

test('a safe form that fits is what is judged from here on, and one that does not is told', () => {
  const args = { path: 'personal/a.csv', content: 'x' };
  const form = (pointer: string) => ({
    rowsMax: 5,
    mask: true,
    arguments: [{ pointer, value: true, makes: 'dry_run' as const }],
  });
  const write = (pointer: string) => {
    const inputSchema = { type: 'object', properties: { path: {}, content: {}, dry: { type: 'boolean' } } };
    const tools = demo.tools.map((one) =>
      one.id === 'tol_write' ? { ...one, inputSchema, safeForm: form(pointer) } : one,
    );
    const {
      safeForm,
      arguments: judged,
      asked,
    } = resolve({ tool: 'filesystem_write_file', arguments: args }, { ...demo, tools });
    return { safeForm, judged, asked };
  };
  assert.deepEqual(write('/dry'), { safeForm: 'reduced', judged: { ...args, dry: true }, asked: args });
  assert.deepEqual(write('/none'), { safeForm: 'misfit', judged: args, asked: args });
});
