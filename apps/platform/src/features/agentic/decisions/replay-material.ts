/**
 * What an auditor needs beside a journal export to derive its decisions again (`gamut-replay/1`, docs/journal-format.md): facts by
 * content and calls, in the order of the stream. It needs no signature, since the journal names the digest of each. Arguments
 * come as every reader of decisions may see them, or, where that was asked for and recorded as such, whole but for secrets; facts hold
 * nothing that opens anything (facts-of-record.ts).
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { findFactsBody } from '../facts/facts-body-store.ts';
import type { TenantSealer } from '../../../tenancy/tenant-keys.ts';
import { openAsked, openWhole } from './asked-action.ts';
import { listDecided, type Decided } from './decided-store.ts';

const atOnce = 200;

/** `shown`: account and card numbers are struck out too. Secrets are in neither, since they are kept nowhere. */
export type KeptArguments = 'shown' | 'whole';

/** @yields lines of the file, in order */
export async function* writeReplayMaterial(
  db: Database,
  tenant: TenantRef,
  open: TenantSealer['open'],
  which: KeptArguments,
): AsyncGenerator<string, void, undefined> {
  yield line({
    format: 'gamut-replay/1',
    tenant: tenant.id,
    ...(which === 'whole' ? { arguments: which } : {}),
  });
  const given: string[] = [];
  let after = 0;
  for (;;) {
    const piece = await db.readTenant(tenant, (tx) => readPiece(tx, after, given));
    for (const { decided, facts } of piece) {
      if (facts !== undefined) yield `{"facts":${facts},"kind":"facts"}\n`;
      yield line(callOf(decided, open, which));
    }
    const last = piece.at(-1);
    if (last === undefined) break;
    after = last.decided.seq;
  }
  yield line({ kind: 'end' });
}

interface Piece {
  readonly decided: Decided;
  /** The text of its facts, where no decision shortly before it stood on the same. */
  readonly facts: string | undefined;
}

/** Who replays holds the newest sixteen versions; those that were given among the last eight are not given again. */
const factsRemembered = 8;

async function readPiece(tx: TenantReader, after: number, given: string[]): Promise<Piece[]> {
  const piece: Piece[] = [];
  for (const decided of await listDecided(tx, { after, limit: atOnce })) {
    const { factsSha256 } = decided;
    const known = given.includes(factsSha256);
    const facts = known ? undefined : await findFactsBody(tx, factsSha256);
    if (facts !== undefined) {
      given.push(factsSha256);
      if (given.length > factsRemembered) given.shift();
    }
    piece.push({ decided, facts });
  }
  return piece;
}

function callOf(
  { id, seq, argumentsSealed, wholeSealed }: Decided,
  open: TenantSealer['open'],
  which: KeptArguments,
) {
  if (which === 'whole' && wholeSealed !== null)
    return { kind: 'call', decision: id, seq, arguments: openWhole(open, id, wholeSealed) };
  const asked = argumentsSealed === null ? undefined : openAsked(open, id, argumentsSealed);
  return { kind: 'call', decision: id, seq, arguments: asked?.argumentsShown ?? null };
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
