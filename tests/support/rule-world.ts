/** In a tenant: a rule that is a draft, and one that lacks its publication alone, written by somebody else than an administrator. */
import assert from 'node:assert/strict';
import { sha256Hex } from '@gamut/crypto/hash';
import { randomBytes } from '@gamut/crypto/random';
import type { TenantRef } from '@gamut/database/database';
import { newId } from '@gamut/kernel/id';
import type { PlatformUnderTest } from './platform.ts';

export const ruleText = {
  why: 'Payments are made by day.',
  fix: 'Pay between 6 and 18 UTC.',
  cedar: 'forbid(principal, action == Action::"financial", resource) when { context.hourUtc < 6 }; // by day',
  tests: [
    {
      name: 'a payment at night',
      given: {
        actionType: 'financial',
        at: '2026-01-06T03:00:00.000Z',
        agentId: 'claims-triage',
        tool: 'payments_pay',
        connector: 'payments',
        dataDomains: ['claims'],
        targets: ['claimant:7'],
        arguments: { to: 'claimant:7' },
      },
      expect: 'block',
    },
    {
      name: 'a payment by day',
      given: { actionType: 'financial', at: '2026-01-06T12:00:00.000Z' },
      expect: 'no_match',
    },
  ],
} as const;

export async function makeRules(
  { running }: PlatformUnderTest,
  tenant: TenantRef,
): Promise<Record<'tenantRuleId' | 'readyRuleId', string>> {
  const { clock, db } = running.platform;
  const idNow = (): string => newId('tru', clock.nowMs(), randomBytes(16));
  const world = { tenantRuleId: idNow(), readyRuleId: idNow() };
  const at = new Date(clock.nowMs()).toISOString();
  const replay = {
    since: at,
    until: at,
    decided: 0,
    replayed: 0,
    wouldChange: 0,
    notReplayable: [],
    changes: [],
    says: 'would change 0 of 0',
  };
  await db.tenant(tenant, async (tx) => {
    const [writer] = await tx.query<{ id: string }>(
      "SELECT id FROM people WHERE email LIKE 'operator@%'",
      [],
    );
    assert.ok(writer !== undefined, `${tenant.slug} has no operator`);
    for (const [name, id] of Object.entries(world)) {
      const ready = name === 'readyRuleId';
      await tx.query('INSERT INTO tenant_rules (id, name, created_at) VALUES ($1, $2, $3)', [
        id,
        `rule ${id}`,
        at,
      ]);
      await tx.query(
        `INSERT INTO tenant_rule_versions (rule_id, version, status, why, fix, cedar, cedar_sha256, tests, written_by, written_at,
           validated_by, validated_at, replay, replayed_at)
         VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $11)`,
        [
          id,
          ready ? 'validated' : 'draft',
          ruleText.why,
          ruleText.fix,
          ruleText.cedar,
          sha256Hex(ruleText.cedar),
          JSON.stringify(ruleText.tests),
          writer.id,
          at,
          ready ? writer.id : null,
          ready ? at : null,
          ready ? JSON.stringify(replay) : null,
        ],
      );
    }
  });
  return world;
}
