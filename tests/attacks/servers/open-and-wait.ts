/** Stands in Gateway's place for the orphan test: opens the stubborn tool server through the runner, and waits. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { entryFor, parseCatalogue } from '../../../apps/gateway/src/connectors/stdio/catalogue.ts';
import { openStdioServer } from '../../../apps/gateway/src/connectors/stdio/stdio-server.ts';

const home = process.argv[2] ?? '';
const script = join(dirname(fileURLToPath(import.meta.url)), 'stubborn.mjs');
const entry = { script, args: [join(home, 'alive')], writable: [home], tenants: ['*'] };
const catalogue = parseCatalogue(JSON.stringify({ servers: { stubborn: entry } }));
const transport = await openStdioServer({
  entry: entryFor(catalogue, 'stubborn', 'tnt_test'),
  tenant: 'tnt_test',
  connector: 'con_test',
  runnerHome: join(home, 'runner'),
  development: true,
  lineBytesMax: 1000,
  onIsolation: () => undefined,
});
await transport.start();
console.log('open');
setInterval(() => undefined, 1000);
