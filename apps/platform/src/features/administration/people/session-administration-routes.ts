/** Routes of sessions: one's own beside the present one, and, for administrators, those of a person. */
import { Type } from 'typebox';
import { countingFailures } from '../../../access/failed-sign-in.ts';
import { proveAgain } from '../../../access/set-password.ts';
import { audited } from '../../../http/audited.ts';
import { controlRoute, readRoute, type ControlCall, type Route } from '../../../http/route.ts';
import {
  closed,
  idOf,
  named,
  NoParams,
  NoQuery,
  RecordedInControl,
  text,
} from '../../../http/schema-words.ts';
import { momentOf, peopleManaging, peopleReading, PersonParams } from './people-administration-routes.ts';
import {
  endAllSessions,
  endOneSession,
  listSessionsOf,
  openSessionOf,
  OpenSessionShown,
} from './session-administration.ts';

const SessionParams = Type.Object({ sessionId: idOf('ses') }, closed);
const PersonSessionParams = Type.Object({ personId: idOf('usr'), personSessionId: idOf('ses') }, closed);
const Sessions = Type.Object({ data: Type.Array(OpenSessionShown) }, named('OpenSessions'));
const ending = { ...peopleManaging, method: 'DELETE', body: null, answer: RecordedInControl } as const;
/** Of one's own: a session alone, which may be stolen, does not put its owner out elsewhere (ASVS 7.5.2). */
const endingOwn = {
  ...peopleManaging,
  rateClass: 'change',
  body: Type.Object({ current: Type.Optional(text(1, 1024)) }, closed),
  answer: RecordedInControl,
  permission: 'session.end',
} as const;

function proveOwner({ platform, person, body }: ControlCall<unknown, unknown, { current?: string }>) {
  const meant = { tenantId: person.tenant.id };
  return countingFailures(platform, { account: person.email, door: 'session_end', meant }, () =>
    proveAgain(platform, person, body.current),
  );
}

const ownRoutes: readonly Route[] = [
  readRoute(
    {
      ...peopleReading,
      path: '/v1/sessions',
      summary: 'Where you are signed in, in this organisation',
      params: NoParams,
      query: NoQuery,
      answer: Sessions,
      permission: 'session.read',
    },
    async ({ platform, tenant, person }) => {
      const rows = await listSessionsOf(platform, tenant, momentOf(platform), person.id);
      return { data: rows.map((row) => openSessionOf(row, person.sessionId)) };
    },
  ),
  controlRoute(
    {
      ...endingOwn,
      path: '/v1/sessions/:sessionId/end',
      summary: 'End one of your sessions; whoever has a password gives it',
      params: SessionParams,
      audit: 'session.ended',
    },
    async (call) => {
      await proveOwner(call);
      const { receipt, value } = await endOneSession(call, call.person.id, call.params.sessionId);
      return audited(receipt, { answer: value });
    },
  ),
  controlRoute(
    {
      ...endingOwn,
      path: '/v1/sessions/end-others',
      summary: 'End all your sessions but the present one; whoever has a password gives it',
      params: NoParams,
      audit: 'sessions.ended',
    },
    async (call) => {
      await proveOwner(call);
      const { receipt, value } = await endAllSessions(call, call.person.id, call.person.sessionId);
      return audited(receipt, { answer: value });
    },
  ),
];

const administratorsRoutes: readonly Route[] = [
  readRoute(
    {
      ...peopleReading,
      path: '/v1/people/:personId/sessions',
      summary: 'Where a person is signed in, in this organisation',
      params: PersonParams,
      query: NoQuery,
      answer: Sessions,
      permission: 'person_session.read',
    },
    async ({ platform, tenant, person, params }) => {
      const rows = await listSessionsOf(platform, tenant, momentOf(platform), params.personId);
      return { data: rows.map((row) => openSessionOf(row, person.sessionId)) };
    },
  ),
  controlRoute(
    {
      ...ending,
      path: '/v1/people/:personId/sessions/:personSessionId',
      summary: 'End one session of a person',
      params: PersonSessionParams,
      permission: 'person_session.end',
      audit: 'session.ended',
    },
    async (call) => {
      const { receipt, value } = await endOneSession(call, call.params.personId, call.params.personSessionId);
      return audited(receipt, { answer: value });
    },
  ),
  controlRoute(
    {
      ...ending,
      path: '/v1/people/:personId/sessions',
      summary: 'End all sessions of a person in this organisation',
      params: PersonParams,
      permission: 'person_session.end',
      audit: 'sessions.ended',
    },
    async (call) => {
      const { receipt, value } = await endAllSessions(call, call.params.personId, null);
      return audited(receipt, { answer: value });
    },
  ),
];

export const sessionAdministrationRoutes: readonly Route[] = [...ownRoutes, ...administratorsRoutes];
