/** In a tenant: an agent whose promotion lacks its decision alone, one whose promotion nobody signed, one whose circuit breaker is open, and an assessment ready to be completed. */
import assert from 'node:assert/strict';
import { randomBytes } from '@gamut/crypto/random';
import type { TenantRef } from '@gamut/database/database';
import { atfControls } from '@gamut/governance/atf-controls';
import { newId, type IdPrefix } from '@gamut/kernel/id';
import type { PlatformUnderTest } from './platform.ts';

const idNow = (prefix: IdPrefix): string => newId(prefix, Date.now(), randomBytes(16));

/** Written at once: the routes of promotions have tests of their own, and this world is made hundreds of times. */
export async function makePromotions(
  { running }: PlatformUnderTest,
  tenant: TenantRef,
): Promise<
  Record<'promotionId' | 'readyPromotionId' | 'assessmentId' | 'controlId' | 'trippedAgentId', string>
> {
  const world = {
    promotionId: idNow('pmt'),
    readyPromotionId: idNow('pmt'),
    assessmentId: idNow('asm'),
    controlId: 'R-4',
    trippedAgentId: idNow('agt'),
  };
  const at = new Date(running.platform.clock.nowMs()).toISOString();
  const [waiting, ready] = [idNow('agt'), idNow('agt')];
  const mine = atfControls.filter(({ applies }) => applies.intern === 'must').map(({ id }) => id);
  await running.platform.db.tenant(tenant, async (tx) => {
    const people = await tx.query<{ id: string; email: string }>('SELECT id, email FROM people');
    const personOf = (role: string): string => {
      const found = people.find(({ email }) => email.startsWith(`${role}@`))?.id;
      assert.ok(found !== undefined, `${tenant.slug} has no ${role}`);
      return found;
    };
    const [asker, signer] = [personOf('operator'), personOf('advanced')];
    await tx.query(
      `INSERT INTO promotion_thresholds (to_level, days_at_level_min, availability_min, evidence, set_at) VALUES ('junior', 0, 0, '{}', $1)
       ON CONFLICT DO NOTHING`,
      [at],
    );
    for (const [id, name] of [
      [waiting, 'waiting'],
      [ready, 'ready'],
      [world.trippedAgentId, 'tripped'],
    ] as const)
      await tx.query(
        `INSERT INTO agents (id, name, purpose, level, tier, status, created_at, updated_at, level_since) VALUES ($1, $2, 'tests', 'intern', 'low', 'active', $3, $3, $3)`,
        [id, `${name}-${id.slice(4)}`, at],
      );
    await tx.query(
      `UPDATE agents SET breaker_opened_at = $2, breaker_reason = 'a test opened it' WHERE id = $1`,
      [world.trippedAgentId, at],
    );
    await tx.query(
      `INSERT INTO red_team_tests (id, agent_id, result, summary, tested_at, created_at) VALUES ($1, $2, 'passed', 'Held.', $3, $3)`,
      [idNow('rtt'), ready, at],
    );
    await tx.query(
      `INSERT INTO decisions (id, seq, at, agent_id, agent_name, tool, kind, reason_codes, state)
       VALUES ($1, -(extract(epoch FROM clock_timestamp()) * 1000000)::bigint, $2, $3, 'ready', 'tools_send', 'allow', '{}', 'done')`,
      [idNow('dec'), at, ready],
    );
    for (const [id, agent] of [
      [world.promotionId, waiting],
      [world.readyPromotionId, ready],
    ] as const)
      await tx.query(
        `INSERT INTO promotions (id, agent_id, from_level, to_level, business_value, requested_by, requested_at) VALUES ($1, $2, 'intern', 'junior', 'Saves time.', $3, $4)`,
        [id, agent, asker, at],
      );
    await tx.query(
      `INSERT INTO promotion_sign_offs (promotion_id, revision, capacity, person_id, note, at) VALUES ($1, 1, 'business', $2, 'Signed.', $3)`,
      [world.readyPromotionId, signer, at],
    );
    await tx.query(
      `INSERT INTO atf_assessments (id, agent_id, level, started_by, started_at) VALUES ($1, $2, 'intern', $3, $4)`,
      [world.assessmentId, waiting, asker, at],
    );
    await tx.query(
      `INSERT INTO atf_assessment_controls (assessment_id, control_id, result, rationale, by, at)
       SELECT $1, control, 'met', 'Seen.', $2, $3 FROM unnest($4::text[]) AS control`,
      [world.assessmentId, asker, at, mine],
    );
  });
  return world;
}
