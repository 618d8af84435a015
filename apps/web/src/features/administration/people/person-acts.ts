/** The acts on a person's place: from which standing each is open, and which permission it needs. Platform judges again. */
import type { Member } from './person.ts';

export interface PersonAct {
  readonly verb: 'roles' | 'invite' | 'reset' | 'suspend' | 'reactivate' | 'remove';
  readonly name: string;
  readonly permission: string;
  readonly weight: 'plain' | 'stop';
  readonly from: readonly Member['status'][];
}

const acts: readonly PersonAct[] = [
  {
    verb: 'invite',
    name: 'New set-up link',
    permission: 'person.add',
    weight: 'plain',
    from: ['invited'],
  },
  {
    verb: 'reactivate',
    name: 'Reactivate',
    permission: 'person.reactivate',
    weight: 'plain',
    from: ['suspended'],
  },
  {
    verb: 'roles',
    name: 'Set roles',
    permission: 'person.set_roles',
    weight: 'plain',
    from: ['invited', 'active', 'suspended'],
  },
  {
    verb: 'reset',
    name: 'Reset password',
    permission: 'person.reset_password',
    weight: 'plain',
    from: ['active'],
  },
  { verb: 'suspend', name: 'Suspend', permission: 'person.suspend', weight: 'stop', from: ['active'] },
  {
    verb: 'remove',
    name: 'Remove',
    permission: 'person.remove',
    weight: 'stop',
    from: ['invited', 'active', 'suspended'],
  },
];

/** Pure: what is open for a person in this standing to somebody else with these permissions; nobody changes their own place. */
export function openPersonActs(
  member: Pick<Member, 'id' | 'status'>,
  me: { readonly id: string; readonly permissions: readonly string[] },
): readonly PersonAct[] {
  if (member.id === me.id) return [];
  return acts.filter(
    ({ from, permission }) => from.includes(member.status) && me.permissions.includes(permission),
  );
}
