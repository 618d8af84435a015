/** A dry run or a read-only mode is set where the form says and nowhere else; a form that does not fit the call is none. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '@gamut/kernel/canonical-json';
import type { SafeArgument } from '@gamut/protocol/safe-form';
import { readDemoFacts } from '../cases/run-case.ts';
import { indexFacts, type IndexedTool } from './indexed-facts.ts';
import { withSafeArguments } from './safe-arguments.ts';

const schema = {
  type: 'object',
  properties: {
    to: { type: 'string' },
    amount: { type: 'number' },
    cc: { type: 'string' },
    options: {
      type: 'object',
      properties: { dry: { type: 'boolean' }, 'a/b': { type: 'boolean' }, mode: { type: 'string' } },
    },
  },
};

function toolWith(args: readonly SafeArgument[] | undefined): IndexedTool {
  const facts = readDemoFacts();
  const pay = facts.tools.find((one) => one.id === 'tol_pay');
  assert.ok(pay);
  const safeForm = { rowsMax: 1, mask: true, ...(args === undefined ? {} : { arguments: [...args] }) };
  Object.assign(pay, { inputSchema: schema, safeForm, recipientPointers: ['/cc'] });
  const tool = indexFacts(facts).tools.get('payments_pay');
  assert.ok(typeof tool === 'object');
  return tool;
}
const set = (pointer: string, value: SafeArgument['value'] = true): SafeArgument => ({
  pointer,
  value,
  makes: 'dry_run',
});
const apply = (args: JsonObject, ...forms: SafeArgument[]) => withSafeArguments(toolWith(forms), args);

test('the argument is set whatever the agent sent, its parents are made, and the rest stays', () => {
  assert.deepEqual(apply({ to: 'x' }, set('/options/dry')), { to: 'x', options: { dry: true } });
  assert.deepEqual(apply({ options: { dry: false, mode: 'm' } }, set('/options/dry')), {
    options: { dry: true, mode: 'm' },
  });
  assert.deepEqual(apply({}, set('/options/dry'), set('/options/mode', 'ro')), {
    options: { dry: true, mode: 'ro' },
  });
  assert.deepEqual(apply({}, set('/options/a~1b')), { options: { 'a/b': true } });
});

test('what the agent sent is not changed itself', () => {
  const args = { options: { dry: false } };
  apply(args, set('/options/dry'));
  assert.deepEqual(args, { options: { dry: false } });
});

test('a form that would touch an item of a list of amounts, or where the currency stands, does not fit', () => {
  const tool = toolWith([]);
  const facts = {
    ...tool.facts,
    amountPointer: '/items/*/amount',
    amountCurrency: { pointer: '/items/*/currency', unit: 'major' as const },
  };
  for (const pointer of [
    '/items',
    '/items/0',
    '/items/0/amount',
    '/items/7/currency',
    '/items/0/currency/x',
  ]) {
    const form = { rowsMax: 1, mask: true, arguments: [set(pointer, 'x')] };
    assert.equal(withSafeArguments({ ...tool, facts: { ...facts, safeForm: form } }, {}), undefined, pointer);
  }
});

test('a form that would touch the target, a recipient or the amount does not fit, nor one above or below them', () => {
  for (const pointer of ['/to', '/cc', '/amount', '/to/name', '/amount/x'])
    assert.equal(apply({}, set(pointer, 'x')), undefined);
  assert.deepEqual(apply({}, set('/options/mode', 'x')), { options: { mode: 'x' } });
});

test('a form that the schema refuses, or whose parent is no object, does not fit', () => {
  assert.equal(apply({}, set('/options/dry', 'yes')), undefined);
  assert.equal(apply({}, set('/unknown')), undefined);
  assert.equal(apply({ options: [] as never }, set('/options/dry')), undefined);
  assert.equal(apply({ options: 'text' }, set('/options/dry')), undefined);
  assert.equal(apply({ options: null }, set('/options/dry')), undefined);
  assert.equal(apply({}, set('/__proto__/dry')), undefined);
  assert.equal(apply({}, set('/unknown'), set('/options/dry')), undefined);
});

test('a form without arguments leaves the call as it is, whether or not the schema likes it', () => {
  const args = { anything: 1 };
  assert.equal(withSafeArguments(toolWith(undefined), args), args);
});

test('where the schema takes anything, only the pointers decide: neither the guarded ones nor what holds or lies in them', () => {
  const open = (args: JsonObject, amountPointer: string | null, ...forms: SafeArgument[]) => {
    const tool = toolWith(forms);
    const facts = { ...tool.facts, amountPointer, targetPointers: ['/to/name'], recipientPointers: ['/cc'] };
    return withSafeArguments({ ...tool, facts, arguments: () => ({ usable: true, check: () => [] }) }, args);
  };
  for (const pointer of ['/to', '/to/name', '/to/name/x', '/cc', '/cc/0', '/amount', '/amount/x']) {
    assert.equal(open({}, '/amount', set(pointer)), undefined, pointer);
    assert.equal(open({}, '/amount', set('/dry'), set(pointer)), undefined, pointer);
  }
  assert.deepEqual(open({}, null, set('/amount')), { amount: true });
  assert.deepEqual(open({}, '/amount', set('/tone'), set('/ccx')), { tone: true, ccx: true });
  assert.deepEqual(open({}, null, set('/a~0b')), { 'a~b': true });
  assert.equal(open({}, null, set('/__proto__')), undefined);
  assert.equal(open({ a: 1 }, null, set('/a/b')), undefined);
  assert.equal(open({ a: 1 }, null, set('/a/b'), set('/c')), undefined);
});

test('the currency of an amount is guarded as the amount is, for each item of a list', () => {
  const withItems = (change: object, ...forms: SafeArgument[]) => {
    const tool = toolWith(forms);
    return withSafeArguments({ ...tool, facts: { ...tool.facts, ...change } } as IndexedTool, {});
  };
  const inCurrency = { amountCurrency: { pointer: '/options/mode', unit: 'major' } };
  assert.deepEqual(withItems({}, set('/options/mode', 'ro')), { options: { mode: 'ro' } });
  assert.equal(withItems(inCurrency, set('/options/mode', 'EUR')), undefined);
  assert.deepEqual(withItems(inCurrency, set('/options/dry')), { options: { dry: true } });
  const fixed = { amountCurrency: { is: 'EUR', unit: 'major' } };
  assert.deepEqual(withItems(fixed, set('/options/mode', 'ro')), { options: { mode: 'ro' } });
  assert.equal(withItems({ amountPointer: '/*/mode' }, set('/options/mode', 'ro')), undefined);
  assert.equal(withItems({ amountPointer: '/options/mode' }, set('/*/mode', 'ro')), undefined);
  const silent = { amountPointer: null, recipientPointers: undefined };
  assert.deepEqual(withItems(silent, set('/options/dry')), { options: { dry: true } });
});

test('where there is no form, nothing is set', () => {
  const tool = toolWith(undefined);
  const without = { ...tool, facts: { ...tool.facts, safeForm: null } } as IndexedTool;
  for (const one of [tool, without]) assert.deepEqual(withSafeArguments(one, { to: 'x' }), { to: 'x' });
});
