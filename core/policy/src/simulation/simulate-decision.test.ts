/** What would be decided: of a call that nobody made as the first of its minute, and of a recorded one at its time, with what it was told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordCase } from '../../cases/record-case.ts';
import { caseFacts, caseNowMs, readCases, type DecisionCase } from '../../cases/run-case.ts';
import { indexFacts } from '../indexed-facts.ts';
import { simulateAgain, simulateCall } from './simulate-decision.ts';

const at = new Date(caseNowMs).toISOString();
const cases = readCases();

test('on its own facts every recorded decision would come out as it did', () => {
  for (const one of cases.filter(({ name }) => !name.startsWith('before platform has counted'))) {
    const { facts, recorded, kept } = recordCase(one);
    if (kept.startsWith('unreadable')) continue;
    const again = simulateAgain(indexFacts(facts), recorded, kept, at);
    assert.ok(again.kind === 'decided', one.name);
    assert.deepEqual(again.decision, recorded.decision, one.name);
    assert.ok(again.exactly, one.name);
  }
});

test('it is said when what was kept is no longer the whole action, or not there, or not to be read', () => {
  const { facts, recorded } = recordCase(cases.find(({ kind }) => kind === 'allow') as DecisionCase);
  const of = (kept: string | undefined) => simulateAgain(indexFacts(facts), recorded, kept, at);
  const other = of('{"path":"[redacted:secret]"}');
  assert.ok(other.kind === 'decided' && !other.exactly);
  assert.deepEqual(of(undefined), { kind: 'unknown', why: 'its arguments were not kept' });
  assert.deepEqual(of('unreadable: too deep'), { kind: 'unknown', why: 'its arguments can not be read' });
});

test('an entry of before, without its moment, is decided at the time that is given', () => {
  const night = cases.find(({ name }) => name.startsWith('a rule about other hours')) as DecisionCase;
  const { facts, recorded, kept } = recordCase(night);
  const { judged: _, ...before } = recorded;
  const kindAt = (when: string) => {
    const again = simulateAgain(indexFacts(facts), before, kept, when);
    return again.kind === 'decided' ? again.decision.kind : again.why;
  };
  assert.deepEqual([kindAt(at), kindAt('2026-11-22T13:00:00Z')], ['allow_and_log', 'block']);
});

test('a call that nobody made is the first of its window, for its agent and for its tool', () => {
  const paid = cases.find(
    ({ file, kind }) => file === '14-transaction-limits.yaml' && kind === 'block',
  ) as DecisionCase;
  const limits = [{ window: 'day', callsMax: 0, amountMax: null, whenOver: 'block' }];
  const codes = (given: DecisionCase['given'], agentId = paid.agent) => {
    const facts = caseFacts({ ...paid, given: { ...given } });
    const call = { agentId, tool: paid.tool, arguments: paid.arguments };
    return simulateCall(indexFacts(facts), call, caseNowMs).reasons.map(({ code }) => code);
  };
  const reached = 'transaction_limit_reached';
  assert.ok(!codes({}).includes(reached));
  assert.ok(codes({ 'toolPermissions/12/transactionLimits': limits }).includes(reached));
  assert.ok(codes({ [`agents/${paid.agent}/transactionLimits`]: limits }).includes(reached));
  assert.deepEqual(codes({}, 'nobody'), ['agent_unknown']);
});

test('rows that contradict each other have no limits to count for', () => {
  const facts = caseFacts({ ...(cases[0] as DecisionCase), given: {} });
  const twice = {
    ...facts,
    agents: [...facts.agents, ...facts.agents],
    toolPermissions: [...facts.toolPermissions, ...facts.toolPermissions],
  };
  const call = { agentId: 'claims-triage', tool: 'payments_pay', arguments: { to: 'claimant:7', amount: 1 } };
  assert.equal(simulateCall(indexFacts(twice), call, caseNowMs).kind, 'block');
  assert.equal(simulateCall(indexFacts(facts), { ...call, tool: 'none' }, caseNowMs).kind, 'block');
});
