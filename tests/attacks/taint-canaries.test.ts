/**
 * Taint canaries (security.md section 1): three tenants in which every text carries a mark of its tenant, and everything that
 * another tenant, an operator or a passer-by is shown is searched for it, in every spelling: 0. Each tenant finds its own.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { routeTable } from '../../apps/platform/src/http/route-table.ts';
import { nameOf, ofPeople, ruledPlaces, type MarkedTenant } from '../support/marked-tenant.ts';
import { openMarkedTenants, type MarkedTenants } from '../support/marked-tenants.ts';
import { makeOperator, openSupport, withToken } from '../support/operators-world.ts';
import { operatorToken, type Answer } from '../support/platform.ts';
import { goldenFolder } from '../support/schema-golden.ts';
import {
  askForeign,
  readAsOperator,
  readEverything,
  readFromGateway,
  readOpenly,
  readStream,
  type Ask,
  type Surface,
} from '../support/surfaces.ts';
import { textPlaces } from '../support/text-places.ts';
import { createDumpSearch } from './dump-search.ts';
import { unmarkedColumns, unmarkedReadings } from './unmarked-places.ts';

let all: MarkedTenants;
let tenants: readonly MarkedTenant[];

before(async () => {
  all = await openMarkedTenants();
  ({ tenants } = all);
});
after(() => (all as MarkedTenants | undefined)?.close());

/** @returns the names of those in which the tenant's mark stands, in any spelling */
function tainted(surfaces: readonly Surface[], { mark }: MarkedTenant): string[] {
  const search = createDumpSearch([{ name: mark, bytes: Buffer.from(mark) }]);
  const hits = surfaces.filter(({ text }) => search.findIn(Buffer.from(text)).size > 0);
  return [...new Set(hits.map(({ name }) => name))];
}

const others = (viewer: MarkedTenant): MarkedTenant[] => tenants.filter((one) => one !== viewer);

function assertClean(surfaces: readonly Surface[], whose: readonly MarkedTenant[]): void {
  assert.ok(surfaces.length > 0 && surfaces.every(({ text }) => text !== ''), 'there is something to search');
  for (const tenant of whose) assert.deepEqual(tainted(surfaces, tenant), [], `of ${tenant.tenant.slug}`);
}

const bearer =
  (token: string): Ask =>
  ({ method, path, body }): Promise<Answer> =>
    withToken(all.under, token)(method, path, body);

const readings = ofPeople.filter(({ method }) => method === 'GET').map(nameOf);

/** Ids, digests, ciphertexts, and what a constraint leaves a few words for: no text of a tenant stands there. */
function isTheProducts(golden: string, table: string, column: string): boolean {
  if (/(^|_)(ids?|sha256|hash|digest|sealed|nonce)$|_by$/.test(column)) return true;
  return new RegExp(`^constraint ${table}\\.[a-z_]+: CHECK \\(\\(\\(?${column} (= ANY|~) `, 'm').test(golden);
}

describe('every text that a tenant can put in', () => {
  test('is sent with a mark, or stands in a list with its reason', () => {
    const places = ofPeople.flatMap((route) =>
      route.body === null ? [] : textPlaces(route.body).map((place) => `${nameOf(route)} ${place}`),
    );
    assert.ok(places.length > 40, 'the places are read off the table');
    for (const { written, tenant } of tenants.slice(0, 2))
      assert.deepEqual(
        places.filter((place) => !written.has(place)).sort(),
        Object.keys(ruledPlaces).sort(),
        tenant.slug,
      );
  });
});

describe('no mark of another tenant stands', () => {
  for (const [at, what] of ['the first', 'the second', 'an invited'].entries())
    test(`in any row, page, export, stream, refusal or answer to a change that ${what} tenant is shown`, async () => {
      const viewer = tenants[at] as MarkedTenant;
      const { client, world, tenant } = viewer;
      const made = await client.call({
        method: 'POST',
        path: '/v1/access-tokens',
        body: { name: 'reads all', permissions: await allPermissions(viewer) },
      });
      const byToken = bearer(made.json.token as string);
      const own = [
        ...(await readEverything(client.call, world)),
        ...(await readEverything(byToken, world)),
        await readStream(all.port, client.cookie, 20),
        ...(await readFromGateway(all.gateway, tenant)),
        ...viewer.receiver.received.map(({ body }) => ({ name: 'a webhook', text: body })),
      ];
      assertClean([...own, ...viewer.answers], others(viewer));
      for (const { world: foreign } of others(viewer))
        for (const ask of [client.call, byToken]) assertClean(await askForeign(ask, foreign), others(viewer));
      const seen = tainted(own, viewer);
      const without = [...readings, 'the live stream', 'a webhook', 'facts'].filter(
        // what is normal is learned in the background, and learned again when somebody asks for it
        (one) => !seen.includes(one) && one !== 'GET /v1/agents/:agentId/behaviour',
      );
      // the invited one has neither verified, nor checked, nor set rules for one agent, nor been asked for support by somebody it answered
      const untold =
        at === 2
          ? [
              'GET /v1/agent-behaviour-rules',
              'GET /v1/journal',
              'GET /v1/security-checks',
              'GET /v1/support-access',
              'GET /v1/promotion-thresholds',
              'GET /v1/policy-snapshots',
            ]
          : [];
      const expected = [...Object.keys(unmarkedReadings), ...untold];
      assert.deepEqual(without.sort(), expected.sort(), 'the same search finds one’s own');
    });

  test('in what support is shown of a tenant that let it look', async () => {
    const [viewer, other] = tenants as [MarkedTenant, MarkedTenant];
    const support = await makeOperator(all.under, 'platform_support');
    const access = { tenant: viewer.tenant, administrator: viewer.client };
    const { token } = await openSupport(all.under, support, access);
    const read = await readEverything(bearer(token), viewer.world);
    assertClean([...read, ...(await askForeign(bearer(token), other.world))], others(viewer));
    assert.ok(tainted(read, viewer).includes('GET /v1/findings'), 'support sees what it was let see');
  });
});

