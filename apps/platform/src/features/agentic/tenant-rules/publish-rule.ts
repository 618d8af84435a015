/**
 * Puts a version in force, or takes it out. The tests run again, the replay is at most a day old, and whoever wrote a version
 * does not publish it: a rule only tightens, but a new version can take away what the one before it forbade.
 */
import { AppError } from '@gamut/kernel/app-error';
import { ruleLimits } from '@gamut/policy/tenant-rules/read-rule';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { assertMayLoosenUnless } from '../agents/may-loosen.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { TenantRule } from './tenant-rule.ts';
import { countPublished, moveVersion } from './tenant-rule-store.ts';
import { assertTestsPass, holdVersion } from './validate-rule.ts';
import { loadRule } from './write-rule.ts';

const replayLifeMs = 24 * 3_600_000;

export async function publishRule(
  change: Change,
  ruleId: string,
  version: number,
): Promise<Audited<TenantRule>> {
  const { tx, actor } = change;
  const at = change.now();
  const { rule, row } = await holdVersion(change, ruleId, version, ['validated']);
  if (row.writtenBy.id === actor.id)
    throw new AppError('forbidden', 'Who writes a version of a rule does not publish it.', {
      fix: 'Let another administrator publish it.',
      who: 'another administrator',
    });
  const { replay, replayedAt } = row;
  if (replay === null || replayedAt === null || Date.parse(at) - Date.parse(replayedAt) > replayLifeMs)
    throw new AppError('conflict', 'Nobody has looked in the last day at what this version would change.', {
      fix: 'Have it replayed over the last seven days, look at what would change, then publish it.',
      who: 'whoever publishes the rule',
    });
  assertTestsPass(rule, row);
  const before = rule.versions.find((one) => one.status === 'published');
  // a rule only tightens, so the first version of one does
  await assertMayLoosenUnless(change, before === undefined, 'all_agents');
  await bumpFacts(tx);
  if (before === undefined && (await countPublished(tx)) >= ruleLimits.rulesMax)
    throw new AppError('conflict', `A tenant has at most ${ruleLimits.rulesMax} published rules.`, {
      fix: 'Retire a rule first, or say two in one.',
      who: 'an administrator of the tenant',
    });
  const step = { ruleId, by: actor.id, at };
  if (before !== undefined)
    await moveVersion(tx, 'retired', {
      ...step,
      version: before.version,
      reason: `Version ${version} took its place.`,
    });
  await moveVersion(tx, 'published', { ...step, version });
  return change.succeed(
    {
      event: 'tenant_rule.published',
      subject: { kind: 'tenant_rule', id: ruleId, name: rule.name },
      before: { version: before?.version ?? null, cedarSha256: before?.cedarSha256 ?? null },
      after: { version, cedarSha256: row.cedarSha256, replay: replay.says },
      reason: row.why,
    },
    await loadRule(tx, ruleId),
  );
}

/** One person may: a rule that stops the wrong work must be gone at once. The record says who. */
export async function retireRule(
  change: Change,
  ruleId: string,
  version: number,
  reason: string,
): Promise<Audited<TenantRule>> {
  const { tx, actor } = change;
  const { rule, row } = await holdVersion(change, ruleId, version, ['draft', 'validated', 'published']);
  await assertMayLoosenUnless(change, row.status !== 'published', 'all_agents');
  await moveVersion(tx, 'retired', { ruleId, version, by: actor.id, at: change.now(), reason });
  if (row.status === 'published') await bumpFacts(tx);
  return change.succeed(
    {
      event: 'tenant_rule.retired',
      subject: { kind: 'tenant_rule', id: ruleId, name: rule.name },
      before: { version, status: row.status, cedarSha256: row.cedarSha256 },
      after: { version, status: 'retired' },
      reason,
    },
    await loadRule(tx, ruleId),
  );
}
