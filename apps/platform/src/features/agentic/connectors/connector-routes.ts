/** The rows of connectors and their tools. */
import { Type } from 'typebox';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, type Route } from '../../../http/route.ts';
import { closed, idOf, NoParams, pageOf as Page, PageQuery, text } from '../../../http/schema-words.ts';
import { agenticChange, agenticRead } from '../agentic-rows.ts';
import {
  Connector,
  ConnectorCredentials,
  ConnectorRow,
  ConnectorStatusChange,
  ConnectorTool,
  NewConnector,
  ToolPin,
} from './connector.ts';
import { listConnectors } from './connector-store.ts';
import { createConnector } from './create-connector.ts';
import { loadConnector } from './load-connector.ts';
import { pinObservedTool } from './pin-tool.ts';
import { setConnectorCredentials } from './set-connector-credentials.ts';
import { setConnectorStatus } from './set-connector-status.ts';

const One = Type.Object({ connectorId: idOf('con') }, closed);
const OneTool = Type.Object({ connectorId: idOf('con'), toolName: text(1, 128) }, closed);

export const connectorRoutes: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/connectors',
      summary: 'Connectors, by name',
      params: NoParams,
      query: PageQuery,
      answer: Page(ConnectorRow),
      permission: 'connector.read',
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      return pageOf(
        await listConnectors(tx, asked),
        asked,
        (item) => [item.name],
        (item) => item,
      );
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/connectors/:connectorId',
      summary: 'One connector, its tools pinned and observed',
      params: One,
      answer: Connector,
      permission: 'connector.read',
    },
    ({ tx, params }) => loadConnector(tx, params.connectorId),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/connectors',
      summary: 'Add a connector',
      params: NoParams,
      body: NewConnector,
      answer: Connector,
      status: 201,
      permission: 'connector.create',
      loosens: { nothing: 'nothing of it can be used before a tool is pinned and permitted' },
      audit: 'connector.created',
    },
    ({ change, body, platform }) => createConnector(change, body, platform.vaultPublicKey),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/connectors/:connectorId/status',
      summary: 'Open, quarantine or disable a connector',
      params: One,
      body: ConnectorStatusChange,
      answer: Connector,
      status: 200,
      permission: 'connector.update',
      loosens: 'all_agents',
      audit: 'connector.status_set',
    },
    ({ change, params, body }) => setConnectorStatus(change, params.connectorId, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'PUT',
      path: '/v1/connectors/:connectorId/credentials',
      summary: 'Replace the credential headers; they are never shown again',
      params: One,
      body: ConnectorCredentials,
      answer: Connector,
      status: 200,
      permission: 'connector.update',
      loosens: 'all_agents',
      audit: 'connector.credentials_set',
    },
    ({ change, params, body, platform }) =>
      setConnectorCredentials(change, params.connectorId, body.headers, platform.vaultPublicKey),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'PUT',
      path: '/v1/connectors/:connectorId/tools/:toolName',
      summary: 'Classify a tool and pin what its server says about it',
      params: OneTool,
      body: ToolPin,
      answer: ConnectorTool,
      status: 200,
      permission: 'connector.update',
      loosens: 'all_agents',
      audit: 'tool.pinned',
    },
    ({ change, params, body }) => pinObservedTool(change, params.connectorId, params.toolName, body),
  ),
];
