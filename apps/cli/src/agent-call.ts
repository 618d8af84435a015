/**
 * An agent's tool call in plain JSON-RPC over HTTP (MCP 2025-11-25, stateless use): what any client sends, without a
 * client library, so that the tour depends on nothing but the wire.
 */
import { call } from './operator-api.ts';

export interface ToolAnswer {
  readonly status: number;
  /** The decision as Gateway states it, for performed and refused calls alike. */
  readonly decision: string | undefined;
  readonly isError: boolean;
  readonly reasons: readonly string[];
  readonly fix: string | undefined;
  readonly approvalId: string | undefined;
  readonly text: string;
}

/** @param gateway origin without /mcp */
export async function callTool(
  gateway: string,
  token: string,
  name: string,
  args: Readonly<Record<string, unknown>>,
): Promise<ToolAnswer> {
  const response = await call(`${gateway}/mcp`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2025-11-25',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } }),
    signal: AbortSignal.timeout(30_000),
  });
  return parseAnswer(response.status, await response.text());
}

function parseAnswer(status: number, body: string): ToolAnswer {
  const message = parseMessage(body);
  const result = asObject(message['result']);
  const refusal = asObject(result['structuredContent']);
  const meta = asObject(result['_meta']);
  const first = Array.isArray(result['content']) ? asObject((result['content'] as unknown[])[0]) : {};
  const error = asObject(message['error']);
  return {
    status,
    decision: textOf(meta['gamut/decision']) ?? textOf(refusal['decision']),
    isError: result['isError'] === true || message['error'] !== undefined,
    reasons: reasonsOf(refusal['reasons']),
    fix: textOf(refusal['fix']),
    approvalId: textOf(refusal['approval_id']),
    text: textOf(first['text']) ?? textOf(error['message']) ?? '',
  };
}

/** The JSON-RPC message, out of plain JSON or the last event of a stream. */
function parseMessage(body: string): Record<string, unknown> {
  const events = body.split('\n').filter((line) => line.startsWith('data:'));
  const json = events.length === 0 ? body : (events.at(-1) ?? '').slice('data:'.length);
  try {
    return asObject(JSON.parse(json));
  } catch {
    return {};
  }
}

function reasonsOf(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return (value as unknown[]).map((reason) => {
    const { code, message } = asObject(reason);
    return typeof reason === 'string' ? reason : (textOf(message) ?? textOf(code) ?? JSON.stringify(reason));
  });
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
