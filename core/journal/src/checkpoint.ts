/**
 * The head of a stream's Merkle tree as a C2SP checkpoint (c2sp.org/tlog-checkpoint): origin, size, root, each on a line,
 * and no extension lines. The origin names deployment, tenant and stream, so a checkpoint of one stream never passes for
 * another's; the signing key's name is the origin's first two parts, one key per deployment.
 */
import { decodeBase64, encodeBase64 } from './base64.ts';
import { type StreamName, streamNames, tenantPattern } from './entry.ts';

export interface Checkpoint {
  readonly origin: string;
  /** At least 1: an empty stream has no checkpoint. */
  readonly size: number;
  readonly root: Uint8Array;
}

export const deploymentPattern = /^[a-z0-9][a-z0-9_-]{0,62}$/;

/** The name of a deployment's journal key. */
export function journalKeyName(deployment: string): string {
  if (!deploymentPattern.test(deployment)) throw new TypeError('a deployment is named in a-z, 0-9, _ and -');
  return `gamut.example/${deployment}`;
}

export function checkpointOrigin(deployment: string, tenant: string, stream: StreamName): string {
  if (!tenantPattern.test(tenant)) throw new TypeError('not a tenant id');
  if (!streamNames.includes(stream)) throw new TypeError('not a stream');
  return `${journalKeyName(deployment)}/${tenant}/${stream}`;
}

/** The note text of a checkpoint, newline included. */
export function formatCheckpoint(checkpoint: Checkpoint): string {
  const { origin, size, root } = checkpoint;
  if (origin === '' || origin.includes('\n')) throw new TypeError('an origin is one line');
  if (!Number.isSafeInteger(size) || size < 1) throw new RangeError('a checkpoint covers at least one entry');
  if (root.length !== 32) throw new RangeError('a root has 32 bytes');
  return `${origin}\n${size}\n${encodeBase64(root)}\n`;
}

/** Strict: the checkpoint, or undefined when the text is not exactly what `formatCheckpoint` would write. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const match = /^([^\n]+)\n([1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n$/.exec(text);
  if (match === null) return undefined;
  const [origin, size, root] = [match[1] as string, Number(match[2]), decodeBase64(match[3] as string)];
  if (!Number.isSafeInteger(size) || root?.length !== 32) return undefined;
  return { origin, size, root };
}
