/** The rows of findings. */
import { Type } from 'typebox';
import { notFound } from '../../../http/expected-refusals.ts';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, type Route } from '../../../http/route.ts';
import { closed, idOf, NoParams, pageOf as Page, ReasonText } from '../../../http/schema-words.ts';
import { agenticChange, agenticRead, AgentPageQuery } from '../agentic-rows.ts';
import { closeFinding } from './close-finding.ts';
import { createFinding } from './create-finding.ts';
import { Finding, NewFinding } from './finding.ts';
import { findFinding, listFindings } from './finding-store.ts';

const One = Type.Object({ findingId: idOf('fnd') }, closed);

export const findingRoutes: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/findings',
      summary: 'Findings against agents, newest first',
      params: NoParams,
      query: AgentPageQuery,
      answer: Page(Finding),
      permission: 'finding.read',
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      return pageOf(
        await listFindings(tx, asked, query.agentId),
        asked,
        (item) => [item.id],
        (item) => item,
      );
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/findings/:findingId',
      summary: 'One finding',
      params: One,
      answer: Finding,
      permission: 'finding.read',
    },
    async ({ tx, params }) => {
      const finding = await findFinding(tx, params.findingId);
      if (finding === undefined) throw notFound('finding');
      return finding;
    },
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/findings',
      summary: 'Record a finding against an agent',
      params: NoParams,
      body: NewFinding,
      answer: Finding,
      status: 201,
      permission: 'finding.create',
      loosens: { nothing: 'a finding only holds the agent back' },
      audit: 'finding.created',
    },
    ({ change, body }) => createFinding(change, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/findings/:findingId/close',
      summary: 'Close a finding; by somebody else than who opened it',
      params: One,
      body: Type.Object({ reason: ReasonText }, closed),
      answer: Finding,
      status: 200,
      permission: 'finding.close',
      loosens: 'an_agent',
      audit: 'finding.closed',
    },
    ({ change, params, body }) => closeFinding(change, params.findingId, body.reason),
  ),
];
