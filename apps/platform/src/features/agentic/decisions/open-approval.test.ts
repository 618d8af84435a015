/** Approvals in the ledger: opened with the decision that asks, used by exactly one action, once, and always ended. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { DecisionEntry } from '@gamut/protocol/ledger';
import {
  clock,
  nonce,
  openLedger,
  zeros,
  type LedgerFixture,
} from '../../../../../../tests/support/ledger.ts';
import { approveAs } from '../../../../../../tests/support/approve.ts';
import { createDatabase } from '@gamut/database/database';
import { randomBytes } from '@gamut/crypto/random';
import { createLedger } from './commit-ledger.ts';
import { findApproval } from './find-approval.ts';
import { waitingMost } from './open-approval.ts';
import { endApprovals } from '../approvals/end-approvals.ts';

let fixture: LedgerFixture;
before(async () => {
  fixture = await openLedger();
});
after(() => fixture.close());

const commit: LedgerFixture['commit'] = (...entries) => fixture.commit(...entries);
const decision: LedgerFixture['decision'] = (over) => fixture.decision(over);

const asking = (code: string, digest: string): Partial<DecisionEntry> => ({
  actionSha256: digest,
  decision: {
    kind: 'require_approval',
    reasons: [{ code, control: 'level_boundary', message: 'm', fix: 'f', who: 'w' }],
    trace: [],
  },
});

test('an approval is used by exactly its action, once', async () => {
  const digest = 'b'.repeat(64);
  const [asked] = await commit(decision(asking('level_needs_approval', digest)));
  assert.ok(asked?.status === 'committed' && asked.approval !== null);
  const { id } = asked.approval;
  const [again] = await commit(decision(asking('level_needs_approval', digest)));
  assert.equal(
    again?.status === 'committed' && again.approval?.id,
    id,
    'asking again finds the open approval',
  );
  const [early] = await commit(decision({ actionSha256: digest, approval: id }));
  assert.equal(
    early?.status === 'refused' && early.reason.code,
    'approval_not_usable',
    'pending is not approved',
  );
  const setStatus = (status: string) =>
    fixture.db.tenant(fixture.tenant, (tx) =>
      tx.query('UPDATE approvals SET status = $2 WHERE id = $1', [id, status]),
    );
  await setStatus('approved');
  const [unvoted] = await commit(decision({ actionSha256: digest, approval: id }));
  assert.equal(unvoted?.status, 'refused', 'a status that no vote stands behind opens nothing');
  await setStatus('pending');
  await fixture.db.tenant(fixture.tenant, (tx) => approveAs(tx, id, fixture.approver));
  const found = await findApproval(
    fixture.db,
    fixture.tenant,
    { tenant: fixture.tenant.id, agent: fixture.agent, actionSha256: digest, schemaSha256: zeros },
    clock.nowMs(),
  );
  assert.equal(found.approval?.status, 'approved');
  const [other] = await commit(decision({ actionSha256: 'c'.repeat(64), approval: id }));
  assert.equal(other?.status === 'refused' && other.reason.code, 'approval_not_usable', 'another action');
  const racers = await Promise.all(
    [1, 2, 3, 4].map(() => commit(decision({ actionSha256: digest, approval: id }))),
  );
  assert.deepEqual(
    racers
      .flat()
      .map((result) => result.status)
      .sort(),
    ['committed', 'refused', 'refused', 'refused'],
  );
});

test('a new reason asks anew: the open approval does not answer it', async () => {
  const digest = 'd'.repeat(64);
  const [first] = await commit(decision(asking('one_reason', digest)));
  const [second] = await commit(decision(asking('another_reason', digest)));
  assert.ok(first?.status === 'committed' && second?.status === 'committed');
  assert.notEqual(first.approval?.id, second.approval?.id);
});

test('another reason of the same code asks anew, and an approval tells which of them its people were shown', async () => {
  const digest = '9'.repeat(64);
  const about = (...which: (string | undefined)[]): Partial<DecisionEntry> => ({
    actionSha256: digest,
    decision: {
      kind: 'require_approval',
      reasons: which.map((one) => ({
        code: 'tenant_rule_asks',
        control: null,
        ...(one === undefined ? {} : { about: one }),
        message: 'm',
        fix: 'f',
        who: 'w',
      })),
      trace: [],
    },
  });
  const ask = async (...which: (string | undefined)[]) => {
    const [asked] = await commit(decision(about(...which)));
    assert.ok(asked?.status === 'committed' && asked.approval !== null);
    return asked.approval.id;
  };
  const found = async () => {
    const request = {
      tenant: fixture.tenant.id,
      agent: fixture.agent,
      actionSha256: digest,
      schemaSha256: zeros,
    };
    return (await findApproval(fixture.db, fixture.tenant, request, clock.nowMs())).approval;
  };
  const ofBefore = await ask(undefined);
  const one = await ask('rule_a/1');
  assert.notEqual(one, ofBefore, 'by the code alone it says of no rule that it was shown');
  assert.equal(await ask('rule_a/1'), one);
  const both = await ask('rule_a/1', 'rule_b/1');
  assert.notEqual(both, one);
  assert.equal(await ask('rule_b/1'), both, 'who is shown both answers either');
  await fixture.db.tenant(fixture.tenant, (tx) => approveAs(tx, both, fixture.approver));
  const approval = await found();
  assert.deepEqual(
    [approval?.id, approval?.status, approval?.reasonCodes],
    [both, 'approved', ['tenant_rule_asks:rule_a/1', 'tenant_rule_asks:rule_b/1']],
  );
  assert.notEqual(await ask('rule_a/2'), both, 'a new version of the rule');
});

test('an approval that nobody decided in time has expired', async () => {
  const digest = 'e'.repeat(64);
  const [asked] = await commit(
    decision({ ...asking('level_needs_approval', digest), approvalExpiresAfterMs: 60_000 }),
  );
  const later = { ...clock, nowMs: () => Date.now() + 120_000 };
  assert.equal((await endApprovals(fixture.db, fixture.tenant, later)).expired >= 1, true);
  const [row] = await fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query<{ status: string; exact: boolean }>(
      'SELECT status, ended_at = expires_at AS exact FROM approvals WHERE action_sha256 = $1',
      [digest],
    ),
  );
  assert.deepEqual(
    row,
    { status: 'expired', exact: true },
    'at the moment it was to end, not at the sweep’s',
  );
  const found = await findApproval(
    fixture.db,
    fixture.tenant,
    { tenant: fixture.tenant.id, agent: fixture.agent, actionSha256: digest, schemaSha256: zeros },
    clock.nowMs(),
  );
  assert.equal(found.approval, null);
  assert.equal(asked?.status, 'committed');
});

test('without a gate an administrator is asked, and of two gates that match each is a stage, the one that expires sooner first', async () => {
  const roleOf = async (digest: string): Promise<string | undefined> => {
    const [asked] = await commit(decision(asking('level_needs_approval', digest)));
    assert.ok(asked?.status === 'committed' && asked.approval !== null);
    const { id } = asked.approval;
    const [row] = await fixture.db.readTenant(fixture.tenant, (tx) =>
      tx.query<{ approver_role: string }>('SELECT approver_role FROM approvals WHERE id = $1', [id]),
    );
    return row?.approver_role;
  };
  assert.equal(await roleOf('1'.repeat(64)), 'administrator');
  const actionType = decision().actionType;
  const gates = [
    ['gat_a', 'standard', 7_200_000],
    ['gat_b', 'advanced', 3_600_000],
  ] as const;
  for (const [id, role, expires] of gates) {
    await fixture.db.tenant(fixture.tenant, (tx) =>
      tx.query(
        `INSERT INTO approval_gates (id, name, action_types, mode, approver_role, expires_after_ms, created_at)
         VALUES ($1, $1, ARRAY[$2::text], 'covers', $3, $4, now())`,
        [id, actionType, role, expires],
      ),
    );
  }
  assert.equal(await roleOf('2'.repeat(64)), 'advanced');
});

test('of one agent no more wait than people can read, at two platforms at once either; what ended makes room, and asking again finds its own', async () => {
  const query = <Row extends object = object>(sql: string): Promise<Row[]> =>
    fixture.db.tenant(fixture.tenant, (tx) => tx.query<Row>(sql));
  await query(`UPDATE approvals SET status = 'expired' WHERE status = 'pending'`);
  const [facts] = await query<{ version: number }>('SELECT version FROM facts_state');
  const factsVersion = Number(facts?.version);
  const of = (at: number) =>
    decision({ ...asking('level_needs_approval', String(at).padStart(64, '0')), factsVersion });
  const db = createDatabase({ url: fixture.databaseUrl, applicationName: 'test' });
  const other = createLedger({ db, clock, random: randomBytes, keys: fixture.keys });
  const results = await Promise.all(
    [fixture.ledger, other].map(async (ledger, half) => {
      const entries = Array.from({ length: 30 }, (_, at) => of(1_000 * half + at));
      return (
        await ledger.commit(
          fixture.tenant,
          { tenant: fixture.tenant.id, instance: 'gwy_test', entries },
          nonce(),
        )
      ).results;
    }),
  );
  await db.close();
  const refused = results.flat().filter((one) => one.status === 'refused');
  assert.equal(refused.length, 60 - waitingMost);
  assert.ok(refused.every(({ reason }) => reason.code === 'too_many_approvals_waiting'));
  assert.deepEqual(
    await query(
      `SELECT kind, reason_codes[1] AS reason, state FROM decisions WHERE id = '${refused[0]?.id}'`,
    ),
    [{ kind: 'block', reason: 'too_many_approvals_waiting', state: 'decided' }],
  );
  const [asked, room] = await query<{ id: string; action_sha256: string }>(
    `SELECT id, action_sha256 FROM approvals WHERE status = 'pending' ORDER BY id LIMIT 2`,
  );
  const [found] = await commit(decision(asking('level_needs_approval', asked?.action_sha256 ?? '')));
  assert.equal(found?.status === 'committed' && found.approval?.id, asked?.id);
  await query(`UPDATE approvals SET status = 'refused' WHERE id = '${room?.id}'`);
  const [next, beyond] = await commit(of(5_000), of(5_001));
  assert.deepEqual([next?.status, beyond?.status], ['committed', 'refused']);
});
