/** Routing may remember for a second; what a suspension must stop asks control anew, and shares its question with others. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { createDatabase, type Database } from './database.ts';
import { createTenantLookup, type TenantLookup } from './tenant-lookup.ts';

let server: TestDatabase;
let db: Database;
let questions = 0;
let lookup: TenantLookup;
const ids: string[] = [];

before(async () => {
  server = await testDatabase();
  db = createDatabase({ url: server.appUrl, applicationName: 'lookup' });
  lookup = createTenantLookup((work) => {
    questions += 1;
    return db.readControl(work);
  });
  for (const slug of ['alpha', 'beta']) {
    await server.createTenant(slug);
    ids.push((await db.findTenant({ slug }))?.id ?? '');
  }
});

after(async () => {
  await db.close();
  await server.close();
});

test('many who ask in one turn share one question, and each hears of its own tenant', async () => {
  const [alpha, beta] = ids as [string, string];
  questions = 0;
  const found = await Promise.all(
    [alpha, beta, alpha, 'tnt_00000000000000000000000000'].map((id) => lookup.findTenantNow(id)),
  );
  assert.deepEqual(
    found.map((ref) => ref?.slug),
    ['alpha', 'beta', 'alpha', undefined],
  );
  assert.equal(questions, 1);
});

test('who asks while a question is under way gets an answer that began after it', async () => {
  const [alpha] = ids as [string];
  questions = 0;
  const first = lookup.findTenantNow(alpha);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(questions, 1, 'the first is under way');
  await db.control((tx) =>
    tx.query("UPDATE control.tenants SET status = 'suspended' WHERE id = $1", [alpha]),
  );
  const second = lookup.findTenantNow(alpha);
  assert.ok(await first);
  assert.equal((await second)?.status, 'suspended');
  assert.equal(questions, 2);
});

test('what routing remembers does not answer it, and what it hears routing remembers', async () => {
  const [alpha] = ids as [string];
  assert.equal((await lookup.findTenant({ id: alpha }))?.status, 'suspended');
  await db.control((tx) => tx.query("UPDATE control.tenants SET status = 'active' WHERE id = $1", [alpha]));
  assert.equal((await lookup.findTenantNow(alpha))?.status, 'active');
  questions = 0;
  assert.equal((await lookup.findTenant({ id: alpha }))?.status, 'active');
  assert.equal(questions, 0);
});

test('a question that fails is an error for all who shared it, and the next is asked', async () => {
  let broken = true;
  const shaky = createTenantLookup((work) =>
    broken ? Promise.reject(new Error('away')) : db.readControl(work),
  );
  const answers = await Promise.allSettled(ids.map((id) => shaky.findTenantNow(id)));
  assert.deepEqual(
    answers.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  broken = false;
  assert.equal((await shaky.findTenantNow(ids[1] ?? ''))?.slug, 'beta');
});
