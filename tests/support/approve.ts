/** A vote as it would stand had this person given it in the console, for tests that begin behind the routes. */
import assert from 'node:assert/strict';
import { randomBytes } from '@gamut/crypto/random';
import type { TenantTx } from '@gamut/database/tenant-transaction';
import { newId } from '@gamut/kernel/id';
import type { Client } from './platform.ts';

/** @param person an administrator, whose standing is settled with it */
export async function approveAs(tx: TenantTx, approval: string, person: string): Promise<void> {
  await tx.query('UPDATE people SET role_epoch = 1 WHERE id = $1 AND role_epoch IS NULL', [person]);
  await tx.query(
    `INSERT INTO approval_votes (id, approval_id, person_id, seat_id, verdict, roles, person_epoch, seat_epoch, reasons, shown_sha256, note, at)
     SELECT $3, a.id, p.id, p.id, 'approved', ARRAY['administrator'], p.role_epoch, p.role_epoch,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('code', c)), '[]'::jsonb) FROM unnest(a.reason_codes) c), repeat('0', 64), 'seen', now()
     FROM approvals a, people p WHERE a.id = $1 AND p.id = $2`,
    [approval, person, newId('vot', Date.now(), randomBytes(16))],
  );
  await tx.query(
    `UPDATE approvals SET status = 'approved', decided_at = now(), decided_by = $2, note = 'seen' WHERE id = $1`,
    [approval, person],
  );
}

/** One vote of this person, through the route. @returns the approval */
export async function approveThrough(client: Client, approval: string): Promise<string> {
  const path = `/v1/approvals/${approval}/approve`;
  const answer = await client.call({ method: 'POST', path, body: { note: 'it is right' } });
  assert.equal(answer.status, 200, answer.text);
  return approval;
}
