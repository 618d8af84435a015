/** The rows of tool permissions. */
import { Type } from 'typebox';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, type Route } from '../../../http/route.ts';
import { closed, idOf, NoParams, pageOf as Page, Recorded } from '../../../http/schema-words.ts';
import { agenticChange, agenticRead, AgentPageQuery } from '../agentic-rows.ts';
import { TakingQuery } from '../toolsets/take-away.ts';
import { grantToolPermission } from './grant-tool-permission.ts';
import { revokeToolPermission } from './revoke-tool-permission.ts';
import { NewToolPermission, ToolPermission } from './tool-permission.ts';
import { listToolPermissions } from './tool-permission-store.ts';

const One = Type.Object({ toolPermissionId: idOf('prm') }, closed);

export const toolPermissionRoutes: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/tool-permissions',
      summary: 'Which agent may use which tool',
      params: NoParams,
      query: AgentPageQuery,
      answer: Page(ToolPermission),
      permission: 'tool_permission.read',
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      return pageOf(
        await listToolPermissions(tx, asked, query.agentId),
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
      path: '/v1/tool-permissions',
      summary: 'Permit a tool to an agent',
      params: NoParams,
      body: NewToolPermission,
      answer: ToolPermission,
      status: 201,
      permission: 'tool_permission.grant',
      loosens: 'an_agent',
      audit: 'tool_permission.granted',
    },
    ({ change, body }) => grantToolPermission(change, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'DELETE',
      path: '/v1/tool-permissions/:toolPermissionId',
      summary: 'Take a tool from an agent',
      params: One,
      query: TakingQuery,
      body: null,
      answer: Recorded,
      status: 200,
      permission: 'tool_permission.revoke',
      loosens: 'an_agent',
      audit: 'tool_permission.revoked',
    },
    ({ change, params, query }) => revokeToolPermission(change, params.toolPermissionId, query),
  ),
];
