/**
 * Re-derivation (product.md section 3): no entry of the decision stream is passed for its kind alone. Others act on the answer to a
 * question, so one that does not follow is named; a repetition lets nothing through; a kind that nobody knows is told.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readCases } from '../../core/policy/cases/run-case.ts';
import { record, type Recorded } from '../support/recorded-cases.ts';
import { changed, materialOf, replayIn, verifyIn, type Replayed } from '../support/replayed-export.ts';

const cases = readCases().filter((one) => one.approval === undefined && one.learned === undefined);

let folder: string;
let honest: readonly Recorded[];
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'gamut-questions-'));
  honest = cases.map((one) => record(one)).filter((one) => one.recordable);
});
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Body {
  decision: {
    kind: string;
    reasons: { code: string; control: string | null }[];
    trace: { verdict: string }[];
  };
  way?: { kind: string };
}

const of = (kind: string): Recorded => {
  const found = honest.find((one) => (one.draft.body as unknown as Body).decision.kind === kind);
  assert.ok(found, kind);
  return found;
};
const as = (kind: string, one: Recorded): Recorded => ({
  ...changed(one, (body: Body) => {
    if (kind === 'question') body.way = { kind };
  }),
  draft: {
    ...one.draft,
    kind,
    body: { ...one.draft.body, ...(kind === 'question' ? { way: { kind } } : {}) },
  },
});
const allowed = (one: Recorded): Recorded =>
  changed(one, ({ decision }: Body) => {
    decision.kind = 'allow';
    decision.reasons = [];
    for (const step of decision.trace) step.verdict = 'pass';
  });
/** Of a question facts are kept, and its arguments are not. */
const factsAlone = (one: Recorded): string =>
  materialOf([one])
    .split('\n')
    .filter((line) => !line.includes('"kind":"call"'))
    .join('\n');
const replay = (one: Recorded): Promise<Replayed> => replayIn(folder, [one], factsAlone(one));

test('a question that was answered with no, as its rules say, follows', async () => {
  const report = await replay(as('question', of('block')));
  assert.deepEqual([report.chain, report.code, report.decideNothing], ['verified', 0, 1]);
  assert.deepEqual([report.decisions, report.outcomes, report.underived], [0, {}, {}]);
});

test('a question that its rules answer with no, recorded as a yes, is named', async () => {
  const forbidden = honest.filter((one) =>
    (one.draft.body as unknown as Body).decision.reasons.some(
      (reason) => reason.code === 'tool_not_permitted',
    ),
  );
  assert.ok(forbidden.length > 0);
  for (const one of forbidden.slice(0, 5)) {
    const report = await replay(as('question', allowed(one)));
    assert.deepEqual([report.chain, report.code], ['verified', 1]);
    assert.deepEqual(
      report.named.map(({ id, outcome }) => [id, outcome]),
      [[one.call.decision, 'differs']],
    );
    assert.match(report.named[0]?.detail ?? '', /^a question: /);
  }
});

test('a question that was answered with yes on arguments that nobody kept is told as not derived', async () => {
  const one = as('question', of('allow'));
  const report = await replay(one);
  assert.deepEqual([report.code, report.underived, report.outcomes], [3, { asked: 1 }, {}]);
  assert.deepEqual(
    report.left.map(({ id, why }) => [id, why]),
    [[one.call.decision, 'asked']],
  );
  const withCall = await replayIn(folder, [one]);
  assert.deepEqual([withCall.code, withCall.underived], [0, {}], 'with its arguments it follows');
  const { text } = await verifyIn(folder, [one], factsAlone(one));
  assert.match(text, /1 are questions that were answered with yes/);
  assert.match(text, /Nothing false was found, but 1 other entry could not be derived \(exit 3\)/);
});

test('a question that names facts which are nowhere is told as not derived, and one that is no question is named', async () => {
  const one = as('question', of('allow'));
  const none = await replayIn(folder, [one], materialOf([one], { facts: true }));
  assert.deepEqual([none.code, none.underived], [3, { asked: 1 }]);
  const other = await replay({ ...one, draft: { ...of('allow').draft, kind: 'question' } });
  assert.deepEqual([other.code, other.outcomes], [1, { differs: 1 }]);
});

test('a repetition is a block for being one, and nothing else', async () => {
  const { draft, ...rest } = of('block');
  const refused = changed(
    { ...rest, draft: { ...draft, kind: 'decision.replayed' } },
    ({ decision }: Body) => {
      decision.reasons = [
        { code: 'replayed', control: null, message: 'Again.', fix: '', who: '' } as never,
        ...decision.reasons,
      ];
    },
  );
  const report = await replay(refused);
  assert.deepEqual([report.code, report.decideNothing, report.outcomes], [0, 1, {}]);
  for (const forged of [allowed(refused), { ...rest, draft: { ...draft, kind: 'decision.replayed' } }]) {
    const told = await replay(forged);
    assert.deepEqual([told.code, told.outcomes], [1, { differs: 1 }]);
  }
});

test('an entry of a kind that nobody knows is told, whatever it holds', async () => {
  for (const kind of ['note', 'decision.other', 'questions']) {
    const report = await replay(as(kind, allowed(of('block'))));
    assert.deepEqual([report.chain, report.code, report.underived], ['verified', 3, { other_kind: 1 }]);
    assert.equal(report.left[0]?.detail, `an entry of kind ${kind}`);
  }
});

test('how actions ended and the keys of agents are no questions: they leave a replay what it was', async () => {
  const [one] = honest as [Recorded];
  for (const kind of ['outcome.late', 'outcome.refused', 'outcome.unheard', 'runtime_key.issued']) {
    const beside = { ...one, draft: { kind, subject: 'x', body: {} } } as Recorded;
    const report = await replayIn(folder, [one, beside], materialOf([one]));
    assert.deepEqual([report.code, report.underived, report.decisions], [0, {}, 1], kind);
  }
});
