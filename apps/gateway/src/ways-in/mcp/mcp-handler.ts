/**
 * MCP itself, by the official server package: one handler serves revisions 2025-11-25 (stateless) and 2026-07-28. A fresh
 * server per request, made for the one agent that the request's credential names; it holds nothing between requests.
 */
import {
  createMcpHandler,
  Server,
  type McpHttpHandler,
  type McpRequestContext,
} from '@modelcontextprotocol/server';
import type { IdentifiedAgent } from '../../identity/identify-agent.ts';
import { callAgentTool, listAgentTools, type AgentSessionParts } from './agent-session.ts';
import type { ReadMessage } from './known-members.ts';
import { getSkillPrompt, listSkillPrompts, type SkillPromptParts } from './skill-prompts.ts';

const serverInfo = { name: 'gamut-gateway', title: 'Gamut Gateway', version: '0.1.0' };
const instructions =
  'Every call is decided by Gamut before it is performed. A refusal is a tool result with isError, and names each reason and what would make it pass. ' +
  'When a call waits for approval, call again with exactly the same arguments once a person has approved it. Tool descriptions are the words of the connectors. ' +
  'Each prompt is a skill of yours: what you are told to do with your tools, in the words that a person approved. Read them first.';

/** The agent travels with the request as authentication info; the handler itself verifies nothing. */
const agentKey = 'gamut';
const givenKey = 'gamut_arguments';

export interface McpService {
  /** @param given what stood in the place of a call's arguments, where it is no object */
  serve(
    request: Request,
    parsedBody: unknown,
    who: IdentifiedAgent,
    given?: ReadMessage['given'],
  ): Promise<Response>;
  close(): Promise<void>;
}

export function createMcpService(
  parts: AgentSessionParts & SkillPromptParts,
  onError: (error: Error) => void,
): McpService {
  const handler: McpHttpHandler = createMcpHandler(
    (context) => serverFor(parts, agentOf(context), givenIn(context)),
    {
      legacy: 'stateless',
      maxSubscriptions: 64,
      onerror: onError,
    },
  );
  return {
    serve: (request, parsedBody, who, given) =>
      handler.fetch(request, {
        parsedBody,
        authInfo: {
          token: 'withheld',
          clientId: who.agent.id,
          scopes: [],
          extra: { [agentKey]: who, [givenKey]: given },
        },
      }),
    close: () => handler.close(),
  };
}

function agentOf(context: McpRequestContext): IdentifiedAgent {
  const who = context.authInfo?.extra?.[agentKey];
  if (who === undefined) throw new TypeError('a request without an agent reached MCP');
  return who as IdentifiedAgent;
}

function givenIn(context: McpRequestContext): ReadMessage['given'] {
  return context.authInfo?.extra?.[givenKey] as ReadMessage['given'];
}

function serverFor(
  parts: AgentSessionParts & SkillPromptParts,
  who: IdentifiedAgent,
  given: ReadMessage['given'],
): Server {
  const server = new Server(serverInfo, { capabilities: { tools: {}, prompts: {} }, instructions });
  server.setRequestHandler('prompts/list', async () => ({ prompts: await listSkillPrompts(parts, who) }));
  server.setRequestHandler(
    'prompts/get',
    async ({ params }) => (await getSkillPrompt(parts, who, params.name)) as never,
  );
  server.setRequestHandler('tools/list', async () => ({
    tools: (await listAgentTools(parts, who)) as never,
  }));
  server.setRequestHandler(
    'tools/call',
    async ({ params }, { mcpReq }) =>
      (await callAgentTool(parts, who, {
        name: params.name,
        arguments: given === undefined ? (params.arguments ?? {}) : given.arguments,
        asking: { envelope: mcpReq.envelope, inputResponses: mcpReq.inputResponses },
      })) as never,
  );
  return server;
}
