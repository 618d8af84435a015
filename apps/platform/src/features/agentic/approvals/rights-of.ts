/** The rights with which a person can vote: their own, and those lent to them at this moment. Lent rights are lent no further. */
import { heldRoles } from '@gamut/access/effective-right';
import type { TenantReader } from '@gamut/database/tenant-transaction';
import type { Person } from '../../../access/person.ts';
import type { Right } from './approver.ts';
import { listLentTo } from './delegation-store.ts';

export type Voter = Pick<Person, 'id' | 'name' | 'role' | 'additiveRoles' | 'roleEpoch'>;

export async function loadRights(tx: TenantReader, person: Voter, at: string): Promise<Right[]> {
  const own = {
    seatId: person.id,
    roles: heldRoles(person),
    seatEpoch: person.roleEpoch,
    delegationId: null,
  };
  const lent = await listLentTo(tx, person.id, at);
  return [
    own,
    ...lent.map((one) => ({
      seatId: one.from_id,
      roles: one.from_roles,
      seatEpoch: one.from_epoch,
      delegationId: one.id,
    })),
  ];
}
