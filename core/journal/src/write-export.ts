/**
 * Writes a journal export line by line, so that a stream of any length passes through without being held. Entries go out as
 * they are stored, damaged or not: naming the damage is the verifier's part, and a journal that somebody tampered with must
 * not be one that can't be exported. The closing note says only that this deployment wrote this file.
 */
import { journalKeyName } from './checkpoint.ts';
import {
  type ExportHeader,
  exportFormat,
  type ExportedStream,
  formatClosing,
  formatHeader,
} from './export-format.ts';
import { toHex } from './hex.ts';
import type { Ed25519SigningKey, Sha256, StartSha256 } from './journal-crypto.ts';
import { signNote } from './signed-note.ts';

export interface StreamToExport extends ExportedStream {
  /** The stored texts, from the first to the `size`th. */
  readonly entries: AsyncIterable<string> | Iterable<string>;
  /** The signed notes of `checkpoints`, in the same order, countersignatures included. */
  readonly notes: readonly string[];
}

export interface ExportPlan extends Omit<ExportHeader, 'format' | 'streams'> {
  readonly streams: readonly StreamToExport[];
}

const encoder = new TextEncoder();

/** @yields pieces of the file, in order; the last is the closing note */
export async function* writeExport(
  plan: ExportPlan,
  key: Ed25519SigningKey,
  crypto: { readonly sha256: Sha256; readonly startSha256: StartSha256 },
): AsyncGenerator<string, void, undefined> {
  const digest = crypto.startSha256();
  let bytes = 0;
  const count = (text: string): string => {
    const encoded = encoder.encode(text);
    digest.update(encoded);
    bytes += encoded.length;
    return text;
  };
  yield count(`${formatHeader(headerOf(plan))}\n`);
  for (const stream of plan.streams) {
    if (stream.notes.length !== stream.checkpoints.length) {
      throw new TypeError(
        `${stream.stream}: ${stream.notes.length} notes for ${stream.checkpoints.length} checkpoints`,
      );
    }
    for await (const entry of stream.entries) yield count(`${entry}\n`);
    for (const note of stream.notes) yield count(note);
  }
  yield signNote(
    formatClosing(bytes, toHex(digest.digest())),
    journalKeyName(plan.deployment),
    key,
    crypto.sha256,
  );
}

function headerOf(plan: ExportPlan): ExportHeader {
  const { deployment, tenant, exportedAt, vkey, witness } = plan;
  const generation = plan.generation === 1 ? undefined : plan.generation;
  const streams = plan.streams.map(({ stream, size, head, checkpoints }) => ({
    stream,
    size,
    head,
    checkpoints: checkpoints.map(({ size: covered, at, generation }) => ({
      size: covered,
      at,
      ...(generation === undefined ? {} : { generation }),
    })),
  }));
  return {
    format: exportFormat,
    deployment,
    tenant,
    ...(generation === undefined ? {} : { generation }),
    exportedAt,
    vkey,
    witness,
    streams,
  };
}
