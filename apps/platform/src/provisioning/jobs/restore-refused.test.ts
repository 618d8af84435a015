/** Files that must not be restored: damaged, foreign, forged, or somewhere else. Each is refused by name, and the tenant is as it was. */
import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sha256Hex } from '@gamut/crypto/hash';
import { sumTenant, tracesOf } from '../../../../../tests/support/tenant-picture.ts';
import {
  openTwoCells,
  type JobRow,
  type LivingTenant,
  type TwoCells,
} from '../../../../../tests/support/two-cells.ts';

let cells: TwoCells;

before(async () => {
  cells = await openTwoCells();
});
after(() => cells.close());

const restore = (tenant: LivingTenant, payload: object): Promise<JobRow> =>
  cells.run('tenant.restore', tenant.id, payload);

type Spoil = (path: string, text: string) => void;
const spoiled: readonly (readonly [what: string, spoil: Spoil, why: RegExp])[] = [
  [
    'with one byte changed',
    (path, text) => writeFileSync(path, text.replace('"writer"', '"wriher"')),
    /bytes are not those/,
  ],
  [
    'cut off after half',
    (path, text) => writeFileSync(path, text.slice(0, text.length / 2)),
    /ends where|not a row/,
  ],
  [
    'without its closing line',
    (path, text) => writeFileSync(path, text.split('\n').slice(0, -2).join('\n') + '\n'),
    /ends where its closing line/,
  ],
  ['with something behind its end', (path) => appendFileSync(path, '\n'), /something follows/],
  ['twice over', (path, text) => writeFileSync(path, text + text), /something follows/],
  [
    'with two rows exchanged',
    (path, text) => {
      const lines = text.split('\n');
      [lines[2], lines[3]] = [lines[3] as string, lines[2] as string];
      writeFileSync(path, lines.join('\n'));
    },
    /bytes are not those|not a row/,
  ],
  [
    'with a member that nobody knows',
    (path, text) => writeFileSync(path, text.replace('{"authorityEpoch"', '{"admin":true,"authorityEpoch"')),
    /member that is not known: "admin"/,
  ],
  [
    'with a member twice',
    (path, text) =>
      writeFileSync(path, text.replace('{"authorityEpoch":1,', '{"authorityEpoch":1,"authorityEpoch":1,')),
    /not canonical JSON/,
  ],
  [
    'of another format',
    (path, text) => writeFileSync(path, text.replace('gamut-tenant/1', 'gamut-tenant/9')),
    /not a file of the format/,
  ],
  ['that is empty', (path) => writeFileSync(path, ''), /ends where its header/],
  ['that is not text', (path) => writeFileSync(path, Buffer.from([0xff, 0xfe, 0x0a])), /not UTF-8/],
];

for (const [what, spoil, why] of spoiled)
  test(`a file ${what} is refused by name, and nothing is written`, async () => {
    const tenant = await cells.live(`hostile-${spoiled.findIndex(([name]) => name === what)}`);
    const before_ = await cells.ref(tenant.id);
    const { file } = await cells.exported(tenant);
    const path = join(cells.exportFolder, file);
    spoil(path, readFileSync(path, 'utf8'));
    const sums = await sumTenant(cells.look.home, before_.schema);
    const row = await restore(tenant, { file, sha256: sha256Hex(readFileSync(path)) });
    assert.equal(row.status, 'failed');
    assert.match(row.failure ?? '', why);
    assert.equal(row.step, null);
    assert.deepEqual(await cells.ref(tenant.id), before_);
    assert.deepEqual(await sumTenant(cells.look.home, before_.schema), sums);
  });

