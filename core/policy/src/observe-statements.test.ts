/** An observed read carries no statement that changes, pays or exports, in whatever argument, and no other word is taken for one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { holdsStatement } from './observe-statements.ts';

const statements = [
  'DELETE FROM claims WHERE id=1', 'drop table claims', 'DROP INDEX x', "copy claims to program 'x'", 'copy (select 1) to stdout',
  'UPDATE accounts SET balance=0', 'update only a as b set (x) = 1', 'insert into a values (1)', 'INSERT OR REPLACE INTO a', 'replace into a',
  'truncate table a', 'alter table a add b int', 'create or replace function f', 'create temp table x', 'grant all on a to b', 'revoke x from y',
  'merge into a', 'merge a as b using c', 'call pay_invoice', 'call pay(12)', 'exec sp_pay', 'select pay_invoice(12)', 'select pay (1)',
  'select * into a from b', 'select a from b for update', 'select "f"(1)', '(select f(1))', 'select 1; select f(1)', 'load data x',
  'with x as (delete from a returning b) select b from x', 'explain analyze delete from a', 'delete\n\t from a', 'DELETE/**/FROM a',
  'delete -- all\n from a', '/*!50000 delete from a */', 'select 1 -- x\n into a', 'ｄｅｌｅｔｅ from a', 'delete\u200b from a', 'delete%20from%20a',
  'mutation { deleteAll }', 'mutation{deleteAll}', 'mutation M($a: X) { x }', 'subscription { x }', '{"query":"mutation{deleteAll}"}',
  '"delete from a"', '["x","drop table a"]', '{"q":"{\\"sql\\":\\"drop table a\\"}"}', 'db.claims.deleteMany({})', '[{"$out":"x"}]', 'do $$ begin end $$',
  'match (n) detach delete n', `select a ${'x '.repeat(50)} into b`, "select 'a' into outfile 'b'", 'execute immediate x', 'update "my table" set a = 1', 'lock table a',
]; // prettier-ignore
const words = [
  'please delete the draft', 'an update on the settings', 'update settings', 'how we insert a row', 'open claims', 'claims', 'C50.9', '', ' ',
  'copy of the contract to read', 'call centre reports', 'who may grant access', 'the merge of two firms', 'selected works', 'mutation of a gene',
  'create a list', 'alternatives to a table', 'drop-off points', 'select from the menu', 'smith (john)', 'drafts/delete the old ones.txt',
]; // prettier-ignore

