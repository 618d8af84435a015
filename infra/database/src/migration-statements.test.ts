/** What a migration may not say is found by its text alone; what only looks like it is let through. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { findRefusedStatement } from './migration-statements.ts';
import { readMigrations } from './migration.ts';

const refused = [
  ['COMMIT', /ends its own transaction/],
  ['SELECT 1; commit;', /“COMMIT” ends/],
  ['CREATE TABLE a ();\n-- then\nROLLBACK;', /ROLLBACK/],
  ['BEGIN; SELECT 1; END;', /BEGIN/],
  ['start   transaction', /START TRANSACTION/],
  ['/* a /* nested */ comment */ ABORT', /ABORT/],
  ['SAVEPOINT a', /SAVEPOINT/],
  ["PREPARE TRANSACTION 'x'", /PREPARE TRANSACTION/],
  ["SELECT 'it''s'; END", /END/],
  ["SELECT E'it\\'s;'; COMMIT", /COMMIT/],
  ["SELECT 'a\\'; COMMIT; --'", /COMMIT/],
  ['SELECT $x$ ; $x$; COMMIT', /COMMIT/],
  ['CREATE INDEX CONCURRENTLY ON a (b)', /CONCURRENTLY/],
  ['create unique index\n  concurrently i on a (b)', /CONCURRENTLY/],
  ['DROP INDEX CONCURRENTLY i', /CONCURRENTLY/],
  ['REINDEX TABLE CONCURRENTLY t', /CONCURRENTLY/],
  ['VACUUM', /can’t stand in a transaction/],
  ['ALTER SYSTEM SET fsync = off', /can’t stand/],
  ['CREATE DATABASE x', /can’t stand/],
  ['SET ROLE gamut_control', /changes who speaks/],
  ['SET LOCAL ROLE x', /changes who speaks/],
  ['RESET SESSION AUTHORIZATION', /changes who speaks/],
  ['SET search_path = x', /changes the session/],
  ['DISCARD ALL', /changes the session/],
  ["COPY a FROM PROGRAM 'id'", /file or a program/],
  ["SELECT 'no end", /without an end/],
  ['SELECT $a$ no end', /without an end/],
  ['SELECT 1 /* no end', /without an end/],
  ['SELECT "no end', /without an end/],
  ['SELECT 1;\0', /NUL/],
  ['-- one\rCOMMIT;', /carriage return/],
  ['SELECT 1 AS é$$; COMMIT; SELECT 1 AS é$$', /“é”|"é"/],
  ["SELECT $é$ ' $é$; COMMIT; --'", /"é"/],
  ["SELECT 'a' AS b\u00a0; COMMIT", /"\u00a0"/],
  ['SELECT 1 FROM begin atomic; COMMIT; SELECT 1 AS END', /BEGIN ATOMIC/],
  [
    'CREATE FUNCTION f(begin atomic) RETURNS int LANGUAGE sql RETURN 1; COMMIT; SELECT 1 AS END',
    /BEGIN ATOMIC/,
  ],
  ["SELECT E'a'\n'b\\'c'; COMMIT; --'", /goes on after its end/],
  ["SELECT E'a' -- one\n 'b\\'c'; COMMIT; --'", /goes on after its end/],
  ["SELECT a$E'\\'; COMMIT; --'", /COMMIT/],
] as const;

for (const [sql, expected] of refused)
  test(`refused: ${JSON.stringify(sql)}`, () => {
    assert.match(findRefusedStatement(sql) ?? 'let through', expected);
  });

const allowed = [
  "COMMENT ON TABLE a IS 'COMMIT; ROLLBACK'",
  '-- COMMIT;\nSELECT 1',
  '/* COMMIT; */ SELECT 1;',
  "DO $do$ BEGIN PERFORM 1; END $do$; SELECT 'x'",
  'COMMENT ON TABLE a IS \'a person’s\'; -- naïve\nALTER TABLE a ADD COLUMN "straße" text',
  "CREATE FUNCTION f() RETURNS void LANGUAGE sql SET search_path = pg_catalog AS $function$ SELECT 'COMMIT;' $function$",
  'ALTER TABLE a ADD COLUMN "COMMIT; --" text',
  "SET LOCAL lock_timeout = '5s'",
  'SET CONSTRAINTS ALL DEFERRED',
  'ALTER TABLE a ADD COLUMN begin_at timestamptz, ADD COLUMN end_at timestamptz',
  "SELECT CASE WHEN true THEN 1 END; SELECT $1$2 FROM (VALUES ('$a$')) AS v",
  'REFRESH MATERIALIZED VIEW v',
];

for (const sql of allowed)
  test(`let through: ${JSON.stringify(sql)}`, () => {
    assert.equal(findRefusedStatement(sql), undefined);
  });

const files: readonly (readonly [string, Uint8Array | string, RegExp])[] = [
  ['bytes that are not UTF-8', Uint8Array.of(0x53, 0xff, 0x54), /0001_a\.sql can’t be applied: is not UTF-8/],
  ['a byte order mark', '\ufeffSELECT 1', /byte order mark/],
  ['a COMMIT', 'SELECT 1; COMMIT', /0001_a\.sql can’t be applied: “COMMIT” ends its own transaction/],
  ['a file without bounds', 'S'.repeat(1_000_001), /larger than/],
];

for (const [name, bytes, expected] of files)
  test(`a folder is refused by the name of the file: ${name}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'gamut-migrations-'));
    try {
      for (const kind of ['control', 'tenant']) mkdirSync(join(folder, kind));
      writeFileSync(join(folder, 'tenant', '0001_a.sql'), bytes);
      assert.throws(() => readMigrations(folder), { code: 'conflict', message: expected });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
