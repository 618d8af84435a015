/** An agent with the official MCP client, of either generation: the 2.x client (2026-07-28) and the 1.x SDK (2025-11-25). */
import {
  Client as NewClient,
  StreamableHTTPClientTransport as NewTransport,
} from '@modelcontextprotocol/client';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export const generations = ['2026-07-28', '2025-11-25'] as const;
export type Generation = (typeof generations)[number];

export interface ToolResult {
  readonly content: readonly { readonly type: string; readonly text?: string }[];
  readonly structuredContent?: Record<string, unknown>;
  readonly isError?: boolean;
  readonly _meta?: Record<string, unknown>;
}

export interface Agent {
  call(tool: string, args: Record<string, unknown>): Promise<ToolResult>;
  listTools(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function connectAgent(gateway: string, token: string, generation: Generation): Promise<Agent> {
  const url = new URL(`${gateway}/mcp`);
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  if (generation === '2026-07-28') {
    const client = new NewClient(
      { name: 'journey', version: '1.0.0' },
      { versionNegotiation: { mode: 'auto' } },
    );
    await client.connect(new NewTransport(url, { requestInit }));
    return {
      call: async (name, args) => (await client.callTool({ name, arguments: args })) as unknown as ToolResult,
      listTools: async () => (await client.listTools()).tools.map((tool) => tool.name),
      close: () => client.close(),
    };
  }
  const client = new OldClient({ name: 'journey', version: '1.0.0' });
  // the SDK's own types disagree about optional members under exactOptionalPropertyTypes
  await client.connect(
    new OldTransport(url, { requestInit }) as unknown as Parameters<OldClient['connect']>[0],
  );
  return {
    call: async (name, args) => (await client.callTool({ name, arguments: args })) as unknown as ToolResult,
    listTools: async () => (await client.listTools()).tools.map((tool) => tool.name),
    close: () => client.close(),
  };
}

/** The decision that a result carries, performed or refused. */
export function decisionOf(result: ToolResult): unknown {
  return result._meta?.['gamut/decision'] ?? result.structuredContent?.['decision'];
}

export function reasonCodesOf(result: ToolResult): string[] {
  const reasons = result.structuredContent?.['reasons'];
  return Array.isArray(reasons) ? (reasons as { code: string }[]).map(({ code }) => code) : [];
}
