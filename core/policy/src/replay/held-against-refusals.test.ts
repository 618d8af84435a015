/**
 * Guarantees of refusals where the arguments of a call are not known: a refusal at the commit, a used approval, a fault of the rules or a
 * cut list excuses what it explains, and nothing beside.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blockedFor, caseOf, doubt, replaced, stepOf, oneOfEach } from '../../cases/forge-record.ts';
import { recordCase, type Editable } from '../../cases/record-case.ts';
import type { DecisionCase } from '../../cases/run-case.ts';
import { reason } from '../reason-codes.ts';

const { allowed, paid, asked, blocked, reduced, stopped, incident, observed, faulty, ruled } = oneOfEach;

test('what lets a call pass is no refusal at the commit', () => {
  assert.equal(
    doubt(allowed, ({ decision }) => {
      decision.reasons = [{ code: 'token_used', control: null, message: 'No.', fix: '', who: '' }];
    }),
    'it says allow, and its own reasons say block',
  );
});

test('a refusal at the commit stands before all that was there; Gateway stands in its place alone', () => {
  for (const one of [allowed, paid, asked, blocked, reduced, stopped, observed, faulty, ruled])
    assert.equal(doubt(one, blockedFor('token_used')), undefined, one.name);
  for (const one of [allowed, asked, reduced, observed])
    for (const edit of [
      replaced('facts_moved'),
      (recorded: Editable) => {
        replaced('facts_moved')(recorded);
        blockedFor('replayed')(recorded);
      },
    ])
      assert.equal(doubt(one, edit), undefined, one.name);
  // where the controls block by themselves, nobody asks Gateway any more
  for (const one of [blocked, stopped, incident]) {
    assert.match(doubt(one, replaced('facts_moved')) ?? '', /^it does not say /, one.name);
    assert.notEqual(
      doubt(one, (recorded) => {
        replaced('facts_moved')(recorded);
        blockedFor('replayed')(recorded);
      }),
      undefined,
      one.name,
    );
  }
  assert.equal(doubt(allowed, blockedFor('facts_moved')), undefined);
  assert.equal(
    doubt(asked, blockedFor('facts_moved')),
    'it says facts_moved, which reads no argument and is not so',
  );
});

test('a refusal at the commit excuses nothing of what it stands before', () => {
  const refusedWithout = (recorded: Editable): void => {
    recorded.decision.reasons = [];
    blockedFor('token_used')(recorded);
  };
  assert.equal(
    doubt(blocked, refusedWithout),
    'it says allow, and without any argument its rules say block (tool_not_permitted)',
  );
  assert.equal(
    doubt(asked, refusedWithout),
    'it says allow, and without any argument its rules say require_approval (level_needs_approval)',
  );
  assert.equal(doubt(incident, blockedFor('token_used')), undefined, 'the commit opens no incident');
  assert.equal(
    doubt(blocked, (recorded) => {
      blockedFor('tool_stopped')(recorded);
      blockedFor('token_used')(recorded);
    }),
    'it says tool_stopped, which reads no argument and is not so',
  );
});

test('an approval that was used is the one that was found, and was given', () => {
  assert.equal(doubt(paid), undefined);
  const none = (id: string) => `it used ${id}, and no such approval was found`;
  assert.equal(
    doubt(paid, (recorded) => (recorded.usedApproval = 'apr_2')),
    none('apr_2'),
  );
  assert.equal(
    doubt(
      paid,
      ({ judged }) =>
        (((judged as NonNullable<typeof judged>).found as { status: string }).status = 'pending'),
    ),
    none('apr_1'),
  );
  assert.equal(
    doubt(allowed, (recorded) => (recorded.usedApproval = 'apr_1')),
    none('apr_1'),
  );
  assert.equal(
    doubt(blocked, (recorded) => (recorded.usedApproval = 'apr_1')),
    `${none('apr_1')}, nor would one help`,
  );
});

test('of more reasons than a commit keeps, those that were cut off are not missed', () => {
  const many = (count: number) => (recorded: Editable) => {
    recorded.decision.kind = 'block';
    recorded.decision.reasons = Array.from({ length: count }, () => reason('argument_unknown', 'Unknown.'));
    stepOf(recorded, 'well_formed').verdict = 'block';
  };
  assert.equal(doubt(blocked, many(31)), undefined);
  assert.equal(doubt(blocked, many(30)), 'it does not say tool_not_permitted, which reads no argument');
});

const forbidding = caseOf('17-', 'block', 'tenant_rule_forbids');
const [first] = forbidding.given?.['tenantRules'] as { id: string }[];
/** Beside a rule that reads nothing one that reads the arguments, which can hold more than rules can read. */
const together: DecisionCase = {
  ...forbidding,
  given: {
    tenantRules: [
      first,
      {
        ...first,
        id: 'tru_00000000000000000000000009',
        cedar: 'forbid(principal, action, resource) when { context.arguments.hasTag("/none") };',
      },
    ],
    'tools/tol_pay/inputSchema': { type: 'object', properties: { to: {}, amount: {}, memo: {} } },
  },
};
const full = { ...together, arguments: { to: 'claimant:7', amount: 1, memo: 'x'.repeat(32_768) } };

test('what a rule forbids that reads nothing is missed where it is not said', () => {
  assert.equal(doubt(forbidding), undefined);
  assert.equal(
    doubt(forbidding, replaced('arguments_invalid')),
    'it does not say tenant_rule_forbids, which reads no argument',
  );
});

test('rules that can not be laid out fault together, which explains that none of them says anything else', () => {
  assert.deepEqual(
    recordCase(full).recorded.decision.reasons.map(({ code }) => code),
    ['tenant_rule_fault'],
  );
  assert.equal(doubt(full), undefined);
  assert.equal(
    doubt(full, ({ decision }) => void (decision.reasons = [reason('arguments_invalid', 'No.')])),
    'it does not say tenant_rule_forbids, which reads no argument',
  );
  const stoppedToo = { ...full, given: { ...full.given, 'connectors/payments/status': 'quarantined' } };
  assert.equal(doubt(stoppedToo), undefined);
  assert.equal(
    doubt(stoppedToo, ({ decision }) => void decision.reasons.shift()),
    'it does not say connector_not_active, which reads no argument',
  );
});
