/** Reads an upstream's whole tool listing, within bounds, and digests each tool. A listing is hostile input. */
import type { Client } from '@modelcontextprotocol/client';
import { toolDigest } from './tool-digest.ts';

export interface ObservedTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: Readonly<Record<string, unknown>>;
  readonly schemaSha256: string;
}

const pagesMax = 32;
export const toolsMax = 512;
const schemaBytesMax = 65_536;
const descriptionCharsMax = 8192;
const namePattern = /^[A-Za-z0-9_.\-/]{1,128}$/;

/** Tools that can't be pinned (odd name, oversized schema, no canonical form, text that can't be stored, a name that stands there twice) are left out: they can't be called. */
export async function listTools(client: Client, timeoutMs: number): Promise<ObservedTool[]> {
  const found = new Map<string, ObservedTool>();
  const names = new Set<string>();
  const twice = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < pagesMax; page++) {
    const params = cursor === undefined ? {} : { cursor };
    const answer = await client.request(
      { method: 'tools/list', params },
      { timeout: timeoutMs, maxTotalTimeout: timeoutMs },
    );
    for (const tool of answer.tools) {
      if (names.has(tool.name)) twice.add(tool.name);
      names.add(tool.name);
      const observed = observe(tool);
      if (observed !== undefined && !found.has(observed.name) && found.size < toolsMax)
        found.set(observed.name, observed);
    }
    cursor = answer.nextCursor;
    if (cursor === undefined) break;
  }
  // which of them a call would reach, nobody could say
  return [...found.values()].filter(({ name }) => !twice.has(name));
}

interface Listing {
  readonly name: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly inputSchema: object;
}

function observe(tool: Listing): ObservedTool | undefined {
  if (!namePattern.test(tool.name) || (tool.description?.length ?? 0) > descriptionCharsMax) return undefined;
  try {
    const inputSchema = tool.inputSchema as Record<string, unknown>;
    const schemaText = JSON.stringify(inputSchema);
    // A NUL can't be stored, and would keep platform from hearing of anything that this server lists.
    if (schemaText.length > schemaBytesMax || /\\u0000/.test(schemaText) || tool.description?.includes('\0'))
      return undefined;
    const schemaSha256 = toolDigest({ name: tool.name, description: tool.description, inputSchema });
    return {
      name: tool.name,
      title: (tool.title ?? tool.name)
        .slice(0, 256)
        .toWellFormed()
        .replace(/\p{Cc}/gu, ' '),
      description: tool.description ?? '',
      inputSchema,
      schemaSha256,
    };
  } catch {
    return undefined;
  }
}
