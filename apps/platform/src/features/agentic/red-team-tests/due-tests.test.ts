/** The list of red-team tests that are due says of each agent what control 10 says of it, and when it will say otherwise. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBinding, why, type Binding } from '../../../../../../tests/support/binding.ts';
import type { AnyJson } from '../../../../../../tests/support/platform.ts';

let world: Binding;
before(async () => {
  world = await startBinding();
});
after(() => world.close());

const dayMs = 86_400_000;
const daysAgo = (days: number): string =>
  new Date(world.under.running.platform.clock.nowMs() - days * dayMs).toISOString();

async function senior(level = 'senior'): Promise<string> {
  const agentId = await world.reader();
  await world.under.running.platform.db.tenant(world.under.tenant, async (tx) => {
    await tx.query('UPDATE agents SET level = $2 WHERE id = $1', [agentId, level]);
    await tx.query('UPDATE facts_state SET version = version + 1', []);
  });
  await world.permit(agentId, 'read_file');
  return agentId;
}

async function tested(agentId: string, result: string, testedAt: string, more: object = {}): Promise<void> {
  const body = { agentId, result, summary: 'Tried.', testedAt, ...more };
  assert.equal((await world.post(world.operator, '/v1/red-team-tests', body)).status, 201);
}

const listed = async (query = ''): Promise<AnyJson[]> =>
  (await world.get(`/v1/red-team-tests/due${query}`)).data as AnyJson[];
const find = async (agentId: string, query = ''): Promise<AnyJson | undefined> =>
  (await listed(query)).find((one) => one['agentId'] === agentId);

test('missing, failed and stale block and are due; passed is due at the limit, or on the planned day where that is sooner', async () => {
  const missing = await senior();
  const failed = await senior('principal');
  await tested(failed, 'passed', daysAgo(3));
  await tested(failed, 'failed', daysAgo(2));
  const stale = await senior();
  await tested(stale, 'passed', daysAgo(91));
  const planned = await senior();
  await tested(planned, 'passed', daysAgo(20), { nextDueAt: daysAgo(1) });
  const current = await senior();
  await tested(current, 'passed', daysAgo(10));
  const junior = await senior('junior');
  const states = new Map<string, AnyJson>();
  for (const one of await listed()) states.set(one['agentId'] as string, one);
  assert.equal(states.has(junior), false, 'no test is asked of it');
  for (const [agentId, state, code] of [
    [missing, 'missing', 'red_team_missing'],
    [failed, 'failed', 'red_team_failed'],
    [stale, 'stale', 'red_team_stale'],
    [planned, 'planned', undefined],
    [current, 'current', undefined],
  ] as const) {
    const one = states.get(agentId);
    const codes = await world.codesOf(agentId, 'read_file');
    const said = codes.filter((each) => each.startsWith('red_team'));
    assert.deepEqual([one?.['state'], said], [state, code === undefined ? [] : [code]]);
    assert.equal(one?.['blocks'], code !== undefined, state);
  }
  assert.equal(states.get(missing)?.['dueAt'], null);
  const { newest, dueAt } = states.get(current) as AnyJson;
  assert.equal(Date.parse(dueAt) - Date.parse(newest.testedAt), 90 * dayMs);
  assert.ok(Date.parse(states.get(planned)?.['dueAt']) < Date.parse(daysAgo(0)));
});

test('what is due comes first, page by page, and can be asked for alone', async () => {
  const due = await listed('?due=true');
  assert.deepEqual(
    new Set(due.map((one) => one['state'])),
    new Set(['missing', 'failed', 'stale', 'planned']),
  );
  assert.deepEqual(new Set((await listed('?due=false')).map((one) => one['state'])), new Set(['current']));
  const all = await listed();
  const paged: AnyJson[] = [];
  let query = '?limit=2';
  for (;;) {
    const page = await world.get(`/v1/red-team-tests/due${query}`);
    paged.push(...page.data);
    if (page.next === null) break;
    query = `?limit=2&cursor=${page.next}`;
  }
  assert.deepEqual(paged, all);
  const moments = all.map((one) => (one['dueAt'] as string | null) ?? '');
  assert.deepEqual(moments, [...moments].sort());
});

test('a test that was failed stays on record until a newer one of its type: no older pass counts again', async () => {
  const agentId = await senior();
  await tested(agentId, 'passed', daysAgo(3));
  await tested(agentId, 'failed', daysAgo(2));
  const remove = async () =>
    world.remove(world.administrator, `/v1/red-team-tests/${(await find(agentId))?.['newest'].id}`, why);
  assert.equal((await remove()).status, 409);
  assert.deepEqual(await world.codesOf(agentId, 'read_file'), ['red_team_failed']);
  await tested(agentId, 'passed', daysAgo(1));
  assert.equal((await remove()).status, 200, 'what was passed may be withdrawn: the failed one counts again');
  assert.equal((await find(agentId))?.['state'], 'failed');
});

test('a failure is answered by a pass of its own type alone, dated after it and recorded later', async () => {
  const agentId = await senior();
  const says = async (code: string | undefined, state: string): Promise<void> => {
    assert.deepEqual(await world.codesOf(agentId, 'read_file'), code === undefined ? [] : [code]);
    assert.equal((await find(agentId))?.['state'], state);
    const { redTeamTest } = await world.get(`/v1/agents/${agentId}`);
    assert.equal(redTeamTest.result, code === undefined ? 'passed' : 'failed');
  };
  await tested(agentId, 'failed', daysAgo(9), { type: 'privilege_escalation' });
  await tested(agentId, 'passed', daysAgo(8), { type: 'resource_abuse' });
  await tested(agentId, 'passed', daysAgo(7));
  await says('red_team_failed', 'failed');
  await tested(agentId, 'passed', daysAgo(6), { type: 'privilege_escalation' });
  await says(undefined, 'current');
  // found out late: it is dated before a pass of its type that stood already
  await tested(agentId, 'failed', daysAgo(10), { type: 'resource_abuse' });
  await tested(agentId, 'failed', daysAgo(10), { type: 'privilege_escalation' });
  await says('red_team_failed', 'failed');
  await tested(agentId, 'passed', daysAgo(11), { type: 'resource_abuse' });
  await tested(agentId, 'passed', daysAgo(2), { type: 'privilege_escalation' });
  await says('red_team_failed', 'failed');
  await tested(agentId, 'passed', daysAgo(3), { type: 'resource_abuse' });
  await says(undefined, 'current');
});

test("a retired agent and another tenant's are not on it", async () => {
  const agentId = await senior();
  assert.ok(await find(agentId, '?due=true'));
  const path = `/v1/agents/${agentId}/retire`;
  assert.equal((await world.post(world.administrator, path, { reason: 'its work is done' })).status, 200);
  assert.equal(await find(agentId), undefined);
  const stranger = await world.under.as('administrator', world.under.other);
  const theirs = await stranger.call({ method: 'GET', path: '/v1/red-team-tests/due' });
  assert.deepEqual(theirs.json.data, []);
});
