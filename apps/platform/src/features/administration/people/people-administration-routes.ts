/** The administrator's routes of people: who has a place here, adding them, their roles, suspension and removal. */
import { Type } from 'typebox';
import type { PermissionRow } from '@gamut/access/permission-row';
import { sessionLimits } from '../../../access/identify-person.ts';
import { audited } from '../../../http/audited.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { askedPage, pageOf as cutPage } from '../../../http/list-page.ts';
import { controlRoute, readRoute, type Route } from '../../../http/route.ts';
import {
  closed,
  idOf,
  NoParams,
  NoQuery,
  pageOf,
  PageQuery,
  ReasonText,
  RecordedInControl,
  text,
} from '../../../http/schema-words.ts';
import type { Platform } from '../../../platform.ts';
import { addPerson, renewSetUpLink } from './add-person.ts';
import { reactivatePerson, removePerson, setPersonRoles, suspendPerson } from './change-person.ts';
import { Email, Invitation } from './invitation.ts';
import { AdditiveRoles, Member, memberOf, TenantRoleName } from './member.ts';
import { findMemberSeen, listMembers, namesOf, type Moment } from './member-store.ts';

export const PersonParams = Type.Object({ personId: idOf('usr') }, closed);
const WithReason = Type.Object({ reason: ReasonText }, closed);
/** What every row here has: any plan, and shut while the tenant's own key is away. */
export const peopleReading = {
  method: 'GET',
  body: null,
  status: 200,
  entitlement: null,
  audit: 'none',
  rateClass: 'read',
  csrf: 'none',
  whileSealed: 'refuse',
} as const;
export const peopleManaging = {
  method: 'POST',
  query: NoQuery,
  status: 200,
  entitlement: null,
  rateClass: 'sensitive' satisfies PermissionRow['rateClass'],
  csrf: 'session_token',
  whileSealed: 'refuse',
} as const;

export function momentOf({ clock }: Platform): Moment {
  const nowMs = clock.nowMs();
  return {
    at: new Date(nowMs).toISOString(),
    idleSince: new Date(nowMs - sessionLimits.idleMs).toISOString(),
  };
}

const readRoutes: readonly Route[] = [
  readRoute(
    {
      ...peopleReading,
      path: '/v1/memberships',
      summary: 'Who has a place in this organisation: roles, standing, last seen',
      params: NoParams,
      query: PageQuery,
      answer: pageOf(Member),
      permission: 'membership.read',
    },
    async ({ platform, tenant, tx, query }) => {
      const asked = askedPage(query, 1);
      const page = { limit: asked.limit, afterId: asked.after?.[0] };
      const rows = await platform.db.readControlFor(tenant, (control) =>
        listMembers(control, tenant.id, momentOf(platform), page),
      );
      const names = await namesOf(
        tx,
        rows.map((row) => row.person_id),
      );
      return cutPage(
        rows,
        asked,
        (row) => [row.person_id],
        (row) => memberOf(row, names.get(row.person_id)),
      );
    },
  ),
  readRoute(
    {
      ...peopleReading,
      path: '/v1/memberships/:personId',
      summary: 'One person’s place in this organisation',
      params: PersonParams,
      query: NoQuery,
      answer: Member,
      permission: 'membership.read',
    },
    async ({ platform, tenant, tx, params }) => {
      const row = await platform.db.readControlFor(tenant, (control) =>
        findMemberSeen(control, tenant.id, momentOf(platform), params.personId),
      );
      if (row === undefined) throw notFound('person');
      return memberOf(row, (await namesOf(tx, [row.person_id])).get(row.person_id));
    },
  ),
];

const addingRoutes: readonly Route[] = [
  controlRoute(
    {
      ...peopleManaging,
      path: '/v1/people',
      summary: 'Add a person; answers a set-up link, good for 72 hours and one use',
      params: NoParams,
      body: Type.Object(
        {
          email: Email,
          name: text(1, 200),
          role: TenantRoleName,
          additiveRoles: Type.Optional(AdditiveRoles),
        },
        closed,
      ),
      answer: Invitation,
      status: 201,
      permission: 'person.add',
      audit: 'person.added',
    },
    async (call) => {
      const { receipt, value } = await addPerson(call, { additiveRoles: [], ...call.body });
      return audited(receipt, { answer: value });
    },
  ),
  controlRoute(
    {
      ...peopleManaging,
      path: '/v1/people/:personId/set-up-link',
      summary: 'A fresh set-up link for somebody who has not used theirs; the one of before is void',
      params: PersonParams,
      body: null,
      answer: Invitation,
      status: 201,
      permission: 'person.add',
      audit: 'person.invited_again',
    },
    async (call) => {
      const { receipt, value } = await renewSetUpLink(call, call.params.personId);
      return audited(receipt, { answer: value });
    },
  ),
];

const changingRoutes: readonly Route[] = [
  controlRoute(
    {
      ...peopleManaging,
      method: 'PUT',
      path: '/v1/people/:personId/roles',
      summary: 'Set the roles of a person; what they lost is gone on their next request',
      params: PersonParams,
      body: Type.Object({ role: TenantRoleName, additiveRoles: AdditiveRoles }, closed),
      answer: RecordedInControl,
      permission: 'person.set_roles',
      audit: 'person.roles_set',
    },
    async (call) => {
      const { receipt, value } = await setPersonRoles(call, call.params.personId, call.body);
      return audited(receipt, { answer: value });
    },
  ),
  controlRoute(
    {
      ...peopleManaging,
      path: '/v1/people/:personId/suspend',
      summary: 'Suspend a person here: refused from their next request on, sessions ended',
      params: PersonParams,
      body: WithReason,
      answer: RecordedInControl,
      permission: 'person.suspend',
      audit: 'person.suspended',
    },
    async (call) => {
      const { receipt, value } = await suspendPerson(call, call.params.personId, call.body.reason);
      return audited(receipt, { answer: value });
    },
  ),
  controlRoute(
    {
      ...peopleManaging,
      path: '/v1/people/:personId/reactivate',
      summary: 'Let a suspended person in again',
      params: PersonParams,
      body: WithReason,
      answer: RecordedInControl,
      permission: 'person.reactivate',
      audit: 'person.reactivated',
    },
    async (call) => {
      const { receipt, value } = await reactivatePerson(call, call.params.personId, call.body.reason);
      return audited(receipt, { answer: value });
    },
  ),
  controlRoute(
    {
      ...peopleManaging,
      method: 'DELETE',
      path: '/v1/people/:personId',
      summary: 'Take a person’s place here away; their account stays, and so does their name in records',
      params: PersonParams,
      body: null,
      answer: RecordedInControl,
      permission: 'person.remove',
      audit: 'person.removed',
    },
    async (call) => {
      const { receipt, value } = await removePerson(call, call.params.personId);
      return audited(receipt, { answer: value });
    },
  ),
];

export const peopleAdministrationRoutes: readonly Route[] = [
  ...readRoutes,
  ...addingRoutes,
  ...changingRoutes,
];
