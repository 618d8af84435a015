/** The rows of incidents. */
import { Type } from 'typebox';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { changeRoute, readRoute, type Route } from '../../../http/route.ts';
import { closed, idOf, NoParams, oneOf, pageOf as Page } from '../../../http/schema-words.ts';
import { agenticChange, agenticRead, AgentPageQuery } from '../agentic-rows.ts';
import { closeIncident } from './close-incident.ts';
import { containIncident } from './contain-incident.ts';
import { createIncident } from './create-incident.ts';
import { Incident, IncidentNote, incidentStatuses, NewIncident } from './incident.ts';
import { findIncident, listIncidents } from './incident-store.ts';

const One = Type.Object({ incidentId: idOf('inc') }, closed);
const IncidentQuery = Type.Object(
  { ...AgentPageQuery.properties, status: Type.Optional(oneOf(incidentStatuses)) },
  closed,
);

export const incidentRoutes: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/incidents',
      summary: 'Incidents, newest first',
      params: NoParams,
      query: IncidentQuery,
      answer: Page(Incident),
      permission: 'incident.read',
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      return pageOf(
        await listIncidents(tx, asked, query),
        asked,
        (item) => [item.id],
        (item) => item,
      );
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/incidents/:incidentId',
      summary: 'One incident',
      params: One,
      answer: Incident,
      permission: 'incident.read',
    },
    async ({ tx, params }) => {
      const incident = await findIncident(tx, params.incidentId);
      if (incident === undefined) throw notFound('incident');
      return incident;
    },
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/incidents',
      summary: 'Open an incident against an agent; a critical one makes it an intern at once',
      params: NoParams,
      body: NewIncident,
      answer: Incident,
      status: 201,
      permission: 'incident.open',
      loosens: { nothing: 'an incident only holds the agent back' },
      audit: 'incident.opened',
    },
    ({ change, body }) => createIncident(change, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/incidents/:incidentId/contain',
      summary: 'Say that an incident is contained, and how',
      params: One,
      body: IncidentNote,
      answer: Incident,
      status: 200,
      permission: 'incident.contain',
      loosens: { nothing: 'it counts against the agent until it is closed' },
      audit: 'incident.contained',
    },
    ({ change, params, body }) => containIncident(change, params.incidentId, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/incidents/:incidentId/close',
      summary: 'Close an incident',
      params: One,
      body: IncidentNote,
      answer: Incident,
      status: 200,
      permission: 'incident.close',
      loosens: 'an_agent',
      audit: 'incident.closed',
    },
    ({ change, params, body }) => closeIncident(change, params.incidentId, body),
  ),
];
