/**
 * The published Merkle vectors of transparency-dev/merkle (RFC 6962 inclusion and consistency), run against core/journal.
 * The vectors allow an empty tree in places; we refuse size zero, so a vector of size zero passes when it is refused.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@gamut/crypto/hash';
import { createTally, type VectorResult } from './vector-result.ts';
import { verifyConsistency, verifyInclusion } from '@gamut/journal/merkle-proof';

interface InclusionVector {
  readonly name: string;
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}

interface ConsistencyVector {
  readonly name: string;
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}

export async function run(vectorsDir: string): Promise<VectorResult> {
  const tally = createTally();
  const judge = (name: string, accepted: boolean, wanted: boolean) => {
    tally.check(`${name}: ${accepted ? 'accepted' : 'refused'}`, accepted === wanted);
  };
  for (const vector of await load<InclusionVector>(vectorsDir, 'merkle-inclusion.json')) {
    const { leafIdx: index, treeSize: size } = vector;
    const [leaf, root, proof] = [bytes(vector.leafHash), bytes(vector.root), (vector.proof ?? []).map(bytes)];
    const accepted = verifyInclusion({ index, size, leaf, root, proof }, sha256);
    judge(`inclusion ${vector.name}`, accepted, !vector.wantErr && size > 0);
  }
  for (const vector of await load<ConsistencyVector>(vectorsDir, 'merkle-consistency.json')) {
    const { size1, size2 } = vector;
    const [root1, root2, proof] = [bytes(vector.root1), bytes(vector.root2), (vector.proof ?? []).map(bytes)];
    const accepted = verifyConsistency({ size1, size2, root1, root2, proof }, sha256);
    judge(`consistency ${vector.name}`, accepted, !vector.wantErr && size1 > 0);
  }
  return tally.result('merkle (RFC 6962)');
}

async function load<T>(folder: string, file: string): Promise<readonly T[]> {
  return JSON.parse(await readFile(join(folder, file), 'utf8')) as T[];
}

function bytes(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
