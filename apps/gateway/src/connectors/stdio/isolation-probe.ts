/**
 * Runs in a tool server's place, with exactly what the server will get, and tries what a hostile server would try. It
 * prints one line of JSON: what it could reach. A guard that is reported was measured here, not assumed (security.md 10).
 * Arguments: a file that only Gateway may read, Gateway's process id, a port that listens on loopback.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

const [, , secretFile = '', gatewayPid = '0', port = '0'] = process.argv;

/** True when it succeeded: the guard does not hold. */
function reaches(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}

function reachesLoopback(): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const socket = connect({ host: '127.0.0.1', port: Number(port), timeout: 300 });
      const end = (reached: boolean) => () => {
        socket.destroy();
        resolve(reached);
      };
      socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
    } catch {
      resolve(false);
    }
  });
}

const report = process.report.getReport() as unknown as {
  userLimits?: { data_seg_size_bytes?: { soft?: unknown } };
};

console.log(
  JSON.stringify({
    uid: process.getuid?.() ?? -1,
    environment: Object.keys(process.env),
    readsSecret: reaches(() => readFileSync(secretFile)),
    // In a process namespace of its own the probe is number 1; when Gateway is that too, the number means the probe itself.
    readsProcess:
      Number(gatewayPid) !== process.pid && reaches(() => readFileSync(`/proc/${gatewayPid}/environ`)),
    signalsProcess: Number(gatewayPid) !== process.pid && reaches(() => process.kill(Number(gatewayPid), 0)),
    startsProgram:
      reaches(() => execFileSync(process.execPath, ['--version'])) ||
      reaches(() => execFileSync('/bin/sh', ['-c', 'true'])),
    reachesNetwork: await reachesLoopback(),
    dataLimit: report.userLimits?.data_seg_size_bytes?.soft ?? 'unlimited',
  }),
);
