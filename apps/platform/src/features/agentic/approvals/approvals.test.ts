/** Approvals: who may answer, once, in time, and what stays readable after (product text, section 4). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Clock } from '@gamut/kernel/time-source';
import {
  commitDecision,
  makeWorld,
  type CommittedDecision,
  type RouteWorld,
} from '../../../../../../tests/support/route-world.ts';
import {
  testPlatform,
  type AnyJson,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../../../tests/support/platform.ts';
import { heldRoles } from '@gamut/access/effective-right';
import { findRight } from './approver.ts';

let aheadMs = 0;
const clock: Clock = { nowMs: () => Date.now() + aheadMs, monotonicMs: () => performance.now() + aheadMs };
let under: PlatformUnderTest;
let administrator: Client;
let operator: Client;
let world: RouteWorld;
let agentName: string;

before(async () => {
  under = await testPlatform({ clock });
  administrator = await under.as('administrator');
  operator = await under.as('operator');
  world = await makeWorld(under, administrator, under.tenant);
  agentName = (await administrator.call({ method: 'GET', path: `/v1/agents/${world.agentId}` })).json.name;
});
after(() => under.close());

const ask = (more = {}): Promise<CommittedDecision> =>
  commitDecision(
    under,
    under.tenant,
    { agent: world.agentId, agentName, toolId: world.toolId },
    'require_approval',
    more,
  );
const answer = (
  client: Client,
  id: string,
  verb: 'approve' | 'refuse',
  note = 'seen and decided',
): Promise<Answer> => client.call({ method: 'POST', path: `/v1/approvals/${id}/${verb}`, body: { note } });
const read = async (client: Client, id: string): Promise<AnyJson> =>
  (await client.call({ method: 'GET', path: `/v1/approvals/${id}` })).json;

test('shows the one exact action, opened, with what each control saw', async () => {
  const asked = await ask();
  const shown = await read(operator, asked.approval);
  assert.equal(shown.status, 'pending');
  assert.equal(shown.argumentsShown, '{"to":"somebody@outside.example"}');
  assert.equal(shown.target, 'somebody@outside.example');
  assert.equal(shown.actionSha256, asked.entry.actionSha256);
  assert.equal(shown.trace.length, 13);
  assert.equal(shown.approverRole, 'agent_operator');
  assert.equal(shown.mayDecide, true);
  assert.equal(shown.journal, null);
});

test('an approval carries its journal place, names its approver, and can’t be given twice', async () => {
  const { approval } = await ask();
  const given = await answer(operator, approval, 'approve');
  assert.equal(given.status, 200, given.text);
  assert.equal(given.json.status, 'approved');
  assert.equal(given.json.decidedByName, 'operator of alpha');
  assert.equal(given.json.journal.stream, 'audit');
  const again = await read(operator, approval);
  assert.deepEqual(again.journal, given.json.journal);
  for (const verb of ['approve', 'refuse'] as const) {
    const twice = await answer(administrator, approval, verb);
    assert.equal(twice.status, 409, twice.text);
  }
});

test('of many answers at once exactly one counts', async () => {
  const { approval } = await ask();
  const clients = [administrator, operator];
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_n, i) =>
      answer(clients[i % 2] as Client, approval, i % 3 === 0 ? 'refuse' : 'approve'),
    ),
  );
  assert.equal(answers.filter((one) => one.status === 200).length, 1);
  assert.ok(answers.every((one) => [200, 409].includes(one.status)));
});

test('a refused action stays refused, readable, with the reason', async () => {
  const { approval } = await ask();
  await answer(operator, approval, 'refuse', 'That address is not a customer.');
  const shown = await read(administrator, approval);
  assert.deepEqual(
    [shown.status, shown.note, shown.mayDecide],
    ['refused', 'That address is not a customer.', false],
  );
});

test('an approval past its time is expired for reader and approver alike, swept or not', async () => {
  const { approval } = await ask({ approvalExpiresAfterMs: 60_000 });
  aheadMs += 61_000;
  const shown = await read(operator, approval);
  assert.deepEqual([shown.status, shown.mayDecide], ['expired', false]);
  assert.equal((await answer(operator, approval, 'approve')).status, 409);
  const pending = await operator.call({ method: 'GET', path: '/v1/approvals?status=pending' });
  assert.ok(!pending.json.data.some((row: { id: string }) => row.id === approval));
});

test('what happened next is shown: who used it, in which decision', async () => {
  const { approval, entry } = await ask();
  await answer(operator, approval, 'approve');
  const used = await commitDecision(
    under,
    under.tenant,
    { agent: world.agentId, agentName, toolId: world.toolId },
    'allow_and_log',
    { actionSha256: entry.actionSha256, schemaSha256: entry.schemaSha256, approval },
  );
  const shown = await read(operator, approval);
  assert.deepEqual([shown.status, shown.consumedByDecision], ['consumed', used.id]);
});

test('the owner of a critical agent can’t approve for it, somebody else can', async () => {
  const patched = await administrator.call({
    method: 'PATCH',
    path: `/v1/agents/${world.agentId}`,
    body: { tier: 'critical' },
  });
  assert.equal(patched.status, 200, patched.text);
  const { approval } = await ask();
  const refused = await answer(administrator, approval, 'approve');
  assert.equal(refused.status, 403, refused.text);
  assert.match((await read(administrator, approval)).mayNotBecause, /You answer for this critical agent/);
  assert.equal((await answer(operator, approval, 'approve')).status, 200);
});

test('who may decide, over every combination of role, criticality, ownership and status', () => {
  for (const role of ['administrator', 'advanced', 'standard', 'subscriber', 'nobody'])
    for (const additiveRoles of [[], ['agent_operator']])
      for (const approverRole of ['administrator', 'advanced', 'agent_operator', 'unheard_of'])
        for (const critical of [false, true])
          for (const agentOwnerId of ['me', 'other', null])
            for (const status of ['pending', 'approved', 'refused', 'expired', 'consumed', '']) {
              const stage = {
                gateId: null,
                gateName: null,
                approverRole,
                approverIds: [],
                needed: 1,
                breakGlass: true,
              };
              const rights = [
                {
                  seatId: 'me',
                  roles: heldRoles({ role, additiveRoles }),
                  seatEpoch: 1,
                  delegationId: null,
                },
              ];
              const asked = {
                status,
                stages: [{ stage, passed: false }],
                critical,
                agentOwnerIds: agentOwnerId === null ? [] : [agentOwnerId],
                requesterIds: ['another'],
                votes: [],
              };
              const found = findRight('me', rights, asked, 'approved');
              const own = findRight('me', rights, { ...asked, requesterIds: ['me'] }, 'refused');
              assert.equal(typeof own, 'string', 'whoever may have asked decides nothing of it');
              const holds =
                role === 'administrator' ||
                role === approverRole ||
                (approverRole === 'agent_operator' &&
                  additiveRoles.length > 0 &&
                  ['advanced', 'standard'].includes(role));
              const may = status === 'pending' && holds && !(critical && agentOwnerId === 'me');
              assert.equal(
                typeof found !== 'string',
                may,
                JSON.stringify({ role, additiveRoles, asked, found }),
              );
            }
});

test('arguments that were moved to another approval do not open', async () => {
  const [one, two] = [await ask(), await ask()];
  await under.running.platform.db.tenant(under.tenant, (tx) =>
    tx.query(
      'UPDATE approvals a SET arguments_sealed = b.arguments_sealed FROM approvals b WHERE a.id = $1 AND b.id = $2',
      [one.approval, two.approval],
    ),
  );
  const moved = await operator.call({ method: 'GET', path: `/v1/approvals/${one.approval}` });
  assert.deepEqual([moved.status, moved.json.code], [500, 'integrity_failed']);
});

test('what is sealed of an action stays sealed, however its approval is answered', async () => {
  const { approval } = await ask();
  const given = await operator.call({
    method: 'POST',
    path: `/v1/approvals/${approval}/approve`,
    body: { note: 'seen and decided' },
    headers: { 'idempotency-key': 'answered-once' },
  });
  assert.equal(given.json.argumentsShown, '{"to":"somebody@outside.example"}');
  const kept = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ answer: string | null }>('SELECT answer FROM idempotency_keys'),
  );
  assert.ok(kept.length > 0);
  for (const { answer: text } of kept) assert.doesNotMatch(text ?? '', /somebody@outside/);
});
