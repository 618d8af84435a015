/**
 * The access matrix only ever tightens: over every decision case, whatever it says of an agent, nothing becomes milder and no
 * control's reason that blocks is lost. What it closes is not shown either. Drawn from a seed that is printed.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decisionKinds } from '@gamut/kernel/agentic-terms';
import type { AccessRow } from '@gamut/protocol/access-facts';
import type { TenantFacts } from '@gamut/protocol/facts';
import { runs } from '../../../../tests/support/runs.ts';
import { caseFacts, caseNowMs, readCases, readDemoFacts, runCase } from '../../cases/run-case.ts';
import { indexFacts } from '../indexed-facts.ts';
import { effectOf } from '../reason-codes.ts';
import { editFacts } from '../simulation/edit-facts.ts';
import { simulateCall } from '../simulation/simulate-decision.ts';
import { usableTools } from '../usable-tools.ts';

const domains = ['claims', 'customer', 'payments'] as const;
/** Cases about the matrix say themselves what comes of it. */
const cases = readCases().filter(
  ({ given = {} }) => !Object.keys(given).some((path) => /accessMatrix|dataDomains/.test(path)),
);
const rows: fc.Arbitrary<AccessRow[]> = fc.array(
  fc.record({
    connectorId: fc.constantFrom('con_filesystem', 'con_everything', 'con_payments', 'con_gone'),
    dataDomain: fc.constantFrom(null, ...domains),
    access: fc.constantFrom('read' as const, 'write' as const),
  }),
  { maxLength: 12 },
);

function bind(facts: TenantFacts, agentId: string, accessMatrix: AccessRow[]): TenantFacts {
  return {
    ...facts,
    agents: facts.agents.map((one) => (one.id === agentId ? { ...one, accessMatrix } : one)),
  };
}

function withDomains(facts: TenantFacts, given: readonly (readonly string[])[]): TenantFacts {
  return {
    ...facts,
    tools: facts.tools.map((tool, at) => ({ ...tool, dataDomains: [...(given[at % given.length] ?? [])] })),
  };
}

test('whatever the matrix says, no decision is milder with it, and no reason that blocks is lost', () => {
  const named = fc.array(fc.subarray([...domains]), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.nat(cases.length - 1), rows, named, fc.boolean(), (at, given, tools, required) => {
      const one = cases[at] as (typeof cases)[number];
      const facts = withDomains(caseFacts(one), tools);
      const before = runCase(one, facts);
      const bound = runCase(one, { ...bind(facts, one.agent, given), accessMatrixRequired: required });
      const rank = (kind: string): number =>
        Math.max(decisionKinds.indexOf(kind as 'allow'), decisionKinds.indexOf('allow_and_log'));
      assert.ok(rank(bound.kind) >= rank(before.kind), `${one.file}: ${one.name}`);
      const codes = new Set(bound.reasons.map(({ code }) => code));
      if (before.kind.startsWith('block'))
        for (const reason of before.reasons)
          if (effectOf(reason) === 'block' && reason.control !== null)
            assert.ok(codes.has(reason.code), `${one.file}: ${one.name}: ${reason.code} is lost`);
    }),
    { numRuns: runs(1000) },
  );
});

test('tools that name a data domain pass as before where no matrix binds the agent', () => {
  for (const one of cases)
    assert.deepEqual(runCase(one, withDomains(caseFacts(one), [['claims'], []])), runCase(one), one.name);
});

test('a tool that the matrix closes is not shown, and one that it gives is', () => {
  const shown = (accessMatrix: AccessRow[]): string[] =>
    usableTools(
      indexFacts(bind(readDemoFacts(), 'report-reader', accessMatrix)),
      'report-reader',
      caseNowMs,
    ).map(({ name }) => name);
  assert.deepEqual(shown([]), []);
  assert.deepEqual(shown([{ connectorId: 'con_filesystem', dataDomain: 'claims', access: 'write' }]), []);
  assert.deepEqual(shown([{ connectorId: 'con_filesystem', dataDomain: null, access: 'read' }]), [
    'filesystem_directory_tree',
    'filesystem_list_directory',
    'filesystem_read_text_file',
  ]);
  const required = indexFacts({ ...readDemoFacts(), accessMatrixRequired: true });
  assert.deepEqual(usableTools(required, 'report-reader', caseNowMs), []);
});

test('a simulation binds an agent by the first row that it sets, and takes a row without freeing it', () => {
  const facts = readDemoFacts();
  const call = { agentId: 'report-reader', tool: 'filesystem_list_directory', arguments: { path: '.' } };
  const cell = { agentId: 'report-reader', connectorId: 'con_filesystem', dataDomain: null } as const;
  const under = (...edits: Parameters<typeof editFacts>[1]): string[] => {
    const edited = editFacts(facts, edits);
    assert.equal(edited.kind, 'edited');
    const { reasons } = simulateCall(
      indexFacts(edited.kind === 'edited' ? edited.facts : facts),
      call,
      caseNowMs,
    );
    return reasons.map(({ code }) => code);
  };
  const give = { kind: 'set_access', ...cell, access: 'read' } as const;
  assert.deepEqual(under(give), []);
  assert.deepEqual(under({ ...give, dataDomain: 'claims' }), ['access_domain_not_granted']);
  assert.deepEqual(under(give, { ...give, access: null }), ['access_system_not_granted']);
  assert.deepEqual(editFacts(facts, [{ ...give, connectorId: 'con_gone' }]), {
    ...{ kind: 'unfit', at: 0, why: 'there is no such connector' },
  });
});
