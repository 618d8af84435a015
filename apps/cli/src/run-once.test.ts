/** What a failed short-lived process is reported as: its own reason, its own fix once, and where the rest stands. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOf } from './run-once.ts';

test('a process that names its own fix is not given a second one', () => {
  const failure = failureOf('migrate', 'gate database: Postgres is away. Fix: start it', '/logs/migrate.log');
  assert.equal(failure.message, 'migrate failed: gate database: Postgres is away.');
  assert.equal(failure.fix, 'start it (more in /logs/migrate.log)');
});

test('a process that only breaks points at its log', () => {
  const failure = failureOf('build-console', 'exit code 1', '/logs/build.log');
  assert.equal(failure.message, 'build-console failed: exit code 1');
  assert.equal(failure.fix, 'read /logs/build.log');
});
