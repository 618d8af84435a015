/** The lockfile names versions and digests, and no host: an install takes them from whatever registry the machine is given. */
import { readFileSync } from 'node:fs';

interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly version?: string;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
const faults: string[] = [];
for (const [path, entry] of Object.entries(lock.packages)) {
  if (entry.resolved !== undefined && /^[a-z+]+:/.test(entry.resolved)) faults.push(`${path}: names a host`);
  if (path.startsWith('node_modules/') && entry.link !== true && entry.integrity === undefined) {
    faults.push(`${path}: has no integrity digest`);
  }
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
