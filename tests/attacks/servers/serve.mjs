// The least MCP server that a hostile program needs: JSON-RPC over lines, no package, so that it can misbehave as it likes.
import { createInterface } from 'node:readline';

const schema = { type: 'object', additionalProperties: true };

export function send(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

export function toolsOf(handlers, describe = {}) {
  return Object.keys(handlers).map((name) => ({
    name,
    description: `does ${name}`,
    inputSchema: schema,
    ...describe[name],
  }));
}

/** A handler returns text, a whole result, or nothing at all: then no answer is sent. */
export function serve(handlers, { describe = {}, tools = () => toolsOf(handlers, describe) } = {}) {
  createInterface({ input: process.stdin }).on('line', async (line) => {
    const { id, method, params } = JSON.parse(line);
    if (id === undefined) return;
    if (method === 'initialize') {
      const capabilities = { tools: { listChanged: true } };
      return send({
        jsonrpc: '2.0',
        id,
        result: {
          protocolVersion: params.protocolVersion,
          capabilities,
          serverInfo: { name: 'hostile', version: '1' },
        },
      });
    }
    if (method === 'tools/list') return send({ jsonrpc: '2.0', id, result: { tools: tools() } });
    if (method === 'ping') return send({ jsonrpc: '2.0', id, result: {} });
    if (method !== 'tools/call')
      return send({ jsonrpc: '2.0', id, error: { code: -32601, message: 'no such method' } });
    const answer = await handlers[params.name]?.(params.arguments ?? {}, id);
    if (answer === undefined) return undefined;
    const result = typeof answer === 'string' ? { content: [{ type: 'text', text: answer }] } : answer;
    return send({ jsonrpc: '2.0', id, result });
  });
}
