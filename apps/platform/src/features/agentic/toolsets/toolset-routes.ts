/** The rows of toolsets, and of who holds them. Granting one is permitting tools, and takes the same right. */
import { Type } from 'typebox';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, type Route } from '../../../http/route.ts';
import { closed, idOf, NoParams, pageOf as Page, PageQuery, Recorded } from '../../../http/schema-words.ts';
import { agenticChange, agenticRead, AgentPageQuery } from '../agentic-rows.ts';
import { grantToolset, withdrawToolset } from './grant-toolset.ts';
import { TakingQuery } from './take-away.ts';
import { NewToolset, NewToolsetGrant, Toolset, ToolsetChange, ToolsetGrant } from './toolset.ts';
import { listToolsetGrants, listToolsets } from './toolset-store.ts';
import { changeToolset, createToolset, loadToolset, removeToolset } from './write-toolset.ts';

const One = Type.Object({ toolsetId: idOf('tls') }, closed);

const ofToolsets: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/toolsets',
      summary: 'Toolsets, and which agents hold each',
      params: NoParams,
      query: PageQuery,
      answer: Page(Toolset),
      permission: 'toolset.read',
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      return pageOf(
        await listToolsets(tx, asked),
        asked,
        (item) => [item.id],
        (item) => item,
      );
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/toolsets/:toolsetId',
      summary: 'One toolset: its tools, their terms, and which agents hold it',
      params: One,
      answer: Toolset,
      permission: 'toolset.read',
    },
    ({ tx, params }) => loadToolset(tx, params.toolsetId),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/toolsets',
      summary: 'Make a toolset',
      params: NoParams,
      body: NewToolset,
      answer: Toolset,
      status: 201,
      permission: 'toolset.write',
      loosens: { nothing: 'nobody holds it yet' },
      audit: 'toolset.created',
    },
    ({ change, body }) => createToolset(change, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/toolsets/:toolsetId/versions',
      summary: 'Change the tools of a toolset, for every agent that holds it',
      params: One,
      body: ToolsetChange,
      answer: Toolset,
      status: 200,
      permission: 'toolset.write',
      loosens: 'an_agent',
      audit: 'toolset.changed',
    },
    ({ change, params, body }) => changeToolset(change, params.toolsetId, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'DELETE',
      path: '/v1/toolsets/:toolsetId',
      summary: 'Remove a toolset that no agent holds',
      params: One,
      body: null,
      answer: Recorded,
      status: 200,
      permission: 'toolset.write',
      loosens: { nothing: 'only what nobody holds is removed' },
      audit: 'toolset.removed',
    },
    ({ change, params }) => removeToolset(change, params.toolsetId),
  ),
];

const ofGrants: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/toolset-grants',
      summary: 'Which agent holds which toolset',
      params: NoParams,
      query: AgentPageQuery,
      answer: Page(ToolsetGrant),
      permission: 'toolset.read',
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      return pageOf(
        await listToolsetGrants(tx, asked, query.agentId),
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
      path: '/v1/toolset-grants',
      summary: 'Grant a toolset to an agent: its tools are permitted as one',
      params: NoParams,
      body: NewToolsetGrant,
      answer: ToolsetGrant,
      status: 201,
      permission: 'tool_permission.grant',
      loosens: 'an_agent',
      audit: 'toolset.granted',
    },
    ({ change, body }) => grantToolset(change, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'DELETE',
      path: '/v1/toolset-grants/:toolsetGrantId',
      summary: 'Withdraw a toolset from an agent',
      params: Type.Object({ toolsetGrantId: idOf('tsg') }, closed),
      query: TakingQuery,
      body: null,
      answer: Recorded,
      status: 200,
      permission: 'tool_permission.revoke',
      loosens: 'an_agent',
      audit: 'toolset.withdrawn',
    },
    ({ change, params, query }) => withdrawToolset(change, params.toolsetGrantId, query),
  ),
];

export const toolsetRoutes: readonly Route[] = [...ofToolsets, ...ofGrants];
