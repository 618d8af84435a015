/**
 * Writes apps/platform/src/demo/pinned-tools.json: what the three demo tool servers list, as Gateway itself reads and
 * digests it, so that the demo's connectors are pinned to exactly what is installed. Run it after changing a server's
 * version: `node tools/pin-demo-tools.ts`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCatalogue } from '../apps/gateway/src/connectors/stdio/catalogue.ts';
import { openStdioServer } from '../apps/gateway/src/connectors/stdio/stdio-server.ts';
import { Upstream } from '../apps/gateway/src/connectors/upstream.ts';
import type { ObservedTool } from '../apps/gateway/src/connectors/list-tools.ts';

const work = mkdtempSync(join(tmpdir(), 'gamut-pin-'));
const files = { cwd: join(work, 'files'), writable: [join(work, 'files')], tenants: ['*'] };
const catalogue = parseCatalogue(
  JSON.stringify({
    servers: {
      filesystem: { package: '@modelcontextprotocol/server-filesystem', args: ['.'], ...files },
      everything: { package: '@modelcontextprotocol/server-everything' },
      memory: {
        package: '@modelcontextprotocol/server-memory',
        ...files,
        env: { MEMORY_FILE_PATH: join(work, 'files', 'memory.json') },
      },
    },
  }),
);

const pinned: Record<string, readonly ObservedTool[]> = {};
for (const entry of [...catalogue.values()].flat()) {
  let tools: readonly ObservedTool[] = [];
  const upstream = new Upstream({
    open: () =>
      openStdioServer({
        entry,
        tenant: 'pin',
        connector: entry.name,
        runnerHome: work,
        development: true,
        lineBytesMax: 4_000_000,
        onIsolation: () => undefined,
      }),
    clock: { nowMs: Date.now, monotonicMs: () => performance.now() },
    connectTimeoutMs: 30_000,
    onListing: (state) => {
      tools = state.tools;
    },
  });
  await upstream.connect();
  pinned[entry.name] = tools;
  await upstream.close();
}
rmSync(work, { recursive: true, force: true });
writeFileSync(
  new URL('../apps/platform/src/demo/pinned-tools.json', import.meta.url),
  `${JSON.stringify(pinned, null, 2)}\n`,
);
console.log(
  Object.entries(pinned)
    .map(([name, tools]) => `${name}: ${tools.length} tools`)
    .join('\n'),
);
