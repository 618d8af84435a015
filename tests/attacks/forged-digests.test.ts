/**
 * Whoever owns database and keys can change a decision together with its action digest, and with what was kept beside the stream.
 * What reads no argument is still derived and held against it; what does is never passed in silence (decision 36).
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readCases, type DecisionCase } from '../../core/policy/cases/run-case.ts';
import { readingOf } from '@gamut/policy/replay/reads-arguments';
import type { Decision } from '@gamut/protocol/decision';
import { record, type Recorded } from '../support/recorded-cases.ts';
import { changed, keptAs, replayIn, verifyIn } from '../support/replayed-export.ts';

interface Body {
  decision: { -readonly [name in keyof Decision]: Decision[name] } & {
    trace: { verdict: string }[];
    tenantRules?: { verdict: string }[];
  };
  action: { sha256: string; dataClass: string | null };
  policySha256: string;
  transaction?: unknown;
  learned?: unknown;
  usedApproval: string | null;
}

const struckOut = '{"path":"[redacted:secret]"}';
const cutOff = `{"path":"${'a'.repeat(100)}… (60123 characters in all)`;
const passing: readonly string[] = ['allow', 'allow_and_log', 'degrade'];

let folder: string;
let honest: readonly { readonly of: DecisionCase; readonly recorded: Recorded }[];
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'gamut-forged-'));
  honest = readCases()
    .filter((one) => one.approval === undefined && one.learned === undefined)
    .map((of) => ({ of, recorded: record(of) }))
    .filter((one) => one.recorded.recordable);
});
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

function alone(code: string): Recorded {
  const found = honest.find(({ of }) => of.reasons.length === 1 && of.reasons[0] === code);
  assert.ok(found, code);
  return found.recorded;
}

function kindOf({ draft }: Recorded): string {
  return (draft.body as unknown as Body).decision.kind;
}

function allowed(body: Body): void {
  body.decision.kind = 'allow';
  body.decision.reasons = [];
  for (const step of body.decision.trace) step.verdict = 'pass';
  for (const rule of body.decision.tenantRules ?? []) rule.verdict = 'no_match';
}

function underAnotherDigest(body: Body): void {
  body.action.sha256 = 'a'.repeat(64);
}

const allowedUnderAnother = (one: Recorded) =>
  changed(one, (body: Body) => {
    allowed(body);
    underAnotherDigest(body);
  });

const codes = [
  'tool_not_permitted',
  'connector_not_active',
  'tool_stopped',
  'connector_stopped',
  'data_class_not_granted',
  'data_class_forbidden',
  'approval_gate_missing',
  'audit_logging_off',
  'rate_limit_agent',
  'transaction_limit_reached',
  'skill_does_not_cover',
  'plan_halted',
  'tenant_rule_forbids',
  'tool_requires_approval',
  'gate_requires_approval',
  'tool_critical_risk',
];
for (const code of codes)
  test(`${code}, rewritten to an allow under another action digest, is named, whatever is said of its arguments`, async () => {
    const forged = allowedUnderAnother(alone(code));
    for (const one of [
      forged,
      keptAs(forged, struckOut),
      keptAs(forged, cutOff),
      keptAs(forged, null),
      keptAs(forged, 'unreadable: they are not an object'),
    ]) {
      const report = await replayIn(folder, [one]);
      assert.deepEqual([report.chain, report.code], ['verified', 1], JSON.stringify(report));
      assert.deepEqual(
        report.named.map(({ id, outcome }) => [id, outcome]),
        [[forged.call.decision, 'differs']],
      );
    }
  });

test('a forged allow of any decision case is named or said to be underived: it is never passed', async () => {
  const stopped = honest.filter(({ recorded }) => !passing.includes(kindOf(recorded)));
  assert.ok(stopped.length > 150);
  const forged = stopped.map(({ recorded }) => keptAs(allowedUnderAnother(recorded), struckOut));
  const { named, outcomes, underived, code } = await replayIn(folder, forged);
  assert.equal(code, 1);
  assert.equal(named.length, forged.length);
  assert.deepEqual(Object.keys(outcomes).sort(), ['arguments_unknown', 'differs']);
  assert.equal(underived.passed, outcomes.arguments_unknown);
  const hidden = new Set(named.flatMap(({ id, outcome }) => (outcome === 'arguments_unknown' ? [id] : [])));
  const reasons = stopped.flatMap(({ of, recorded }) =>
    hidden.has(recorded.call.decision) ? of.reasons : [],
  );
  // each for what a place, a schema or a rule says of arguments that nobody has
  assert.ok(hidden.size > 0 && hidden.size < forged.length / 10);
  assert.deepEqual(
    reasons.filter((code) => readingOf(code) === 'nothing'),
    [],
  );
});

test('an honest decision is never accused for what was struck out, cut off or not kept, and one that was let through is not proved by it', async () => {
  for (const kept of [struckOut, cutOff, null]) {
    const report = await replayIn(
      folder,
      honest.map(({ recorded }) => keptAs(changed(recorded, underAnotherDigest), kept)),
    );
    assert.deepEqual(
      report.outcomes,
      { arguments_unknown: honest.length },
      JSON.stringify(report.named, null, 1),
    );
    assert.equal(report.code, 3);
    const stopped = honest.filter(({ recorded }) => !passing.includes(kindOf(recorded))).length;
    const { passed, not_kept: notKept = 0, ...others } = report.underived;
    assert.deepEqual([passed, others], [honest.length - stopped, {}]);
    // the call of a sealed tenant can not be kept
    assert.ok(kept === null ? notKept > 0 && notKept <= stopped : notKept === 0);
  }
});

const overruled: readonly [string, (body: Body) => void][] = [
  [
    'Gateway blocked',
    ({ decision }) => {
      decision.reasons = [said('connector_unreachable', null)];
    },
  ],
  [
    'its commit refused',
    ({ decision }) => {
      decision.reasons = [said('tenant_sealed', 'agent_registered'), ...decision.reasons].slice(0, 32);
    },
  ],
];
for (const [who, overrule] of overruled)
  test(`what ${who} in place of what its controls said is not accused where arguments were struck out`, async () => {
    const before = honest.filter(
      ({ recorded }) => who !== 'Gateway blocked' || passing.includes(kindOf(recorded)),
    );
    const blocked = before.map(({ recorded }) =>
      changed(recorded, (body: Body) => {
        overrule(body);
        body.decision.kind = 'block';
        delete body.decision.tenantRules;
        underAnotherDigest(body);
      }),
    );
    const report = await replayIn(
      folder,
      blocked.map((one) => keptAs(one, struckOut)),
    );
    assert.deepEqual(report.outcomes, { arguments_unknown: blocked.length }, JSON.stringify(report.named));
    assert.equal(report.code, 0);
  });

function said(code: string, control: 'agent_registered' | null): Decision['reasons'][number] {
  return { code, control, message: 'It was so.', fix: '', who: '' };
}

test('a block whose arguments had something struck out follows as far as anything can, and the replay is whole', async () => {
  const report = await replayIn(folder, [
    keptAs(changed(alone('tool_not_permitted'), underAnotherDigest), struckOut),
  ]);
  assert.deepEqual([report.code, report.underived], [0, {}]);
});

const further: readonly [string, string, (body: Body) => void][] = [
  [
    'a data class that the tool can not have',
    'data_class_not_granted',
    (body) => {
      body.action.dataClass = 'public';
    },
  ],
  [
    'an approval that was not found',
    'tool_requires_approval',
    (body) => {
      body.decision.kind = 'allow_and_log';
      body.usedApproval = 'apr_01jx0000000000000000000000';
    },
  ],
  [
    'counts of what was performed, left out',
    'transaction_limit_reached',
    (body) => {
      allowed(body);
      delete body.transaction;
    },
  ],
  [
    'a reason that reads no argument, put in the place of another',
    'tool_not_permitted',
    (body) => {
      for (const one of body.decision.reasons) (one as { code: string }).code = 'tool_stopped';
    },
  ],
  [
    'a block of a control turned into one of Gateway',
    'tool_not_permitted',
    (body) => {
      const [one] = body.decision.reasons;
      body.decision.reasons = [{ ...one, code: 'connector_unreachable', control: null } as never];
    },
  ],
  [
    'a rule of the tenant, left out',
    'tenant_rule_forbids',
    (body) => {
      allowed(body);
      delete body.decision.tenantRules;
    },
  ],
];
for (const [what, code, edit] of further)
  test(`under another digest, with struck arguments, it is named: ${what}`, async () => {
    const forged = changed(alone(code), (body: Body) => {
      edit(body);
      underAnotherDigest(body);
    });
    const report = await replayIn(folder, [keptAs(forged, struckOut)]);
    assert.deepEqual([report.code, report.outcomes], [1, { differs: 1 }], JSON.stringify(report));
  });

test('in words: nothing false was found is not that all follow, and why it could not be derived is told apart', async () => {
  const [passed, second] = honest
    .map(({ recorded }) => recorded)
    .filter((one) => kindOf(one) === 'allow') as [Recorded, Recorded];
  const other = changed(second, (body: Body) => {
    body.policySha256 = 'c'.repeat(64);
  });
  const struck = keptAs(changed(passed, underAnotherDigest), struckOut);
  const { code, text } = await verifyIn(folder, [struck, other, alone('tool_stopped')]);
  assert.equal(code, 3);
  assert.match(text, /1 were let through, and their arguments were not kept whole/);
  assert.match(text, /1 were decided by other rules/);
  assert.match(text, /Nothing false was found, but 2 of 3 decisions could not be derived \(exit 3\)/);
  assert.doesNotMatch(text, /REPLAYED/);
  const whole = await verifyIn(folder, [passed]);
  assert.equal(whole.code, 0);
  assert.match(whole.text, /REPLAYED\. Every decision follows from its rules \(exit 0\)/);
});
