/** The rows of incident playbooks. */
import { Type } from 'typebox';
import { notFound } from '../../../http/expected-refusals.ts';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, type Route } from '../../../http/route.ts';
import {
  closed,
  idOf,
  NoParams,
  pageOf as Page,
  PageQuery,
  Recorded,
  WithReason,
} from '../../../http/schema-words.ts';
import { agenticChange, agenticRead } from '../agentic-rows.ts';
import { createIncidentPlaybook } from './create-incident-playbook.ts';
import { deleteIncidentPlaybook } from './delete-incident-playbook.ts';
import { IncidentPlaybook, IncidentPlaybookPatch, NewIncidentPlaybook } from './incident-playbook.ts';
import { findIncidentPlaybook, listIncidentPlaybooks } from './incident-playbook-store.ts';
import { updateIncidentPlaybook } from './update-incident-playbook.ts';

const One = Type.Object({ incidentPlaybookId: idOf('pbk') }, closed);

export const incidentPlaybookRoutes: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/incident-playbooks',
      summary: 'Incident playbooks',
      params: NoParams,
      query: PageQuery,
      answer: Page(IncidentPlaybook),
      permission: 'incident_playbook.read',
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      return pageOf(
        await listIncidentPlaybooks(tx, asked),
        asked,
        (item) => [item.id],
        (item) => item,
      );
    },
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/incident-playbooks',
      summary: 'Add an incident playbook',
      params: NoParams,
      body: NewIncidentPlaybook,
      answer: IncidentPlaybook,
      status: 201,
      permission: 'incident_playbook.create',
      loosens: 'all_agents',
      audit: 'incident_playbook.created',
    },
    ({ change, body }) => createIncidentPlaybook(change, body),
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/incident-playbooks/:incidentPlaybookId',
      summary: 'One incident playbook',
      params: One,
      answer: IncidentPlaybook,
      permission: 'incident_playbook.read',
    },
    async ({ tx, params }) => {
      const playbook = await findIncidentPlaybook(tx, params.incidentPlaybookId);
      if (playbook === undefined) throw notFound('incident playbook');
      return playbook;
    },
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'PATCH',
      path: '/v1/incident-playbooks/:incidentPlaybookId',
      summary: 'Change an incident playbook',
      params: One,
      body: IncidentPlaybookPatch,
      answer: IncidentPlaybook,
      status: 200,
      permission: 'incident_playbook.update',
      loosens: 'all_agents',
      audit: 'incident_playbook.updated',
    },
    ({ change, params, body }) => updateIncidentPlaybook(change, params.incidentPlaybookId, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'DELETE',
      path: '/v1/incident-playbooks/:incidentPlaybookId',
      summary: 'Remove an incident playbook',
      params: One,
      body: WithReason,
      answer: Recorded,
      status: 200,
      permission: 'incident_playbook.delete',
      loosens: { nothing: 'what no playbook covers is blocked' },
      audit: 'incident_playbook.deleted',
    },
    ({ change, params, body }) => deleteIncidentPlaybook(change, params.incidentPlaybookId, body.reason),
  ),
];
