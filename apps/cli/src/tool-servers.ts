/**
 * The catalogue of stdio tool servers that a start writes (GAMUT_TOOL_SERVERS): the public reference servers as they are. The
 * demo's folders serve the demo tenant alone; every other tenant works in folders of its own (product.md: kept separate).
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readIfPresent, readJsonIfPresent, writeDurably } from './durable-file.ts';
import type { Home } from './home.ts';

const idPattern = /^tnt_[0-9a-z]{26}$/;

/** @param demoTenant id of the tenant that the demo's folders are for; undefined: nobody */
export function writeToolServers(home: Home, demoTenant: string | undefined): void {
  const passable = process.getuid?.() === 0 ? 0o711 : 0o700;
  for (const folder of ['runner', 'tools'])
    mkdirSync(join(home.path, folder), { recursive: true, mode: passable });
  mkdirSync(join(home.demo, 'memory'), { recursive: true, mode: 0o700 });
  const own = (name: string): string => join(home.path, 'tools', '{tenant}', name);
  const demo = (entry: object) => (demoTenant === undefined ? [] : [{ ...entry, tenants: [demoTenant] }]);
  const servers = {
    filesystem: [...demo(filesystemIn(join(home.demo, 'claims'))), filesystemIn(own('filesystem'))],
    everything: { package: '@modelcontextprotocol/server-everything', tenants: ['*'] },
    memory: [...demo(memoryIn(join(home.demo, 'memory'))), memoryIn(own('memory'))],
  };
  const path = join(home.path, 'tool-servers.json');
  const text = `${JSON.stringify({ servers }, null, 2)}\n`;
  if (readIfPresent(path) !== text) writeDurably(path, text);
}

const filesystemIn = (folder: string) => ({
  package: '@modelcontextprotocol/server-filesystem',
  args: ['.'],
  cwd: folder,
  writable: [folder],
});

const memoryIn = (folder: string) => ({
  package: '@modelcontextprotocol/server-memory',
  cwd: folder,
  writable: [folder],
  env: { MEMORY_FILE_PATH: join(folder, 'memory.json') },
});

/** @param said by the command that makes the demo tenant: lines, the last of them JSON that holds its id */
export function keepDemoTenant(home: Home, said: string): void {
  const id = /^\{.*"id":"(tnt_[0-9a-z]{26})".*\}$/m.exec(said)?.[1];
  if (id === undefined) throw new Error('the command that makes the demo tenant did not say its id');
  writeDurably(recordOf(home), JSON.stringify({ tenant: id }));
}

/** Of the last provisioning; undefined when the record is missing or was cut short. */
export function demoTenantId(home: Home): string | undefined {
  const { tenant } = (readJsonIfPresent(recordOf(home)) ?? {}) as { tenant?: unknown };
  return typeof tenant === 'string' && idPattern.test(tenant) ? tenant : undefined;
}

function recordOf(home: Home): string {
  return join(home.demo, 'tenant.json');
}
