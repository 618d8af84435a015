/** What a person pastes into their own client, with the values filled in. Pure; the token is a placeholder until one was issued here. */

export interface ConnectValues {
  readonly gatewayUrl: string;
  /** Undefined until a token was issued on this page: it is shown once and never fetched. */
  readonly token: string | undefined;
  readonly agentName: string;
}

const tokenOf = ({ token }: ConnectValues): string => token ?? 'gma_… (the agent’s token)';

export const endpointOf = ({ gatewayUrl }: Pick<ConnectValues, 'gatewayUrl'>): string =>
  `${gatewayUrl.replace(/\/$/, '')}/mcp`;

/** The configuration most MCP clients read. */
export function mcpConfig(values: ConnectValues): string {
  return JSON.stringify(
    {
      mcpServers: {
        gamut: {
          type: 'http',
          url: endpointOf(values),
          headers: { Authorization: `Bearer ${tokenOf(values)}` },
        },
      },
    },
    null,
    2,
  );
}

/** The official TypeScript client, as it is called today. */
export function clientProgram(values: ConnectValues): string {
  return `import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const client = new Client({ name: '${values.agentName}', version: '1.0.0' });
await client.connect(
  new StreamableHTTPClientTransport(new URL('${endpointOf(values)}'), {
    requestInit: { headers: { Authorization: 'Bearer ${tokenOf(values)}' } },
  }),
);
const { tools } = await client.listTools();
console.log(tools.map((tool) => tool.name));`;
}

/** First call without any client: lists the tools this agent may use. */
export function curlCommand(values: ConnectValues): string {
  return `curl -sS ${endpointOf(values)} \\
  -H 'Authorization: Bearer ${tokenOf(values)}' \\
  -H 'Content-Type: application/json' \\
  -H 'Accept: application/json, text/event-stream' \\
  -H 'MCP-Protocol-Version: 2025-11-25' \\
  -d '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}'`;
}