test('what has the form of a changing statement is one, in any argument, however it is wrapped', () => {
  for (const text of statements)
    for (const one of [
      text,
      text.toUpperCase(),
      encodeBase64url(new TextEncoder().encode(` ${text} `.padEnd(40))),
    ]) {
      if (one === text.toUpperCase() && /[{[]"/.test(text)) continue;
      for (const args of [{ note: one }, { a: { b: [one] } }, { query: one }, { sql: one }])
        assert.ok(holdsStatement(args), JSON.stringify(args));
    }
  assert.ok(holdsStatement({ 'delete from a': 1 }));
});

test('words, names and prose are none', () => {
  for (const text of words) assert.ok(!holdsStatement({ note: text }), text);
  for (const value of [null, 1, true, undefined, {}, []]) assert.ok(!holdsStatement({ sql: value }));
});

test('where an argument takes statements, only what is plainly a read is none', () => {
  const reads = [
    'select id, name from claims where id in (1, 2) and (a = 1 or b = 2)', 'SELECT * FROM claims;', 'with a as (select 1) select * from a',
    'show tables', 'describe claims', 'explain select 1', '{ claims { id } }', 'query { claim(id: 1) { id } }', 'query Q($a: Int) { claim { id } }',
  ]; // prettier-ignore
  for (const text of reads)
    for (const args of [{ sql: text }, { query: text }, { request: { graphqlBody: text } }])
      assert.ok(!holdsStatement(args), JSON.stringify(args));
  for (const text of [
    'vacuum',
    'truncate claims',
    'delete claims',
    'commit',
    'kill 52',
    'show a; show b',
    '{ payInvoice(id: 1) { ok } }',
    'select now()',
  ])
    for (const args of [{ sql: text }, { query: text }, { sqlText: [text] }])
      assert.ok(holdsStatement(args), JSON.stringify(args));
  for (const text of ['set a = 1', 'begin work', 'refresh materialized view a', 'use x'])
    assert.ok(holdsStatement({ sql: text }), text);
});

test('what is searched for, an id and a code are no statement where one may stand', () => {
  for (const text of [
    'open claims',
    'update on claim 12',
    'status:open AND (a OR b)',
    'call centre',
    'quarterly report, 2026?',
    'smith (john)',
  ])
    assert.ok(!holdsStatement({ query: text }), text);
  for (const args of [{ statementId: 'st-12' }, { code: 'C50.9' }, { filter: { name: 'x y' } }])
    assert.ok(!holdsStatement(args));
  for (const text of ['a | b', 'a; b', 'f(x)', '$x', 'a`b']) assert.ok(holdsStatement({ query: text }), text);
});

test('a program is none to look through, nor is an action that is named after changing something', () => {
  for (const args of [{ command: 'ls' }, { script: 'x' }, { argv: ['ls'] }, { shellCommand: 'x' }])
    assert.ok(holdsStatement(args));
  for (const action of ['delete', 'POST', 'pay', 'export_all']) assert.ok(holdsStatement({ action }), action);
  for (const action of ['list', 'get']) assert.ok(!holdsStatement({ action }), action);
});

test('JSON in text in JSON has an end', () => {
  let text = 'open claims';
  for (let layer = 0; layer < 4; layer++) text = JSON.stringify({ a: text });
  assert.ok(!holdsStatement({ note: text }));
  assert.ok(holdsStatement({ note: JSON.stringify({ a: text }) }));
});

test('a word is itself, not the end or the beginning of another', () => {
  for (const text of [
    'undelete from a', 'undrop table a', 'predrop index a', 'xupdate a set b = 1', 'xcopy a to stdout', 'regrant a to b', 'xmerge a using b',
    'recall f(1)', '7call f(1)', 'recall a_b', 'permutation {', '1mutation {', 'undo $1', '1do $1', 'drop tablet', 'update setup b', '$outer',
    'misinto outfile a', 'delete', 'b select f (1)',
  ])
    assert.ok(!holdsStatement({ note: text }), text); // prettier-ignore
  for (const name of [
    'recommand',
    'commander',
    'subsql',
    'sqlite',
    'requery',
    'querying',
    'coaction',
    'actionable',
  ])
    assert.ok(!holdsStatement({ [name]: 'delete; a | b $' }), name);
  for (const name of ['sqlText', 'v2Sql', 'run_sql', 'my--sql', 'SQL', 'preparedStatement'])
    assert.ok(holdsStatement({ [name]: 'use x' }), name);
  for (const name of ['sql', 'command', 'query', 'action'])
    assert.ok(!holdsStatement({ [name]: ' \n' }), name);
});

test('comments are read over and read, to their end and without one', () => {
  for (const text of [
    'delete /* a * b ** c */ from a', 'delete /* a */ /* b */ from a', 'delete # all\n from a', 'drop /* table', 'a /* drop table x', 'delete/* */from a',
    'call a_b', 'call a1_b', 'call p1(2)', 'mutation M1 {', 'insert or ignore into a', 'insert ignore into a', 'delete(1)', 'db.c.insert (1)', 'select 1 into  dumpfile x',
    'do $1', '; do $$', '  select f(1)', 'use = select f(1)',
  ])
    assert.ok(holdsStatement({ note: text }), text); // prettier-ignore
  for (const text of ['drop-- a table\nb', 'delete /* from a'])
    assert.ok(!holdsStatement({ note: text.replace('from a', 'all') }), text);
  for (const text of ['query Q1 { a }', 'query{ a }', 'query ($a: Int) { a }', 'select 1 ;', '(select 1)'])
    assert.ok(!holdsStatement({ sql: text }), text);
});
