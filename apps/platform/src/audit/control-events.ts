/**
 * Every event that an operator's request or the provision process can leave in the platform's own stream, with what it says. A
 * name is a promise to whoever reads the stream: it is added here and never renamed.
 */
export const controlEvents = {
  'tenant.creation_requested': 'asked for a new tenant',
  'tenant.created': 'a tenant was made',
  'tenant.administrator_invited': 'invited an administrator of a tenant',
  'tenant.reset_link_made': 'made a link by which the only administrator of a tenant sets a new password',
  'operator.created': 'made an operator',
  'operator.revoked': 'revoked an operator',
  'sign_in.failed': 'a sign-in failed, of an account that has no place in any tenant',
  'platform_journal.read': 'read entries of the platform’s own journal',
  'platform_journal.exported': 'exported the platform’s own journal',
  'operator.denied': 'an operator was refused something',
  'tenant.plan_changed': 'changed the plan of a tenant',
  'tenant.trial_ended': 'the trial of a tenant ended',
  'support_access.asked': 'asked a tenant for support access',
  'support_access.opened': 'took up support access that the tenant approved',
  'support_access.given_up': 'gave support access up',
  'tenant.suspended': 'suspended a tenant',
  'tenant.reactivated': 'reactivated a tenant',
  'tenant.move_requested': 'asked for a tenant to be moved to another cell',
  'tenant.moved': 'a tenant was moved to another cell',
  'tenant.export_requested': 'asked for a tenant to be written to a file',
  'tenant.exported': 'a tenant was written to a file',
  'tenant.restoration_requested': 'asked for a tenant to be restored from a file',
  'tenant.restored': 'a tenant was restored from a file',
  'tenant.deletion_requested': 'locked a tenant and asked for its deletion',
  'tenant.deleted': 'a tenant was deleted',
  'authority.raised': 'made void what was issued to a tenant before, after a restore of the database',
  'tenant_logins.renewed': 'gave the tenants’ own database logins new passwords',
  'job.failed': 'work of the provision process failed',
  'key_rotation.requested': 'asked for a key to be replaced',
  'key_rotation.finished': 'a key was replaced',
  'key_rotation.failed': 'a key could not be replaced whole',
  'key_port.set': 'put a tenant’s data key under the customer’s own key',
  'tenant.opened': 'a sealed tenant was opened: its owner’s key was there again',
  'tenant.sealed': 'a tenant was sealed: the key that its owner holds was not there',
  'key_port.removed': 'took a tenant’s data key from under the customer’s own key',
} as const satisfies Record<string, string>;

export type ControlEvent = keyof typeof controlEvents;
/** Left by reading: the entry stands before anything is shown. */
export type ControlReading = Extract<ControlEvent, `${string}_journal.read`>;
