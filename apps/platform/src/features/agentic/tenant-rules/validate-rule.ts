/** Runs the tests beside a version. All pass, or it stays a draft and the refusal names each that does not. */
import type { TenantReader } from '@gamut/database/tenant-transaction';
import type { JsonObject } from '@gamut/kernel/canonical-json';
import { AppError } from '@gamut/kernel/app-error';
import type { RuleCall } from '@gamut/policy/tenant-rules/rule-question';
import { tryRule } from '@gamut/policy/tenant-rules/try-rule';
import type { TenantRuleFacts } from '@gamut/protocol/tenant-rule-facts';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import type { RuleTest, RuleVersion, TenantRule } from './tenant-rule.ts';
import { lockRule, moveVersion } from './tenant-rule-store.ts';
import { loadRule } from './write-rule.ts';

export async function validateRule(
  change: Change,
  ruleId: string,
  version: number,
): Promise<Audited<TenantRule>> {
  const { tx, actor } = change;
  const { rule, row } = await holdVersion(change, ruleId, version, ['draft']);
  assertTestsPass(rule, row);
  await moveVersion(tx, 'validated', { ruleId, version, by: actor.id, at: change.now() });
  return change.succeed(
    {
      event: 'tenant_rule.validated',
      subject: { kind: 'tenant_rule', id: ruleId, name: rule.name },
      before: { status: row.status },
      after: { version, status: 'validated', testsPassed: row.tests.length },
    },
    await loadRule(tx, ruleId),
  );
}

/** Held until this transaction ends, and in one of these states. @throws AppError `not_found`, `conflict` */
export async function holdVersion(
  change: Change,
  ruleId: string,
  version: number,
  within: readonly RuleVersion['status'][],
): Promise<{ rule: TenantRule; row: RuleVersion }> {
  await lockRule(change.tx, ruleId);
  return findVersion(change.tx, { ruleId, version }, within);
}

/** @throws AppError `not_found`, `conflict` */
export async function findVersion(
  tx: TenantReader,
  { ruleId, version }: { readonly ruleId: string; readonly version: number },
  within: readonly RuleVersion['status'][],
): Promise<{ rule: TenantRule; row: RuleVersion }> {
  const rule = await loadRule(tx, ruleId);
  const row = rule.versions.find((one) => one.version === version);
  if (row === undefined)
    throw new AppError('not_found', 'There is no such version of this rule.', {
      fix: 'Look at its versions.',
      who: 'the caller',
    });
  if (!within.includes(row.status))
    throw new AppError(
      'conflict',
      `Version ${version} is ${row.status}, and this asks for ${within.join(' or ')}.`,
      {
        fix: 'A version is validated, replayed, published and retired, in this order; write a new one to change it.',
        who: 'whoever writes the rule',
      },
    );
  return { rule, row };
}

export function assertTestsPass(rule: Pick<TenantRule, 'id' | 'name'>, row: RuleVersion): void {
  const { judge } = tryRule(ruleFactsOf(rule, row));
  const failed = row.tests.flatMap((test, at) => {
    const found = judge(callOf(test), true);
    return found === test.expect
      ? []
      : [{ pointer: `/tests/${at}`, message: `${test.name}: expected ${test.expect}, found ${found}` }];
  });
  if (failed.length > 0)
    throw new AppError('validation_failed', `${failed.length} of ${row.tests.length} tests do not pass.`, {
      fix: 'Correct the rule or its tests in a new version.',
      who: 'whoever writes the rule',
      fields: failed,
    });
}

export function ruleFactsOf(
  { id, name }: Pick<TenantRule, 'id' | 'name'>,
  row: RuleVersion,
): TenantRuleFacts {
  return { id, name, version: row.version, fix: row.fix, cedar: row.cedar };
}

/** A Tuesday noon, a junior agent, a tool of low risk: whatever a test does not say. */
const usualAtMs = Date.parse('2026-01-06T12:00:00Z');

function callOf({ given }: RuleTest): RuleCall {
  const dataClass = given.dataClass ?? 'internal';
  return {
    agent: {
      id: given.agentId ?? 'agt_of_the_test',
      name: 'the agent of the test',
      level: given.level ?? 'junior',
      tier: given.tier ?? 'low',
      humanOwner: null,
      securityOwner: null,
    },
    tool: {
      id: 'tol_of_the_test',
      name: given.tool ?? 'the tool of the test',
      connector: given.connector ?? 'connector',
      risk: given.risk ?? 'low',
      dataClass,
      dataDomains: given.dataDomains ?? [],
    },
    action: { actionType: given.actionType, dataClass, arguments: (given.arguments ?? {}) as JsonObject },
    targets: given.targets ?? [],
    amount: given.amount ?? null,
    currency: given.currency ?? null,
    nowMs: given.at === undefined ? usualAtMs : Date.parse(given.at),
  };
}
