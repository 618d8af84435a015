/**
 * The operator's catalogue of stdio tool servers for the demo (GAMUT_TOOL_SERVERS): the public reference servers as they
 * are, each with the one folder it may work in. Commands come from here by name, never from a tenant.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readIfPresent, writeDurably } from './durable-file.ts';
import type { Home } from './home.ts';

export function writeToolServers(home: Home): void {
  const claims = join(home.demo, 'claims');
  const memory = join(home.demo, 'memory');
  const asRoot = process.getuid?.() === 0;
  mkdirSync(memory, { recursive: true, mode: 0o700 });
  mkdirSync(join(home.path, 'runner'), { recursive: true, mode: asRoot ? 0o711 : 0o700 });
  const catalogue = {
    servers: {
      filesystem: {
        package: '@modelcontextprotocol/server-filesystem',
        args: ['.'],
        cwd: claims,
        writable: [claims],
        tenants: ['*'],
      },
      everything: { package: '@modelcontextprotocol/server-everything', tenants: ['*'] },
      memory: {
        package: '@modelcontextprotocol/server-memory',
        cwd: memory,
        writable: [memory],
        env: { MEMORY_FILE_PATH: join(memory, 'memory.json') },
        tenants: ['*'],
      },
    },
  };
  const path = join(home.path, 'tool-servers.json');
  const text = `${JSON.stringify(catalogue, null, 2)}\n`;
  if (readIfPresent(path) !== text) writeDurably(path, text);
}
