/** The header of a tenant's file: numbers that a restore could not raise once more are refused by name. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson } from '@gamut/kernel/canonical-json';
import { parseTenantFileHeader, tenantFileFormat } from './tenant-file-header.ts';

const header = {
  format: tenantFileFormat,
  deployment: 'home',
  exportedAt: '2026-01-02T03:04:05.678Z',
  tenant: { id: 'tnt_00000000000000000000000000', slug: 'acme', name: 'Acme', plan: 'trial' },
  authorityEpoch: 500_000,
  factsVersion: 2 ** 52 - 1,
  migrations: [],
  keys: [],
  keyPort: null,
  members: [],
  tables: [],
};
const parse = (changed: object) => parseTenantFileHeader(canonicalJson({ ...header, ...changed }));

test('an authority epoch and a version of the facts that leave room above are taken', () => {
  const { authorityEpoch, factsVersion } = parse({});
  assert.deepEqual([authorityEpoch, factsVersion], [500_000, 2 ** 52 - 1]);
});

test('one that leaves none is refused by name', () => {
  for (const authorityEpoch of [0, -1, 1.5, 500_001, 2 ** 53 - 1])
    assert.throws(() => parse({ authorityEpoch }), { code: 'validation_failed', message: /authorityEpoch/ });
  for (const factsVersion of [0, -1, 1.5, 2 ** 52, 2 ** 53 - 1])
    assert.throws(() => parse({ factsVersion }), { code: 'validation_failed', message: /factsVersion/ });
});
