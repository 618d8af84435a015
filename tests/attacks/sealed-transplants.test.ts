/**
 * Every sealed column that is declared (`sealed-columns.ts`), with its text moved to every other place: another row, column, table,
 * tenant, key version, purpose, form. Whoever can write the database can move ciphertext; nothing that was moved opens.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newDataKey, unwrapDataKey, unwrapPortedKey, wrapPortedKey } from '@gamut/crypto/data-key';
import { openText, sealedUnder, sealValue, type NamedKey, type Place } from '@gamut/crypto/envelope';
import { randomBytes } from '@gamut/crypto/random';
import {
  headerDestination,
  openCredential,
  sealCredential,
  vaultPublicKey,
  type CredentialPlace,
} from '@gamut/crypto/seal';
import { createDatabase, type Database, type TenantRef } from '@gamut/database/database';
import { whySentinelStaysShut } from '../../apps/platform/src/tenancy/database-sentinel.ts';
import {
  dataKeyColumns,
  sealedColumns,
  type SealedPlace,
} from '../../apps/platform/src/tenancy/sealed-columns.ts';
import { createTenantKeys, type TenantSealer } from '../../apps/platform/src/tenancy/tenant-keys.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
const outer = randomBytes(32);
let database: TestDatabase;
let db: Database;
let tenants: { readonly ref: TenantRef; readonly sealer: TenantSealer; readonly key: NamedKey }[];

before(async () => {
  database = await testDatabase();
  db = createDatabase({ url: database.appUrl, applicationName: 'test' });
  assert.equal(await sentinel(), undefined);
  const keys = createTenantKeys(db, [outer], clock, randomBytes);
  tenants = [];
  for (const slug of ['left', 'right']) {
    const { id } = await database.createTenant(slug);
    const ref = (await db.findTenant({ id })) as TenantRef;
    const sealer = await keys.sealerOf(ref);
    tenants.push({ ref, sealer, key: await keyOf(ref) });
  }
});

after(async () => {
  await db.close();
  await database.close();
});

const sentinel = () => whySentinelStaysShut({ db, encryptionKeys: [outer], clock, random: randomBytes });

async function keyOf(ref: TenantRef): Promise<NamedKey> {
  const [row] = await db.readControlFor(ref, (tx) =>
    tx.query<{ key_id: string; wrapped: string }>('SELECT key_id, wrapped FROM tenant_keys', []),
  );
  assert.ok(row !== undefined);
  return unwrapDataKey([outer], ref.id, row.key_id, row.wrapped);
}

const shut = { code: 'integrity_failed', message: 'A sealed value could not be opened.' };

test('a value of any tenant’s sealed column opens in its own place and in none of the others', () => {
  const places = tenants.flatMap((tenant) =>
    dataKeyColumns.flatMap(({ table, column }) =>
      ['row_1', 'row_2', ''].map((row) => ({ tenant, at: { table, column, row } as SealedPlace })),
    ),
  );
  let moves = 0;
  for (const from of places) {
    const sealed = from.tenant.sealer.seal(from.at, 'secret');
    for (const to of places) {
      if (to === from) assert.equal(to.tenant.sealer.open(to.at, sealed), 'secret');
      else {
        moves++;
        assert.throws(() => to.tenant.sealer.open(to.at, sealed), shut, JSON.stringify([from.at, to.at]));
      }
    }
  }
  assert.equal(moves, places.length * (places.length - 1));
});

test('the same key opens nothing for another purpose, and no column takes what was sealed for another use', () => {
  const [{ ref, sealer, key }] = tenants as [(typeof tenants)[number]];
  const purposes = new Set<string>([...sealedColumns.map(({ purpose }) => purpose), 'record ', 'Record', '']);
  for (const { table, column, purpose } of dataKeyColumns) {
    const place: Place = { tenant: ref.id, table, column, row: 'row_1', purpose };
    for (const other of purposes) {
      if (other === purpose) continue;
      const sealed = sealValue(key, { ...place, purpose: other }, 'secret', randomBytes);
      assert.throws(() => sealer.open({ table, column, row: 'row_1' } as SealedPlace, sealed), shut, other);
      const ours = sealer.seal({ table, column, row: 'row_1' } as SealedPlace, 'secret');
      assert.throws(() => openText(() => key, { ...place, purpose: other }, ours), shut, other);
    }
  }
});

test('a text under one version of the key, relabelled as another version, does not open', () => {
  const [first, second] = ['v1', 'v2'].map((id) => ({ id, key: randomBytes(32) })) as [NamedKey, NamedKey];
  const find = (id: string): NamedKey | undefined => [first, second].find((key) => key.id === id);
  for (const { table, column, purpose } of dataKeyColumns) {
    const place: Place = { tenant: 'tnt_a', table, column, row: 'row_1', purpose };
    const sealed = sealValue(first, place, 'secret', randomBytes);
    assert.equal(openText(find, place, sealed), 'secret');
    assert.throws(() => openText(find, place, sealed.replace('.v1.', '.v2.')), shut);
    // even when both versions hold the very same bytes: the header is authenticated
    const twin = (id: string): NamedKey => ({ id, key: first.key });
    assert.throws(() => openText(twin, place, sealed.replace('.v1.', '.v2.')), shut);
  }
});

test('a credential sealed to Gateway opens for its tenant, connector, field and origin alone, and never for the platform', () => {
  const vault = randomBytes(32);
  const one = (tenant: string, connector: string, field: string, origin: string): CredentialPlace => ({
    tenant,
    connector,
    field,
    destination: headerDestination(origin, field),
  });
  const places = tenants.flatMap(({ ref }) =>
    ['con_1', 'con_2'].flatMap((connector) =>
      ['authorization', 'x-api-key'].flatMap((field) =>
        ['https://a.example', 'https://b.example'].map((origin) => one(ref.id, connector, field, origin)),
      ),
    ),
  );
  const refused = { code: 'integrity_failed' };
  for (const from of places) {
    const sealed = sealCredential(vaultPublicKey(vault), from, 'secret', randomBytes);
    for (const to of places) {
      if (to === from) assert.equal(Buffer.from(openCredential(vault, to, sealed)).toString(), 'secret');
      else assert.throws(() => openCredential(vault, to, sealed), refused);
    }
    for (const { sealer } of tenants)
      for (const { table, column } of dataKeyColumns)
        assert.throws(() => sealer.open({ table, column, row: from.connector } as SealedPlace, sealed), shut);
  }
});

test('a wrapped data key opens for its tenant and id alone, with and without a customer’s key below', () => {
  const made = ['tnt_a', 'tnt_b'].flatMap((tenant) =>
    [1, 2].map(() => {
      const { dataKey, wrapped } = newDataKey(outer, tenant, randomBytes);
      return {
        tenant,
        id: dataKey.id,
        wrapped,
        ported: wrapPortedKey(outer, tenant, dataKey.id, 'theirs', randomBytes),
      };
    }),
  );
  for (const from of made)
    for (const to of made) {
      if (to === from) {
        assert.equal(unwrapDataKey([outer], to.tenant, to.id, from.wrapped).id, to.id);
        assert.equal(unwrapPortedKey([outer], to.tenant, to.id, from.ported), 'theirs');
      } else {
        assert.throws(() => unwrapDataKey([outer], to.tenant, to.id, from.wrapped), shut);
        assert.throws(() => unwrapPortedKey([outer], to.tenant, to.id, from.ported), shut);
      }
      // one form is never taken for the other
      assert.throws(() => unwrapDataKey([outer], to.tenant, to.id, from.ported), shut);
      assert.throws(() => unwrapPortedKey([outer], to.tenant, to.id, from.wrapped), shut);
    }
});

test('in the database itself: keys and the sentinel, exchanged between rows and tables, open nothing', async () => {
  assert.equal(await sentinel(), undefined);
  const stored = await db.readControl((tx) =>
    tx.query<{ tenant_id: string; wrapped: string }>('SELECT tenant_id, wrapped FROM control.tenant_keys'),
  );
  assert.equal(stored.length, 2);
  const store = (tenant: string, wrapped: string) =>
    db.control((tx) =>
      tx.query('UPDATE control.tenant_keys SET wrapped = $2 WHERE tenant_id = $1', [tenant, wrapped]),
    );
  const [left, right] = stored as [(typeof stored)[number], (typeof stored)[number]];
  const [known] = await db.readControl((tx) =>
    tx.query<{ sealed: string }>("SELECT sealed FROM control.sentinels WHERE purpose = 'database'"),
  );
  assert.equal(sealedUnder(known?.sealed ?? ''), sealedUnder(left.wrapped));
  for (const moved of [right.wrapped, known?.sealed ?? '']) {
    await store(left.tenant_id, moved);
    const fresh = createTenantKeys(db, [outer], clock, randomBytes);
    const ref = tenants.find((tenant) => tenant.ref.id === left.tenant_id)?.ref as TenantRef;
    await assert.rejects(fresh.sealerOf(ref), { code: 'integrity_failed' });
  }
  await store(left.tenant_id, left.wrapped);
  await db.control((tx) => tx.query('UPDATE control.sentinels SET sealed = $1', [left.wrapped]));
  assert.match((await sentinel()) ?? '', /not the key that sealed this database/);
  await db.control((tx) => tx.query('UPDATE control.sentinels SET sealed = $1', [known?.sealed]));
  assert.equal(await sentinel(), undefined);
});

test('no declared column was left out of these attacks', () => {
  const attacked = new Set([
    ...dataKeyColumns.map(({ table }) => table),
    'connectors',
    'tenant_keys',
    'sentinels',
  ]);
  assert.deepEqual(
    new Set(sealedColumns.map(({ table }) => table)),
    attacked,
    'what stands under another key than the data key needs its transplants here',
  );
});
