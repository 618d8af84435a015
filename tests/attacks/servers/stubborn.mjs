// A tool server that does not care whether anybody still talks to it, and says so into a file.
import { writeFileSync } from 'node:fs';

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGPIPE']) process.on(signal, () => undefined);
setInterval(() => writeFileSync(process.argv[2], String(Date.now())), 20);
