/** DATABASE_URL: an administrator's login is used to bootstrap and never handed on; wrong URLs are refused without showing them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressesFrom, externalAddresses } from './database-addresses.ts';

const passwords = { application: 'app+secret/=', migrator: 'migrator-secret' };

test('without DATABASE_URL the embedded server is used', () => {
  assert.equal(
    externalAddresses({}, passwords, () => undefined),
    undefined,
  );
});

test('the serving login keeps server, database and options of the administrator’s URL, and none of its login', () => {
  const made = addressesFrom(
    'postgres://root:top-secret@db.example:6432/gamut?sslmode=verify-full',
    passwords,
  );
  assert.ok(!made.application.includes('top-secret') && !made.migrator.includes('top-secret'));
  const url = new URL(made.application);
  assert.equal(url.username, 'gamut_app');
  assert.equal(decodeURIComponent(url.password), passwords.application);
  assert.equal(`${url.host}${url.pathname}${url.search}`, 'db.example:6432/gamut?sslmode=verify-full');
});

test('an administrator’s DSN is said to be one, without its password', () => {
  const said: string[] = [];
  const made = externalAddresses(
    { DATABASE_URL: 'postgres://root:top-secret@db.example/gamut' },
    passwords,
    (line) => said.push(line),
  );
  assert.ok(made?.administrator !== undefined);
  assert.match(said.join(), /administrator/);
  assert.ok(!said.join().includes('top-secret'));
});

test('two given logins are used as they are, and nothing is bootstrapped', () => {
  const made = externalAddresses(
    { DATABASE_URL: 'postgres://a:b@h/d', MIGRATOR_DATABASE_URL: 'postgres://m:n@h/d' },
    passwords,
    () => undefined,
  );
  assert.deepEqual(made, {
    administrator: undefined,
    migrator: 'postgres://m:n@h/d',
    application: 'postgres://a:b@h/d',
  });
});

for (const wrong of ['mysql://root:top-secret@h/d', 'top-secret', 'postgres://']) {
  test(`DATABASE_URL "${wrong.slice(0, 8)}…" is refused by name, its value not repeated`, () => {
    assert.throws(
      () => externalAddresses({ DATABASE_URL: wrong }, passwords, () => undefined),
      (error: Error) => error.message.includes('DATABASE_URL') && !error.message.includes('top-secret'),
    );
  });
}
