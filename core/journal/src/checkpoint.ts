/**
 * The head of a stream's Merkle tree as a C2SP checkpoint (c2sp.org/tlog-checkpoint): origin, size, root, each on a line,
 * and no extension lines. The origin names deployment, tenant, generation and stream, so a checkpoint of one stream never
 * passes for another's; the signing key's name is the origin's first two parts, one key per deployment. A journal that was
 * restored is shorter than what was signed of it, and goes on as another log: the next generation.
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

/** Generations are counted from 1, which stands in no origin. */
export function isGeneration(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= 1_000_000;
}

export function checkpointOrigin(
  deployment: string,
  tenant: string,
  stream: StreamName,
  generation = 1,
): string {
  if (!tenantPattern.test(tenant)) throw new TypeError('not a tenant id');
  if (!streamNames.includes(stream)) throw new TypeError('not a stream');
  if (!isGeneration(generation)) throw new TypeError('not a generation');
  const whose = generation === 1 ? tenant : `${tenant}@${generation}`;
  return `${journalKeyName(deployment)}/${whose}/${stream}`;
}

/** Whether this is the origin of some stream of that deployment, spelled as `checkpointOrigin` spells it. */
export function isOriginOf(deployment: string, origin: string): boolean {
  const [, , whose, stream, ...more] = origin.split('/');
  if (whose === undefined || stream === undefined || more.length > 0) return false;
  const [tenant, generation = '1'] = whose.split('@', 2);
  try {
    return (
      checkpointOrigin(deployment, tenant as string, stream as StreamName, Number(generation)) === origin
    );
  } catch {
    return false;
  }
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
