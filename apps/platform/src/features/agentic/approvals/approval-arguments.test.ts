/** Guarantees of what is opened to an approver: all of it, to those who may approve it, on record, and nothing of it anywhere else. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { actionDigest } from '@gamut/protocol/action';
import {
  get,
  openApprovalsWorld,
  post,
  readApproval,
  vote,
  type ApprovalsWorld,
} from '../../../../../../tests/support/approvals-world.ts';
import type { Answer, Client } from '../../../../../../tests/support/platform.ts';

let world: ApprovalsWorld;
before(async () => {
  world = await openApprovalsWorld();
  await world.under.running.platform.db.tenant(world.under.tenant, (tx) =>
    tx.query(
      `UPDATE tools SET target_pointers = '{/to}', recipient_pointers = '{/to,/cc}', amount_pointer = '/amount'`,
      [],
    ),
  );
});
after(() => world.under.close());

const account = 'DE89370400440532013000';
const args = { amount: 1200.5, to: account };
const whole = `{"amount":1200.5,"to":"${account}"}`;
/** As Gateway hands in a payment: readers see a mark, and the digest is over the account. */
const paying = () => ({
  target: account,
  argumentsShown: '{"amount":1200.5,"to":"[redacted:iban]"}',
  argumentsWhole: whole,
  actionSha256: actionDigest({
    tenant: world.under.tenant.id,
    agent: world.agentId,
    actionType: 'financial',
    tool: 'tools_send',
    dataClass: 'internal',
    target: account,
    arguments: args,
  }),
});
const open = (client: Client, id: string): Promise<Answer> =>
  client.call({ method: 'GET', path: `/v1/approvals/${id}/arguments` });

async function readings(): Promise<string[]> {
  const rows = await world.under.running.platform.db.readTenant(world.under.tenant, (tx) =>
    tx.query<{ bytes: string }>(
      `SELECT bytes FROM journal_entries WHERE kind = 'approval_arguments.read' ORDER BY seq`,
      [],
    ),
  );
  return rows.map(({ bytes }) => bytes);
}

test('an approver is shown the account and the amount whole, to the letter of the digest; the approval itself shows a mark', async () => {
  const { ask } = await world.gated('financial', {});
  const { approval } = await ask(paying());
  const shown = await readApproval(world.operator, approval);
  assert.deepEqual([shown.argumentsShown, shown.mayOpenArguments], [paying().argumentsShown, true]);
  const opened = await open(world.operator, approval);
  assert.equal(opened.status, 200, opened.text);
  const { text, exact, struck, parts, target } = opened.json;
  assert.deepEqual([text, exact, struck, target], [whole, true, [], account]);
  assert.deepEqual(parts, [
    { pointer: '/to', kind: 'target', value: account },
    { pointer: '/amount', kind: 'amount', value: '1200.5' },
  ]);
  const decision = await get(world.operator, `/v1/decisions/${shown.decisionId}`);
  assert.equal(decision.argumentsShown, paying().argumentsShown);
  assert.equal((await vote(world.operator, approval)).json.argumentsShown, paying().argumentsShown);
});

test('each reading stands in the audit stream, with who and which action, and without the arguments', async () => {
  const { ask } = await world.gated('financial', {});
  const { approval } = await ask({ ...paying(), actionSha256: 'e'.repeat(64) });
  const before = (await readings()).length;
  await open(world.operator, approval);
  await open(world.operator, approval);
  const now = await readings();
  assert.equal(now.length, before + 2);
  const last = now.at(-1) ?? '';
  for (const said of [approval, world.operator.userId, 'e'.repeat(64)]) assert.ok(last.includes(said), last);
  assert.ok(!last.includes(account));
});

test('whom the gate does not ask for is shown nothing of it, and leaves no record of a reading', async () => {
  const { ask } = await world.gated('admin', {
    approverIds: [world.operator.userId],
    approversNeeded: 1,
    breakGlass: 'forbidden',
  });
  const { approval } = await ask({ ...paying(), actionSha256: 'a'.repeat(64) });
  const before = (await readings()).length;
  for (const client of [world.administrator, await world.somebody()]) {
    const refused = await open(client, approval);
    assert.equal(refused.status, 403, refused.text);
    assert.ok(!refused.text.includes(account));
    assert.equal((await readApproval(client, approval)).mayOpenArguments, false);
  }
  assert.equal((await open(await world.under.as('advanced'), approval)).status, 403);
  assert.equal((await readings()).length, before);
  assert.equal((await open(world.operator, approval)).status, 200);
});

