/**
 * Writes a rule, or a new version of one. What is written is held against Cedar's strict validator and our schema at once: a
 * text that is no tightening rule is refused with everything that is wrong with it, and never kept.
 */
import { sha256Hex } from '@gamut/crypto/hash';
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { AppError } from '@gamut/kernel/app-error';
import { checkRule } from '@gamut/policy/tenant-rules/read-rule';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { invalidField, notFound } from '../../../http/expected-refusals.ts';
import type { NewRuleVersion, NewTenantRule, TenantRule } from './tenant-rule.ts';
import { findRule, insertRule, insertVersion, lockRule } from './tenant-rule-store.ts';

export async function createRule(change: Change, wanted: NewTenantRule): Promise<Audited<TenantRule>> {
  const { name, ...written } = wanted;
  assertSound(written);
  const rule = { id: change.newId('tru'), name, createdAt: change.now() };
  await insertRule(change.tx, rule);
  return keep(change, 'tenant_rule.created', rule, 1, written);
}

export async function addVersion(
  change: Change,
  ruleId: string,
  written: NewRuleVersion,
): Promise<Audited<TenantRule>> {
  assertSound(written);
  await lockRule(change.tx, ruleId);
  const rule = await loadRule(change.tx, ruleId);
  const newest = rule.versions[0]?.version ?? 0;
  return keep(change, 'tenant_rule.version_added', rule, newest + 1, written);
}

export async function loadRule(tx: TenantReader, id: string): Promise<TenantRule> {
  const rule = await findRule(tx, id);
  if (rule === undefined) throw notFound('tenant rule');
  return rule;
}

function assertSound({ cedar, tests }: NewRuleVersion): void {
  const found = checkRule(cedar);
  if (!('effect' in found))
    throw new AppError('validation_failed', `This is no rule that tightens: ${found[0] ?? ''}`, {
      fix: 'Write one forbid over what docs/agentic-stack.md lists under tenant rules.',
      who: 'whoever writes the rule',
      fields: found.map((message) => ({ pointer: '/cedar', message })),
    });
  const quiet = tests.filter((one) => one.expect === 'no_match').length;
  if (quiet === 0 || quiet === tests.length)
    throw invalidField(
      '/tests',
      'show the rule at work only on one side',
      'Give at least one call that it is about, and one that it leaves alone.',
    );
}

async function keep(
  change: Change,
  event: 'tenant_rule.created' | 'tenant_rule.version_added',
  rule: Pick<TenantRule, 'id' | 'name'>,
  version: number,
  written: NewRuleVersion,
): Promise<Audited<TenantRule>> {
  const { tx, actor } = change;
  const cedarSha256 = sha256Hex(written.cedar);
  await insertVersion(tx, {
    ...written,
    ruleId: rule.id,
    version,
    cedarSha256,
    by: actor.id,
    at: change.now(),
  });
  return change.succeed(
    {
      event,
      subject: { kind: 'tenant_rule', id: rule.id, name: rule.name },
      after: { version, cedarSha256, tests: written.tests.length },
      reason: written.why,
    },
    await loadRule(tx, rule.id),
  );
}
