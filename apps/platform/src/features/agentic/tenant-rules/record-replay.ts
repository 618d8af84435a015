/** Keeps what a replay found with the version that it was about, and leaves the record of who looked. */
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import type { RuleReplay, TenantRule } from './tenant-rule.ts';
import { keepReplay } from './tenant-rule-store.ts';
import { holdVersion } from './validate-rule.ts';
import { loadRule } from './write-rule.ts';

export async function recordReplay(
  change: Change,
  { ruleId, version }: { readonly ruleId: string; readonly version: number },
  replay: RuleReplay,
): Promise<Audited<TenantRule>> {
  const { rule, row } = await holdVersion(change, ruleId, version, ['validated', 'published']);
  await keepReplay(change.tx, { ruleId, version, at: replay.until }, replay);
  return change.succeed(
    {
      event: 'tenant_rule.replayed',
      subject: { kind: 'tenant_rule', id: ruleId, name: rule.name },
      after: { version, cedarSha256: row.cedarSha256, found: replay.says },
    },
    await loadRule(change.tx, ruleId),
  );
}