test('who may break the glass sees what they would let pass; who holds a lent right sees it while it is lent', async () => {
  const named = await world.gated('code_modification', {
    approverIds: [world.operator.userId],
    approversNeeded: 1,
  });
  const { approval } = await named.ask({ ...paying(), actionSha256: 'b'.repeat(64) });
  assert.equal((await open(world.administrator, approval)).status, 200);
  const deputy = await world.somebody();
  assert.equal((await open(deputy, approval)).status, 403);
  const lent = await post(world.operator, '/v1/approval-delegations', {
    toId: deputy.userId,
    endsAt: new Date(world.clock.nowMs() + 3_600_000).toISOString(),
    reason: 'away',
  });
  assert.equal(lent.status, 201, lent.text);
  assert.equal((await open(deputy, approval)).json.text, whole);
  await post(deputy, `/v1/approval-delegations/${lent.json.id}/end`);
  assert.equal((await open(deputy, approval)).status, 403);
});

test('after it was used or refused those who may approve it read what they approved', async () => {
  const { ask } = await world.gated('financial', {});
  const asked = await ask({ ...paying(), actionSha256: 'c'.repeat(64) });
  await vote(world.operator, asked.approval, 'refuse');
  const opened = await open(world.operator, asked.approval);
  assert.deepEqual([opened.status, opened.json.text], [200, whole]);
  assert.equal(opened.json.exact, false, 'this digest is over something else');
});

test('an approval of before, with nothing kept whole, shows what everybody is shown, and says that it is not exact', async () => {
  const { ask } = await world.gated('financial', {});
  const { argumentsShown } = paying();
  const { approval } = await ask({ target: account, argumentsShown, actionSha256: 'd'.repeat(64) });
  const { json } = await open(world.operator, approval);
  assert.deepEqual([json.text, json.exact, json.struck], [argumentsShown, false, ['[redacted:iban]']]);
});

test('another approval’s arguments, put in its place, do not open', async () => {
  const { ask } = await world.gated('financial', {});
  const one = await ask({ ...paying(), actionSha256: '1'.repeat(64) });
  const two = await ask({ ...paying(), actionSha256: '2'.repeat(64) });
  await world.under.running.platform.db.tenant(world.under.tenant, (tx) =>
    tx.query(
      'UPDATE decisions d SET whole_sealed = o.whole_sealed FROM decisions o WHERE d.id = $1 AND o.id = $2',
      [one.entry.id, two.entry.id],
    ),
  );
  const refused = await open(world.operator, one.approval);
  assert.equal(refused.json.code, 'integrity_failed', refused.text);
  assert.ok(!refused.text.includes(account));
});

test('of a batch every amount and every recipient is shown, in its order', async () => {
  const { db } = world.under.running.platform;
  const point = (amount: string, recipients: readonly string[]) =>
    db.tenant(world.under.tenant, (tx) =>
      tx.query('UPDATE tools SET amount_pointer = $1, recipient_pointers = $2', [amount, recipients]),
    );
  await point('/items/*/amount', ['/items/*/to', '/cc/*']);
  const { ask } = await world.gated('financial', {});
  const { approval } = await ask({
    ...paying(),
    actionSha256: 'c'.repeat(64),
    argumentsWhole: `{"items":[{"amount":7,"to":"a"},{"amount":1200.5},{"note":"free","to":"b"}],"to":"${account}"}`,
  });
  const { parts } = (await open(world.administrator, approval as string)).json;
  assert.deepEqual(
    parts.filter(({ kind }: { kind: string }) => kind !== 'target'),
    [
      { pointer: '/items/*/to', kind: 'recipient', value: '["a","b"]' },
      { pointer: '/items/*/amount', kind: 'amount', value: '[7,1200.5]' },
    ],
  );
  await point('/amount', []);
});