/** The header changed and every digest made to fit again: what a forger with the file alone can do. */
function forge(path: string, change: (header: Record<string, unknown>) => void): string {
  const lines = readFileSync(path, 'utf8').split('\n');
  const header = JSON.parse(lines[0] as string) as Record<string, unknown>;
  change(header);
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([k, v]) => [k, sorted(v)]),
          )
        : value;
  const body = [JSON.stringify(sorted(header)), ...lines.slice(1, -2)].join('\n') + '\n';
  const closing = { bytes: Buffer.byteLength(body), closing: 'gamut-tenant/1', sha256: sha256Hex(body) };
  const text = `${body}${JSON.stringify(closing)}\n`;
  writeFileSync(path, text);
  return sha256Hex(text);
}

const forged: readonly (readonly [string, (header: Record<string, unknown>) => void, RegExp])[] = [
  ['of another deployment', (header) => (header['deployment'] = 'elsewhere'), /of the deployment elsewhere/],
  [
    'of another tenant',
    (header) => ((header['tenant'] as { id: string }).id = `tnt_${'0'.repeat(26)}`),
    /of another tenant/,
  ],
  [
    'of a newer build',
    (header) =>
      (header['migrations'] as object[]).push({ version: 99, name: 'later', checksum: '0'.repeat(64) }),
    /this build does not know it|has a gap/,
  ],
  [
    'with a table that is none of ours',
    (header) => (((header['tables'] as { name: string }[])[0] as { name: string }).name = 'pg_authid'),
    /tables are not the same/,
  ],
  [
    'with a column that is none of ours',
    (header) => {
      const [table] = header['tables'] as { columns: string[] }[];
      (table as { columns: string[] }).columns[0] = 'id_';
    },
    /tables are not the same/,
  ],
];

for (const [what, change, why] of forged)
  test(`a file ${what}, forged with good digests, is refused, and the tenant is as it was`, async () => {
    const tenant = await cells.live(`forged-${forged.findIndex(([name]) => name === what)}`);
    const { file } = await cells.exported(tenant);
    const sha256 = forge(join(cells.exportFolder, file), change);
    const refused = await restore(tenant, { file });
    assert.match(refused.failure ?? '', /SHA-256|deployment|another tenant/);
    const row = await restore(tenant, { file, sha256 });
    assert.equal(row.status, 'failed');
    assert.match(row.failure ?? '', why);
    const ref = await cells.ref(tenant.id);
    assert.deepEqual([ref.status, ref.authorityEpoch, await cells.writes(ref)], ['active', 1, true]);
    assert.equal((await tracesOf(cells.look.home, tenant.id)).schemas.length, 1);
    assert.equal((await tenant.decide(ref)).status, 'committed');
  });

test('a forged journal inside good digests is found, and the tenant is as it was', async () => {
  const tenant = await cells.live('forger');
  const { file } = await cells.exported(tenant);
  const path = join(cells.exportFolder, file);
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll('\\"files_write\\"', '\\"files_wrote\\"'));
  const sha256 = forge(path, () => undefined);
  const row = await restore(tenant, { file, sha256 });
  assert.match(row.failure ?? '', /the journal does not verify: entry 1 of decisions/);
  const ref = await cells.ref(tenant.id);
  assert.deepEqual([ref.status, await cells.writes(ref)], ['active', true]);
});

test('names that lead out of the folder, links and files that are not there are refused', async () => {
  const tenant = await cells.live('wanderer');
  const { file } = await cells.exported(tenant);
  symlinkSync(join(cells.exportFolder, file), join(cells.exportFolder, 'link.gamut-tenant'));
  for (const [name, why] of [
    ['../etc/passwd', /not the name of a file/],
    ['/etc/passwd', /not the name of a file/],
    ['a/b', /not the name of a file/],
    ['.hidden', /not the name of a file/],
    ['link.gamut-tenant', /not a plain, readable file/],
    ['absent.gamut-tenant', /there is no such file/],
  ] as const) {
    const row = await restore(tenant, { file: name });
    assert.equal(row.status, 'failed', name);
    assert.match(row.failure ?? '', why, name);
  }
  assert.equal((await cells.ref(tenant.id)).status, 'active');
});
