/** Guarantees of what is kept whole: sealed to its decision, in no journal, not of what was refused; and nobody is asked about a cut text. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { DecisionEntry } from '@gamut/protocol/ledger';
import { openLedger, type LedgerFixture } from '../../../../../../tests/support/ledger.ts';
import { openAsked, openWhole } from './asked-action.ts';

let fixture: LedgerFixture;
before(async () => {
  fixture = await openLedger();
});
after(() => fixture.close());

const account = 'DE89370400440532013000';
const paying = (over: Partial<DecisionEntry> = {}): Partial<DecisionEntry> => ({
  argumentsShown: '{"amount":12,"to":"[redacted:iban]"}',
  argumentsWhole: `{"amount":12,"to":"${account}"}`,
  ...over,
});
const asking: Partial<DecisionEntry> = {
  decision: {
    kind: 'require_approval',
    reasons: [{ code: 'level_needs_approval', control: 'level_boundary', message: 'm', fix: 'f', who: 'w' }],
    trace: [],
  },
};

async function kept(id: string) {
  const [row] = await fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query<{ arguments_sealed: string; whole_sealed: string | null }>(
      'SELECT arguments_sealed, whole_sealed FROM decisions WHERE id = $1',
      [id],
    ),
  );
  assert.ok(row);
  return row;
}

test('an account number is kept sealed to its decision, apart from what every reader is shown, and in no entry of the journal', async () => {
  const [result] = await fixture.commit(fixture.decision(paying()));
  assert.equal(result?.status, 'committed');
  const id = result?.id ?? '';
  const row = await kept(id);
  const { open } = await fixture.keys.sealerOf(fixture.tenant);
  assert.equal(
    openAsked(open, id, row.arguments_sealed).argumentsShown,
    '{"amount":12,"to":"[redacted:iban]"}',
  );
  assert.equal(openWhole(open, id, row.whole_sealed ?? ''), `{"amount":12,"to":"${account}"}`);
  assert.throws(() => openWhole(open, 'another', row.whole_sealed ?? ''), { code: 'integrity_failed' });
  assert.throws(() => openAsked(open, id, row.whole_sealed ?? ''), { code: 'integrity_failed' });
  const found = await fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query<{ n: string }>('SELECT count(*) AS n FROM journal_entries WHERE bytes LIKE $1', [
      `%${account}%`,
    ]),
  );
  assert.equal(Number(found[0]?.n), 0);
});

test('what is shown to readers as it is has nothing beside it', async () => {
  const [result] = await fixture.commit(fixture.decision());
  assert.equal((await kept(result?.id ?? '')).whole_sealed, null);
});

test('of what platform refuses nothing is kept whole', async () => {
  const spent = fixture.decision(paying({ approval: 'apr_0000000000000000000000000a' }));
  const [result] = await fixture.commit(spent);
  assert.equal(result?.status, 'refused');
  assert.equal((await kept(result?.id ?? '')).whole_sealed, null);
});

test('a text that is cut opens no approval, whatever Gateway thinks of it; one that is whole beside it does', async () => {
  const cut = `{"to":"${'x'.repeat(60_000)}… (60123 characters in all)`;
  const [refused] = await fixture.commit(
    fixture.decision({ ...asking, actionSha256: 'a'.repeat(64), argumentsShown: cut }),
  );
  assert.equal(refused?.status === 'refused' && refused.reason.code, 'approval_shown_cut');
  const whole = { argumentsShown: cut, argumentsWhole: '{"to":"all of it"}' };
  const [asked] = await fixture.commit(
    fixture.decision({ ...asking, actionSha256: 'b'.repeat(64), ...whole }),
  );
  assert.ok(asked?.status === 'committed' && asked.approval !== null);
});
