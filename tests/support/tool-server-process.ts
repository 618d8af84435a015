/** The process of a tool server that a Gateway runs, found as the system knows it, so that a test can hold it up. */
import { readdirSync, readFileSync } from 'node:fs';

/** @param name what its command line holds @throws when this Gateway runs none */
export function toolServerOf(gateway: number, name: string): number {
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  const found = pids.map(Number).filter((pid) => runs(pid, name) && descends(pid, gateway));
  // whoever walls it in names it too: the server is the innermost
  const innermost = found.find((pid) => !found.some((other) => other !== pid && descends(other, pid)));
  if (innermost === undefined) throw new Error(`Gateway ${gateway} runs no ${name}`);
  return innermost;
}

function runs(pid: number, name: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(name);
  } catch {
    return false;
  }
}

function descends(pid: number, from: number): boolean {
  for (let one = pid; one > 1;) {
    if (one === from) return true;
    try {
      // behind the name in brackets: state, parent
      one = Number(readFileSync(`/proc/${one}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
    } catch {
      return false;
    }
  }
  return false;
}
