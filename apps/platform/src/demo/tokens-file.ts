/** The demo agents' tokens, for the launcher and the tour: written whole or not at all, readable by their owner alone. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';

export interface DemoToken {
  readonly name: string;
  readonly level: string;
  readonly token: string;
}

/** What an earlier run wrote; nothing when it is absent, half-written or not ours: then tokens are issued anew. */
export function readTokens(path: string): readonly DemoToken[] {
  try {
    const { agents } = JSON.parse(readFileSync(path, 'utf8')) as { agents?: unknown };
    return Array.isArray(agents) ? (agents as unknown[]).filter(isToken) : [];
  } catch {
    return [];
  }
}

export function writeTokens(path: string, agents: readonly DemoToken[]): void {
  const draft = `${path}.${process.pid}.tmp`;
  rmSync(draft, { force: true });
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, `${JSON.stringify({ agents }, null, 2)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
}

function isToken(value: unknown): value is DemoToken {
  if (typeof value !== 'object' || value === null) return false;
  const { name, level, token } = value as Record<string, unknown>;
  return [name, level, token].every((text) => typeof text === 'string');
}
