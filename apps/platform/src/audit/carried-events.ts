/**
 * The events of a tenant's audit stream that are changes in control: of roles, sign-in and lifecycle. Each stands in the platform's
 * own stream too, by ids alone, and only these are carried from there by a person's change.
 */
import type { AuditEvent } from '../http/audit-events.ts';

export const carriedEvents = [
  'session.started',
  'session.ended',
  'sessions.ended',
  'person.added',
  'person.invited_again',
  'person.set_up',
  'person.reset_link_made',
  'person.password_reset',
  'person.roles_set',
  'person.suspended',
  'person.reactivated',
  'person.removed',
  'api_token.created',
  'api_token.revoked',
  'password.set',
  'sign_in_link.minted',
  'support_access.approved',
  'support_access.refused',
  'support_access.ended',
] as const satisfies readonly AuditEvent[];

export type CarriedEvent = (typeof carriedEvents)[number];
