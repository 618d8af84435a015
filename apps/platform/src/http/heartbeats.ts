/** When each other process was last heard of, in this process's memory: what the console and readiness say of them. */
export interface Heartbeats {
  seen(process: 'claw' | 'gateway', atMs: number): void;
  lastSeenMs(process: 'claw' | 'gateway'): number | undefined;
}

export function createHeartbeats(): Heartbeats {
  const last = new Map<string, number>();
  return {
    seen: (process, atMs) => void last.set(process, atMs),
    lastSeenMs: (process) => last.get(process),
  };
}
