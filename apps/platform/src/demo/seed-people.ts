/** The demo's people: an account and a membership in control, the named person in the tenant, each recorded once. */
import { newId, type UserId } from '@gamut/kernel/id';
import { appendAudit } from '../audit/append-audit.ts';
import { demoPeople, type DemoPerson, type DemoPersonKey } from './demo-tenant.ts';
import type { Seeding } from './seeding.ts';

export type SeededPeople = Readonly<Record<DemoPersonKey, { readonly id: UserId; readonly name: string }>>;

export async function seedPeople(seeding: Seeding): Promise<SeededPeople> {
  const seeded: Partial<Record<DemoPersonKey, { id: UserId; name: string }>> = {};
  for (const key of Object.keys(demoPeople) as DemoPersonKey[]) {
    const person = demoPeople[key];
    const id = await settleAccount(seeding, person);
    await settlePerson(seeding, id, person);
    seeded[key] = { id, name: person.name };
  }
  return seeded as SeededPeople;
}

async function settleAccount(seeding: Seeding, person: DemoPerson): Promise<UserId> {
  const at = new Date(seeding.clock.nowMs()).toISOString();
  return seeding.db.control(async (tx) => {
    await tx.query(
      `INSERT INTO control.users (id, email, name, status, created_at, updated_at) VALUES ($1, $2, $3, 'active', $4, $4) ON CONFLICT (email) DO NOTHING`,
      [newId('usr', seeding.clock.nowMs(), seeding.random(16)), person.email, person.name, at],
    );
    const [row] = await tx.query<{ id: UserId }>('SELECT id FROM control.users WHERE email = $1', [
      person.email,
    ]);
    if (row === undefined) throw new Error('an account that was just made is not there');
    await tx.query(
      `INSERT INTO control.memberships (user_id, tenant_id, role, additive_roles, created_at) VALUES ($1, $2, $3, $4::text[], $5)
       ON CONFLICT (user_id, tenant_id) DO NOTHING`,
      [row.id, seeding.tenant.id, person.role, person.additiveRoles, at],
    );
    return row.id;
  });
}

async function settlePerson(seeding: Seeding, id: UserId, person: DemoPerson): Promise<void> {
  await seeding.db.tenant(seeding.tenant, async (tx) => {
    const made = await tx.query(
      `INSERT INTO people (id, name, email, roles, standing) VALUES ($1, $2, $3, $4::text[], 'active')
       ON CONFLICT (id) DO NOTHING RETURNING id`,
      [id, person.name, person.email, [person.role, ...person.additiveRoles]],
    );
    if (made.length === 0) return;
    await appendAudit(tx, seeding.clock, {
      actor: seeding.actor,
      event: 'person.added',
      subject: { kind: 'person', id, name: person.name },
      after: { role: person.role, additiveRoles: person.additiveRoles },
    });
  });
}