describe('no mark of any tenant stands', () => {
  test('in what an operator or a passer-by is shown', async () => {
    const [ops, support] = [
      await makeOperator(all.under, 'platform_ops'),
      await makeOperator(all.under, 'platform_support'),
    ];
    for (const token of [operatorToken, ops.token, support.token])
      for (const { tenant } of tenants)
        assertClean(await readAsOperator(bearer(token), tenant.slug), tenants);
    assertClean(await readOpenly(all.under), tenants);
  });

  test('in the log of the platform, faults of the database with the refused row in them included', async () => {
    const [viewer] = tenants as [MarkedTenant];
    const from = all.under.logged.length;
    await all.owner.script(
      `ALTER TABLE "${viewer.tenant.schema}".findings ADD CONSTRAINT never CHECK (severity <> 'critical') NOT VALID`,
    );
    const body = { agentId: viewer.world.agentId, severity: 'critical', title: 'refused below' };
    const answer = await viewer.client.call({ method: 'POST', path: '/v1/findings', body });
    await all.owner.script(`ALTER TABLE "${viewer.tenant.schema}".findings DROP CONSTRAINT never`);
    assert.equal(answer.status, 500);
    assert.ok(
      all.under.logged
        .slice(from)
        .join('')
        .includes(answer.json.request_id as string),
      'it is in the log',
    );
    const lines = all.under.logged.map((text) => ({ name: text, text }));
    assertClean([...lines, { name: 'the answer', text: answer.text }], tenants);
  });
});

test('every such text reached its column: each text column of a tenant’s schema holds a mark, or stands in a list with its reason', async () => {
  const golden = readFileSync(join(goldenFolder, 'tenant.txt'), 'utf8');
  const columns = [...golden.matchAll(/^column (\w+)\.(\w+): \d+ (?:text|jsonb)\b/gm)].filter(
    ([, table, column]) => !isTheProducts(golden, String(table), String(column)),
  );
  assert.ok(columns.length > 40, 'the columns are read');
  const { tenant, mark } = tenants[0] as MarkedTenant;
  const without: string[] = [];
  for (const [, table, column] of columns) {
    const [row] = await all.owner.query<{ all: string | null }>(
      `SELECT string_agg("${String(column)}"::text, ' ') AS all FROM "${tenant.schema}"."${String(table)}"`,
    );
    if (!(row?.all ?? '').includes(mark)) without.push(`${String(table)}.${String(column)}`);
  }
  assert.deepEqual(
    without.sort(),
    Object.keys(unmarkedColumns).sort(),
    'fill a new text column through its route (tests/support/marked-tenant.ts), or say why nobody can',
  );
});

test('a leak that is planted is found where it stands: in a list, an export, an answer, the log', async () => {
  const [victim, viewer] = tenants as [MarkedTenant, MarkedTenant];
  await all.owner.query(`UPDATE "${viewer.tenant.schema}".findings SET title = $1`, [
    `seen at ${victim.mark}`,
  ]);
  const found = tainted(await readEverything(viewer.client.call, viewer.world), victim);
  assert.ok(found.includes('GET /v1/findings'), found.join(', '));
  const spellings = [
    Buffer.from(`x${victim.mark}`).toString('base64'),
    Buffer.from(victim.mark).toString('hex'),
  ];
  for (const text of spellings) assert.deepEqual(tainted([{ name: 'spelt', text }], victim), ['spelt']);
  await all.owner.query(`UPDATE "${viewer.tenant.schema}".agents SET status_reason = $1`, [victim.mark]);
  const { text } = await viewer.client.call({
    method: 'PATCH',
    path: `/v1/agents/${viewer.world.agentId}`,
    body: { purpose: 'another' },
  });
  assert.deepEqual(tainted([{ name: 'an answer', text }], victim), ['an answer']);
  all.under.running.platform.logger.warn(`it failed for ${victim.mark}`);
  const lines = all.under.logged.map((line) => ({ name: 'the log', text: line }));
  assert.deepEqual(tainted(lines, victim), ['the log']);
});

async function allPermissions({ client }: MarkedTenant): Promise<string[]> {
  const { json } = await client.call({ method: 'GET', path: '/v1/session/effective-permissions' });
  return (json.permissions as { permission: string; allowed: boolean }[])
    .filter(
      ({ allowed, permission }) =>
        allowed && routeTable.some((route) => route.permission === permission && route.method === 'GET'),
    )
    .map(({ permission }) => permission);
}
