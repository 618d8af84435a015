/** What is asked before a person's place is changed: that they are here, are somebody else, and that an administrator is left. */
import type { ControlTx } from '@gamut/database/tenant-transaction';
import { AppError } from '@gamut/kernel/app-error';
import type { Person } from '../../../access/person.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import type { MemberRow } from './member.ts';
import { lockMembers } from './member-store.ts';

export interface MemberInHand {
  readonly member: MemberRow;
  /** @throws AppError `conflict` when nobody active could administer the tenant without this one */
  assertOthersAdminister(): void;
}

/** Locks the row. @throws AppError `not_found`, or `forbidden` for oneself */
export async function takeMember(tx: ControlTx, person: Person, personId: string): Promise<MemberInHand> {
  assertSomebodyElse(person, personId);
  const rows = await lockMembers(tx, person.tenant.id, personId);
  const member = rows.find((row) => row.person_id === personId);
  if (member === undefined) throw notFound('person');
  const others = rows.filter(
    (row) => row !== member && row.role === 'administrator' && row.status === 'active',
  );
  return {
    member,
    assertOthersAdminister: () => {
      if (member.role !== 'administrator' || member.status !== 'active' || others.length > 0) return;
      throw new AppError(
        'conflict',
        'This is the last active administrator: nobody could let anybody in again.',
        {
          fix: 'Give another active person the role administrator first.',
          who: 'an administrator of your organisation',
        },
      );
    },
  };
}

function assertSomebodyElse(person: Person, personId: string): void {
  if (person.id !== personId) return;
  throw new AppError('forbidden', 'Nobody changes their own roles or place.', {
    fix: 'Ask another administrator.',
    who: 'another administrator of your organisation',
  });
}

export function assertStatus(member: MemberRow, wanted: readonly MemberRow['status'][], fix: string): void {
  if (wanted.includes(member.status)) return;
  throw new AppError('conflict', `This person is ${member.status}.`, {
    fix,
    who: 'an administrator of your organisation',
  });
}
